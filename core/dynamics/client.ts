import type { DynamicsConnection } from '#core/contract/connection.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { createTokenSource } from './auth.ts';
import { companySet, readCapabilities } from './capabilities.ts';
import { createLines, createOrder } from './changeset.ts';
import type { DynamicsClient } from './client.types.ts';
import { textOf } from './json.ts';
import { createJournalClient } from './journals/client.ts';
import { createMasterReader } from './master.ts';
import { createMetadata } from './metadata.ts';
import type { Metadata } from './metadata.ts';
import { createHeader, deleteHeader, findOrders, readLines } from './orders.ts';
import { compareHeader } from './compareHeader.ts';
import type { OrderContext } from './orders.ts';
import { readAll } from './query.ts';
import { createTransport } from './transport.ts';
import type { Transport } from './transport.ts';
import { createWire } from './wire.ts';
import type { OperationCounter } from './wire.ts';

export interface DynamicsPorts {
  readonly connection: DynamicsConnection;
  /** The client secret as it is kept now; asked again after Entra refused it. Where the connection has a certificate without its key: the private key. */
  readonly secret: () => Promise<string | undefined>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
  /** Books every request except those for tokens. */
  readonly counter: OperationCounter;
}

/** The widest-spread versions (dynamics.md 0.2); settings choose others. */
const defaultHeaderSet = 'SalesOrderHeadersV2';
const defaultLineSet = 'SalesOrderLines';

/** The client's parts, for the doctor, which goes step by step. */
export interface DynamicsParts {
  readonly transport: Transport;
  readonly metadata: Metadata;
  readonly orders: OrderContext;
  /** A token, from the cache or from Entra. */
  readonly token: (signal?: AbortSignal) => Promise<string>;
}

/** One environment: its token, its pause and its metadata are shared by everything made from these parts. */
export function createDynamicsParts(ports: DynamicsPorts): DynamicsParts {
  const { connection, clock, random, log } = ports;
  const tokens = createTokenSource(ports);
  const transport = createTransport({ connection, tokens, wire: createWire(ports.fetch, ports.counter), clock, random, log });
  const metadata = createMetadata(transport, log);
  const orders: OrderContext = {
    transport,
    metadata,
    headerSet: connection.headerSet ?? defaultHeaderSet,
    lineSet: connection.lineSet ?? defaultLineSet,
    dimensionFormat: connection.dimensionFormat,
  };
  return { transport, metadata, orders, token: (signal) => tokens.token(signal) };
}

/** The Dynamics client for intake; see client.types.ts for what each method promises. */
export function createDynamicsClient(ports: DynamicsPorts): DynamicsClient {
  const parts = createDynamicsParts(ports);
  const { orders } = parts;
  return {
    findOrders: (lookups, signal) => findOrders(orders, lookups, signal),
    createHeader: (plan, requestId, signal) => createHeader(orders, plan, requestId, signal),
    createLines: (plan, number, lines, requestId, signal) => createLines(orders, plan, number, lines, requestId, signal),
    createOrder: (plan, number, requestId, signal) => createOrder(orders, plan, number, requestId, signal),
    readLines: (company, number, signal) => readLines(orders, company, number, signal),
    compareHeader: (plan, number, signal) => compareHeader(orders, plan, number, signal),
    deleteHeader: (company, number, requestId, signal) => deleteHeader(orders, company, number, requestId, signal),
    probe: async (signal) => {
      await parts.token(signal);
      return readCapabilities(orders, signal);
    },
    companies: (signal) => readCompanies(parts, signal),
    master: createMasterReader(parts.transport, ports.log),
    journals: createJournalClient({
      orders,
      companies: ports.connection.companies,
      overlapMinutes: ports.connection.journalOverlapMinutes,
      clock: ports.clock,
    }),
  };
}

/** All legal entities that the app's user may see. */
export async function readCompanies(
  { transport, metadata }: DynamicsParts,
  signal: AbortSignal | undefined,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const shape = await metadata.shape(companySet, signal);
  const id = shape.wire('LegalEntityId') ?? 'LegalEntityId';
  const name = shape.wire('Name') ?? 'Name';
  const options = { select: [id, name], crossCompany: true } as const;
  const rows = await readAll(transport, shape, options, { operation: 'GET companies', signal });
  return rows.map((row) => ({ id: textOf(row, id), name: textOf(row, name) }));
}
