import { salesOrderHeaderSets, salesOrderLineSets } from '#core/contract/connection.ts';
import type { Capabilities } from './client.types.ts';
import type { EntityShape, Metadata } from './metadata.ts';
import type { OrderContext } from './orders.ts';
import { headerProperties, lineProperties, readHeaderProperties, readLineProperties } from './properties.ts';
import type { SentProperty } from './properties.ts';

/** Needed beside the two sets that orders are written to. */
export const companySet = 'LegalEntities';

/** Which of the sets that we know this environment has, and what those that we write to lack. */
export async function readCapabilities(context: OrderContext, signal: AbortSignal | undefined): Promise<Capabilities> {
  const { metadata, headerSet, lineSet } = context;
  const headers = await present(metadata, salesOrderHeaderSets, signal);
  const lines = await present(metadata, salesOrderLineSets, signal);
  const companies = await present(metadata, [companySet], signal);
  const there = new Map([...headers, ...lines, ...companies].map((shape) => [shape.set, shape]));
  return {
    headerSets: headers.map((shape) => shape.set),
    lineSets: lines.map((shape) => shape.set),
    missingSets: [headerSet, lineSet, companySet].filter((set) => !there.has(set)),
    missingProperties: [
      ...lacking(there.get(headerSet), [...headerProperties, ...named(readHeaderProperties)]),
      ...lacking(there.get(lineSet), [...lineProperties, ...named(readLineProperties)]),
    ],
  };
}

async function present(
  metadata: Metadata,
  sets: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly EntityShape[]> {
  const shapes = await Promise.all(sets.map((set) => metadata.find(set, signal)));
  return shapes.filter((shape) => shape !== undefined);
}

const named = (names: readonly string[]): readonly SentProperty[] => names.map((name) => ({ name }));

function lacking(
  shape: EntityShape | undefined,
  properties: readonly SentProperty[],
): readonly { readonly set: string; readonly property: string }[] {
  if (!shape) return [];
  const missing = properties.map(({ name }) => name).filter((name) => shape.wire(name) === undefined);
  return [...new Set(missing)].map((property) => ({ set: shape.set, property }));
}
