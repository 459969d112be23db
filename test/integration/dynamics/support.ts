import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import type { DynamicsPorts } from '#core/dynamics/client.ts';
import type { DynamicsClient } from '#core/dynamics/client.types.ts';
import type { DynamicsConnection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import type { Clock } from '#core/ports/ports.ts';
import { headerProperties, lineProperties, readHeaderProperties, readLineProperties } from '#core/dynamics/properties.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  /** Path without the query. */
  readonly path: string;
  /** Query with its values decoded. */
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a test's server does with a request: an answer, or something rude done to the connection itself. */
export type Handler = (asked: Asked, response: ServerResponse) => Answer | undefined;

export interface World {
  readonly base: string;
  readonly asked: Asked[];
  readonly tokenRequests: Asked[];
  readonly clock: FakeClock;
  readonly counts: Map<string, number>;
  readonly warnings: string[];
  readonly client: DynamicsClient;
  readonly ports: DynamicsPorts;
  close(): Promise<void>;
}

export interface FakeClock extends Clock {
  readonly sleeps: number[];
}

/** A clock that stands still except while somebody sleeps. */
export function fakeClock(): FakeClock {
  let elapsed = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => new Date(Date.UTC(2026, 1, 1) + elapsed).toISOString(),
    monotonic: () => elapsed,
    sleep: (ms) => {
      sleeps.push(ms);
      elapsed += ms;
      return Promise.resolve();
    },
  };
}

