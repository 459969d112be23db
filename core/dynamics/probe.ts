import { salesOrderHeaderSets, salesOrderLineSets, type DynamicsConnection } from '#core/contract/connection.ts';
import type { DynamicsParts } from './client.ts';
import { readCompanies } from './client.ts';
import { textOf } from './json.ts';
import type { Metadata } from './metadata.ts';
import { headerProperties, lineProperties, readHeaderProperties, readLineProperties, type SentProperty } from './properties.ts';
import { readAll } from './query.ts';

/** One of the sets that orders may be written to, as an environment has it. */
export interface ProbedSet {
  readonly set: string;
  readonly there: boolean;
  readonly readOnly: boolean;
  /** False where the environment shows no metadata. */
  readonly certain: boolean;
  readonly lacksNeeded: readonly string[];
  readonly lacks: readonly string[];
}

export interface DimensionProbe {
  readonly result: 'fits' | 'differs' | 'no-example' | 'not-set';
  readonly examples: readonly string[];
  readonly sentence: string;
}

export interface EnvironmentProbe {
  readonly companies: readonly { readonly id: string; readonly name: string }[];
  readonly headerSets: readonly ProbedSet[];
  readonly lineSets: readonly ProbedSet[];
  readonly recommended: { readonly headerSet?: string; readonly lineSet?: string };
  readonly dimension: DimensionProbe;
}

/** What an environment offers for a connection that is being set up. Reads only; throws AppError as every read does. */
export async function probeEnvironment(
  parts: DynamicsParts,
  connection: DynamicsConnection,
  signal?: AbortSignal,
): Promise<EnvironmentProbe> {
  const companies = await readCompanies(parts, signal);
  const headerSets = await probeSets(
    parts.metadata,
    salesOrderHeaderSets,
    [...headerProperties, ...read(readHeaderProperties)],
    signal,
  );
  const lineSets = await probeSets(parts.metadata, salesOrderLineSets, [...lineProperties, ...read(readLineProperties)], signal);
  const headerSet = recommend(headerSets, 'SalesOrderHeadersV2');
  const lineSet = recommend(lineSets, 'SalesOrderLines');
  const examples = await dimensionExamples(parts, headerSets, headerSet, signal);
  return {
    companies,
    headerSets,
    lineSets,
    recommended: { ...(headerSet === undefined ? {} : { headerSet }), ...(lineSet === undefined ? {} : { lineSet }) },
    dimension: checkDimension(connection.dimensionFormat, examples),
  };
}

/** Read back, and no order can be told apart or joined to its postings without them. */
const neededToRead = new Set(['SalesOrderStatus', 'InventoryLotId']);
const read = (names: readonly string[]): readonly SentProperty[] =>
  names.map((name) => (neededToRead.has(name) ? { name, needed: true } : { name }));

async function probeSets(
  metadata: Metadata,
  sets: readonly string[],
  properties: readonly SentProperty[],
  signal: AbortSignal | undefined,
): Promise<readonly ProbedSet[]> {
  const shapes = await Promise.all(sets.map((set) => metadata.find(set, signal)));
  return shapes.map((shape, index) => {
    const set = sets[index] ?? '';
    if (!shape) return { set, there: false, readOnly: false, certain: true, lacksNeeded: [], lacks: [] };
    const lacking = properties.filter(({ name }) => shape.wire(name) === undefined);
    const names = (needed: boolean): readonly string[] => [
      ...new Set(lacking.filter((property) => (property.needed === true) === needed).map(({ name }) => name)),
    ];
    const lacksNeeded = names(true);
    const lacks = names(false).filter((name) => !lacksNeeded.includes(name));
    return { set, there: true, readOnly: shape.readOnly, certain: shape.certain, lacksNeeded, lacks };
  });
}

/** The usable set that leaves out least; among equals the one that is most widely spread, else the newest. */
export function recommend(sets: readonly ProbedSet[], widest: string): string | undefined {
  const usable = sets.filter((set) => set.there && !set.readOnly && set.lacksNeeded.length === 0);
  const least = Math.min(...usable.map((set) => set.lacks.length));
  const best = usable.filter((set) => set.lacks.length === least);
  return (best.find((set) => set.set === widest) ?? best.at(-1))?.set;
}

const exampleRows = 20;

/** Dimension values of orders that are there; none where the set has no such property. */
async function dimensionExamples(
  { transport, metadata }: DynamicsParts,
  sets: readonly ProbedSet[],
  chosen: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const set = chosen ?? sets.find((candidate) => candidate.there)?.set;
  const shape = set === undefined ? undefined : await metadata.find(set, signal);
  const property = shape?.wire('DefaultLedgerDimensionDisplayValue');
  if (!shape || property === undefined) return [];
  const options = { select: [property], filter: `${property} ne ''`, top: exampleRows, crossCompany: true } as const;
  const rows = await readAll(transport, shape, options, { operation: 'GET look-up', signal });
  return [...new Set(rows.map((row) => textOf(row, property)).filter((value) => value !== ''))].slice(0, 5);
}

/**
 * Holds a format against values that are there: a value has one place for each segment, so it carries one delimiter
 * less than there are segments (dynamics.md 2.8).
 */
export function checkDimension(format: DynamicsConnection['dimensionFormat'], examples: readonly string[]): DimensionProbe {
  const shown = examples.map((example) => `"${example}"`).join(', ');
  if (!format) {
    const hint = examples.length === 0 ? '' : ` Orders there carry ${shown}: the format has as many segments as that has places.`;
    return {
      result: 'not-set',
      examples,
      sentence: `No format is set. It is needed only where a partner has default dimensions.${hint}`,
    };
  }
  if (examples.length === 0)
    return {
      result: 'no-example',
      examples,
      sentence:
        'No order in this environment has default dimensions to compare with. Compare the format with "Financial dimension configuration for integrating applications" in Dynamics.',
    };
  const wrong = examples.find((example) => example.split(format.delimiter).length !== format.segments.length);
  if (wrong === undefined) return { result: 'fits', examples, sentence: `The format fits the orders that are there: ${shown}.` };
  const places = wrong.split(format.delimiter).length;
  return {
    result: 'differs',
    examples,
    sentence: `An order there carries "${wrong}", which is ${places} ${places === 1 ? 'place' : 'places'} joined by "${format.delimiter}", but the format has ${format.segments.length} segments. Copy the order of the segments and the delimiter from "Financial dimension configuration for integrating applications".`,
  };
}
