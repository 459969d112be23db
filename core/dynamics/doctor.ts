import type { DynamicsConnection } from '#core/contract/connection.ts';
import { toAppError } from '#core/contract/errors.ts';
import { readCapabilities } from './capabilities.ts';
import { createDynamicsParts, readCompanies } from './client.ts';
import type { DynamicsParts, DynamicsPorts } from './client.ts';
import type { Capabilities } from './client.types.ts';
import { encode } from './literals.ts';
import { headerProperties, lineProperties } from './properties.ts';
import { createJournalClient } from './journals/client.ts';
import { queryString } from './query.ts';

export interface DoctorStep {
  readonly name: string;
  readonly state: 'good' | 'bad' | 'skipped';
  /** What was found and, where it is bad, what to do. */
  readonly sentence: string;
  readonly details: Readonly<Record<string, string>>;
}

type Finding = Omit<DoctorStep, 'name'>;

interface Check {
  readonly name: string;
  /** What must not be bad before it makes sense. */
  readonly needs?: string;
  readonly run: () => Promise<Finding>;
}

/**
 * Checks a connection to Dynamics step by step and only by reading: token, companies, entity sets, properties, roles.
 * Never throws: what fails is the step's sentence, what depends on it is skipped.
 */
export async function* examineDynamics(ports: DynamicsPorts, signal?: AbortSignal): AsyncGenerator<DoctorStep, void, undefined> {
  const parts = createDynamicsParts(ports);
  const failed = new Set<string>();
  for (const check of checks(parts, ports, signal)) {
    const blocked = check.needs !== undefined && failed.has(check.needs);
    const finding = blocked ? skipped(`Not checked, because "${check.needs}" is not in order.`) : await examine(check);
    if (blocked || finding.state === 'bad') failed.add(check.name);
    yield { name: check.name, ...finding };
  }
}

async function examine(check: Check): Promise<Finding> {
  try {
    return await check.run();
  } catch (thrown) {
    const error = toAppError(thrown);
    return { state: 'bad', sentence: error.message, details: { code: error.code, ...error.details } };
  }
}

function checks(parts: DynamicsParts, ports: DynamicsPorts, signal: AbortSignal | undefined): readonly Check[] {
  const { connection } = ports;
  let capabilities: Promise<Capabilities> | undefined;
  const seen = (): Promise<Capabilities> => (capabilities ??= readCapabilities(parts.orders, signal));
  const certain = async (): Promise<boolean> => {
    const { headerSet, lineSet } = parts.orders;
    const shapes = await Promise.all([headerSet, lineSet].map((set) => parts.metadata.find(set, signal)));
    return shapes.every((shape) => shape?.certain !== false);
  };
  return [
    { name: 'token', run: () => checkToken(parts, connection, signal) },
    { name: 'companies', needs: 'token', run: () => checkCompanies(parts, connection, signal) },
    { name: 'entity sets', needs: 'token', run: async () => checkSets(await seen(), parts, await certain()) },
    { name: 'properties', needs: 'entity sets', run: async () => checkProperties(await seen(), parts, await certain()) },
    { name: 'read orders', needs: 'entity sets', run: () => checkReading(parts, connection, signal) },
    { name: 'write orders', needs: 'entity sets', run: () => checkWriting(parts, connection, signal) },
    { name: 'journals', needs: 'token', run: () => checkJournals(parts, ports, signal) },
  ];
}

/** Where confirmations, packing slips and invoices are read from here, and what cannot be known without a set. */
async function checkJournals(
  parts: DynamicsParts,
  { connection, clock }: DynamicsPorts,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const client = createJournalClient({
    orders: parts.orders,
    companies: connection.companies,
    overlapMinutes: connection.journalOverlapMinutes,
    clock,
  });
  const sources = await client.journalCapabilities(signal);
  const missing = sources.filter(({ set }) => set === '').map(({ kind }) => journalWords[kind]);
  const unknown = sources.flatMap((source) => source.unknown);
  const details = Object.fromEntries(sources.map(({ kind, set, lineSet }) => [kind, [set, lineSet].filter(Boolean).join(', ')]));
  if (missing.length > 0) {
    const sentence =
      `No set tells ${missing.join(' and ')} here, so what answers them is never drafted. ${unknown.join(' ')}`.trim();
    return { state: 'bad', sentence, details };
  }
  const known = sources.map(({ kind, set }) => `${journalWords[kind]} from ${set}`).join(', ');
  return { ...good(`Reads ${known}. ${unknown.join(' ')}`.trim()), details };
}

const journalWords = { confirmation: 'confirmations', 'packing-slip': 'packing slips', invoice: 'invoices' } as const;