/** JSON with the headers of the service. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json; odata.metadata=minimal', ...headers }, body: text };
}

/** The error body of dynamics-errors.json with an Infolog. */
export function infolog(message: string, status = 400): Answer {
  const innererror = { message, type: 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException' };
  return json(status, { error: { code: '', message: 'An error has occurred.', innererror } }, { 'ms-dyn-aid': 'activity-1' });
}

export const sentNames = {
  SalesOrderHeadersV2: [...new Set([...headerProperties.map((property) => property.name), ...readHeaderProperties])],
  SalesOrderLines: [...new Set([...lineProperties.map((property) => property.name), ...readLineProperties])],
  LegalEntities: ['LegalEntityId', 'Name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** `/metadata/PublicEntities` of an environment that has these sets. */
export function publicEntities(asked: Asked, sets: Readonly<Record<string, readonly string[]>> = sentNames): Answer {
  const wanted = /EntitySetName eq '([^']+)'/.exec(asked.query.get('$filter') ?? '')?.[1];
  const rows = Object.entries(sets).filter(([set]) => set === wanted);
  return json(200, {
    value: rows.map(([set, names]) => ({
      Name: set.replace(/s(V\d)?$/, '$1'),
      EntitySetName: set,
      IsReadOnly: false,
      Properties: names.map((Name) => ({ Name })),
    })),
  });
}

/** A server of its own for one test: tokens and metadata are answered, everything else by `handler`. */
export async function world(
  handler: Handler,
  settings: Partial<DynamicsConnection> & { readonly tokens?: Handler } = {},
): Promise<World> {
  const { tokens = issueToken, ...connection } = settings;
  const asked: Asked[] = [];
  const tokenRequests: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://server');
      const one: Asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      const forToken = one.path.endsWith('/oauth2/v2.0/token');
      (forToken ? tokenRequests : asked).push(one);
      const own = forToken ? tokens(one, response) : handler(one, response);
      const answer = own ?? (one.path.startsWith('/metadata/') && !response.headersSent ? publicEntities(one) : undefined);
      if (answer && !response.destroyed) response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const base = `http://127.0.0.1:${port}`;
  const clock = fakeClock();
  const counts = new Map<string, number>();
  const warnings: string[] = [];
  const quiet = (): void => undefined;
  const ports: DynamicsPorts = {
    connection: {
      environmentUrl: base,
      loginBase: base,
      tenantId: '11111111-2222-3333-4444-555555555555',
      clientId: 'client-1',
      companies: ['usmf'],
      ...connection,
    },
    secret: () => Promise.resolve('secret-1'),
    fetch: nodeFetch(),
    clock,
    random: { fraction: () => 0, id: randomUUID, bytes: (count) => new Uint8Array(count) },
    log: { debug: quiet, info: quiet, warn: (message) => warnings.push(message), error: quiet },
    counter: { count: (operation) => counts.set(operation, (counts.get(operation) ?? 0) + 1) },
  };
  return {
    base,
    asked,
    tokenRequests,
    clock,
    counts,
    warnings,
    client: createDynamicsClient(ports),
    ports,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

let issued = 0;

/** A new token each time, as a JWT-shaped text. */
export const issueToken: Handler = () => {
  issued += 1;
  return json(200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: `token-${issued}` });
};

/** The AppError that a call ends in; fails the test when it ends well. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const result = await work.then(
    (value) => ({ value }),
    (thrown: unknown) => thrown,
  );
  if (result instanceof AppError) return result;
  throw new Error(`expected an AppError, got ${JSON.stringify(result)}`, { cause: result });
}

/** One line of a plan. */
export function planLine(position: number, over: Partial<SalesOrderPlanLine> = {}): SalesOrderPlanLine {
  return {
    position,
    lineNumber: `00${position}`,
    customersLineNumber: position,
    itemNumber: `D000${position}`,
    externalItem: `NW-8812${position}`,
    quantity: '24',
    unit: 'ea',
    price: '12.50',
    requestedShip: '2026-02-10',
    store: '',
    path: `/lines/${position}`,
    ...over,
  };
}

/** A plan of one order with two lines. */
export function plan(over: Partial<SalesOrderPlan> = {}): SalesOrderPlan {
  return {
    company: 'USMF',
    customer: 'US-014',
    invoiceAccount: 'US-014',
    reference: 'PO4501187',
    requisition: 'PO4501187',
    store: '',
    currency: 'USD',
    site: '1',
    warehouse: '13',
    deliveryMode: 'LTL',
    origin: 'EDI',
    dimension: '',
    email: '',
    requestedShip: '2026-02-10',
    requestedReceipt: '2026-02-13',
    address: { kind: 'location', locationId: '000002711' },
    lines: [planLine(1), planLine(2)],
    ...over,
  };
}

/** The answer to a `$batch` from its parts, as the service writes it. */
export function batchAnswer(
  parts: readonly { readonly status: number; readonly body: string; readonly id?: string; readonly headers?: string }[],
  style: { readonly eol?: string; readonly nested?: boolean; readonly length?: boolean } = {},
): Answer {
  const { eol = '\r\n', nested = true, length = true } = style;
  const texts = parts.map(({ status, body, id, headers }) =>
    [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(id === undefined ? [] : [`Content-ID: ${id}`]),
      '',
      `HTTP/1.1 ${status} Whatever`,
      'Content-Type: application/json; odata.metadata=minimal',
      ...(length ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
      ...(headers === undefined ? [] : [headers]),
      '',
      body,
    ].join(eol),
  );
  const inside = (boundary: string): string => [...texts.flatMap((text) => [`--${boundary}`, text]), `--${boundary}--`].join(eol);
  const body = nested
    ? [
        '--batchresponse_1',
        'Content-Type: multipart/mixed; boundary="changesetresponse_1"',
        '',
        inside('changesetresponse_1'),
        '--batchresponse_1--',
        '',
      ].join(eol)
    : `${inside('batchresponse_1')}${eol}`;
  return { status: 200, headers: { 'content-type': 'multipart/mixed; boundary=batchresponse_1' }, body };
}

/** The bodies of the operations of a `$batch` as they were sent. */
export function sentBodies(asked: Asked): readonly Readonly<Record<string, unknown>>[] {
  return asked.body
    .split('\r\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
