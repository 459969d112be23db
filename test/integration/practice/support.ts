import { startPractice, type PracticeOptions, type PracticeWorld } from '#core/practice/world.ts';

export interface Sps {
  readonly apiBase: string;
  readonly tokenUrl: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Visitor {
  readonly world: PracticeWorld;
  readonly sps: Sps;
  readonly environmentUrl: string;
  control(action: string, body: unknown, init?: RequestInit): Promise<{ readonly status: number; readonly body: unknown }>;
  look<T>(action: 'state' | 'received'): Promise<T>;
  /** The mailbox API with a token. */
  mailbox(path: string, init?: RequestInit): Promise<Response>;
  /** OData with a token. */
  data(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** A practice world and somebody who knows its addresses and nothing of its inside. */
export async function visit(options: PracticeOptions = {}): Promise<Visitor> {
  const world = await startPractice(options);
  const sps = world.connection.sps as unknown as Sps;
  const dynamics = world.connection.dynamics as Readonly<Record<string, string>>;
  const environmentUrl = (dynamics['environmentUrl'] ?? '').replace(/\/$/, '');

  async function token(url: string, body: BodyInit, type?: string): Promise<string> {
    const response = await fetch(url, {
      method: 'POST',
      body,
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    });
    return ((await response.json()) as { readonly access_token: string }).access_token;
  }
  const spsBody = {
    grant_type: 'client_credentials',
    client_id: sps.clientId,
    client_secret: sps.clientSecret,
    audience: sps.audience,
  };
  const spsToken = await token(sps.tokenUrl, JSON.stringify(spsBody), 'application/json');
  const erpToken = await token(
    `${dynamics['loginBase']}/${dynamics['tenantId']}/oauth2/v2.0/token`,
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: dynamics['clientId'] ?? '',
      client_secret: dynamics['clientSecret'] ?? '',
      scope: `${environmentUrl}/.default`,
    }),
  );
  const withToken = (bearer: string, init: RequestInit = {}): RequestInit => ({
    ...init,
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      ...Object.fromEntries(new Headers(init.headers)),
    },
  });
  return {
    world,
    sps,
    environmentUrl,
    async control(action, body, init = {}) {
      const response = await fetch(`${world.control}/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...init,
      });
      return { status: response.status, body: await response.json() };
    },
    look: async (action) => (await fetch(`${world.control}/${action}`)).json() as never,
    mailbox: (path, init) => fetch(`${sps.apiBase}/transactions/v5/${path}`, withToken(spsToken, init)),
    data: (path, init) => fetch(`${environmentUrl}/data/${path}`, withToken(erpToken, init)),
    close: () => world.close(),
  };
}