async function checkToken(
  parts: DynamicsParts,
  connection: DynamicsConnection,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  await parts.token(signal);
  return good(`Microsoft Entra gives app ${connection.clientId} a token for ${parts.transport.host}.`);
}

async function checkCompanies(
  parts: DynamicsParts,
  connection: DynamicsConnection,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const found = await readCompanies(parts, signal);
  const known = new Set(found.map((company) => company.id.toLowerCase()));
  const missing = connection.companies.filter((company) => !known.has(company.toLowerCase()));
  const details = { found: found.map((company) => `${company.id} (${company.name})`).join(', ') };
  if (missing.length === 0) return good(`All companies exist: ${connection.companies.join(', ')}.`, details);
  return bad(
    `${parts.transport.host} has no company ${missing.join(', ')}, or the app's user may not see it. Correct the companies of the connection.`,
    details,
  );
}

const noMetadata = 'The environment shows no metadata';

function checkSets(capabilities: Capabilities, parts: DynamicsParts, certain: boolean): Finding {
  if (!certain) return skipped(`${noMetadata}, so whether the entity sets exist shows when they are read.`);
  const { headerSets, lineSets, missingSets } = capabilities;
  const details = { headers: headerSets.join(', '), lines: lineSets.join(', ') };
  const { headerSet, lineSet } = parts.orders;
  if (missingSets.length === 0) return good(`Orders are written to ${headerSet} and ${lineSet}; both exist.`, details);
  const instead = [...headerSets, ...lineSets].join(', ') || 'none of the order sets';
  return bad(`The environment has no ${missingSets.join(', ')}. It has ${instead}: choose those in the connection.`, details);
}

function checkProperties(capabilities: Capabilities, parts: DynamicsParts, certain: boolean): Finding {
  if (!certain) return skipped(`${noMetadata}, so the documented property names are used.`);
  const lacking = capabilities.missingProperties.map(({ set, property }) => ({ property, text: `${set}.${property}` }));
  if (lacking.length === 0) return good('Every property that we send exists.');
  const missing = lacking.map(({ text }) => text).join(', ');
  if (lacking.some(({ property }) => isNeeded(property))) {
    return bad(`${parts.transport.host} does not know ${missing}. Choose other versions of the sets in the connection.`, {
      missing,
    });
  }
  return good(`${parts.transport.host} does not know ${missing}. What they carry is left out, and each order says so.`, {
    missing,
  });
}

/** Read back, and no order can be told apart or joined to its postings without them. */
const neededToRead: readonly string[] = ['SalesOrderStatus', 'InventoryLotId'];

function isNeeded(property: string): boolean {
  if (neededToRead.includes(property)) return true;
  return [...headerProperties, ...lineProperties].some(({ name, needed }) => needed === true && name === property);
}

async function checkReading(
  parts: DynamicsParts,
  connection: DynamicsConnection,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const { transport, orders, metadata } = parts;
  const shape = await metadata.shape(orders.headerSet, signal);
  const select = [shape.wire('SalesOrderNumber') ?? 'SalesOrderNumber'];
  const answer = await transport.read({
    operation: 'GET look-up',
    path: `/data/${encode(shape.set)}`,
    query: queryString({ select, top: 1, crossCompany: true }),
    signal,
  });
  if (answer.status !== 200) throw transport.failure(answer, 'reading sales orders');
  return good(`The user behind app ${connection.clientId} may read sales orders.`);
}

/** Whether the user may write shows only when an order is made; metadata tells where nobody may. */
async function checkWriting(
  parts: DynamicsParts,
  connection: DynamicsConnection,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const sets = [parts.orders.headerSet, parts.orders.lineSet];
  const shapes = await Promise.all(sets.map((set) => parts.metadata.shape(set, signal)));
  const readOnly = shapes.filter((shape) => shape.readOnly).map((shape) => shape.set);
  if (readOnly.length > 0)
    return bad(`${readOnly.join(' and ')} is read-only in this environment. Choose another version in the connection.`);
  if (shapes.some((shape) => !shape.certain)) return skipped(`${noMetadata}, so this shows only when the first order is made.`);
  const numbers =
    connection.manualNumbers === true
      ? ' So does whether the sales order number sequence allows manual numbers, as the connection says: it must be set to "Manual" there, or Dynamics refuses the order in those words.'
      : '';
  return good(`The order sets can be written to. Whether the roles allow it shows when the first order is made.${numbers}`);
}

function good(sentence: string, details: Readonly<Record<string, string>> = {}): Finding {
  return { state: 'good', sentence, details };
}

function skipped(sentence: string): Finding {
  return { state: 'skipped', sentence, details: {} };
}

function bad(sentence: string, details: Readonly<Record<string, string>> = {}): Finding {
  return { state: 'bad', sentence, details };
}
