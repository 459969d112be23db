import { mappingChange, type MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { MappingEntry } from '#core/contract/views/mappings.ts';
import type { DatedKind } from '#core/domain/mapping.ts';

/** One field of a row of the map, as lists and forms show it. */
export interface RowField {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly width: number;
  readonly grow?: number;
  readonly type?: 'date';
  readonly required?: true;
  /** The target in Dynamics; without it the key means nothing from that day. */
  readonly target?: true;
}

const validFrom: RowField = {
  id: 'validFrom',
  label: 'Valid from',
  hint: 'Empty: always',
  width: 124,
  type: 'date',
};
const partnerId: RowField = { id: 'partnerId', label: 'Partner id', hint: 'As SPS writes it', width: 150, required: true };

export const rowFields: Readonly<Record<DatedKind, readonly RowField[]>> = {
  items: [
    partnerId,
    { id: 'buyerPart', label: 'Buyer part', hint: 'The retailer’s own number', width: 110, grow: 1 },
    { id: 'vendorPart', label: 'Vendor part', hint: 'Your number as the retailer writes it', width: 110, grow: 1 },
    { id: 'upc', label: 'UPC', hint: '12 digits with check digit', width: 120 },
    { id: 'gtin', label: 'GTIN', hint: '14 digits with check digit', width: 136 },
    { id: 'ean', label: 'EAN', hint: '13 digits with check digit', width: 120 },
    { id: 'itemNumber', label: 'Dynamics item', hint: 'A released product', width: 110, grow: 1, target: true },
    { id: 'unit', label: 'Unit', hint: 'Sales unit in Dynamics; empty: as ordered', width: 64 },
    validFrom,
  ],
  locations: [
    partnerId,
    { id: 'qualifier', label: 'Qualifier', hint: '92 assigned by the buyer, 9 DUNS+4', width: 84, required: true },
    { id: 'code', label: 'Code', hint: 'As sent, with its zeros', width: 120, grow: 1, required: true },
    {
      id: 'addressLocationId',
      label: 'Address in Dynamics',
      hint: 'Location id of the postal address',
      width: 160,
      grow: 1,
      target: true,
    },
    validFrom,
  ],
  units: [
    partnerId,
    { id: 'itemNumber', label: 'Dynamics item', hint: 'Empty: all items of the partner', width: 120, grow: 1 },
    { id: 'ediUnit', label: 'Unit as ordered', hint: 'CA, EA, …', width: 116, required: true },
    { id: 'factor', label: 'Factor', hint: 'How many Dynamics units one of theirs is', width: 90 },
    { id: 'unit', label: 'Unit in Dynamics', hint: 'ea, cs, …', width: 120, target: true },
    validFrom,
  ],
};

export type DatedEntry = Extract<MappingEntry, { kind: DatedKind }>;
/** The fields of a row by name, as a form holds them. */
export type RowValues = Readonly<Record<string, string>>;

export function isDated(entry: MappingEntry): entry is DatedEntry {
  return entry.kind !== 'partners';
}

export function valuesOf(row: DatedEntry['row']): RowValues {
  return { ...row };
}

/** A new row without anything in it. */
export function blankValues(kind: DatedKind): RowValues {
  return Object.fromEntries(rowFields[kind].map(({ id }) => [id, id === 'factor' ? '1' : '']));
}

/** The change that a form means, or the first thing that is wrong with it. */
export type Wanted = { readonly change: MappingChangeInput } | { readonly problem: string };

export function addOf(kind: DatedKind, values: RowValues): Wanted {
  return checked(kind, { action: 'add', kind, row: values });
}

export function updateOf(entry: DatedEntry, values: RowValues): Wanted {
  const before = valuesOf(entry.row);
  if (Object.keys(values).every((field) => (values[field] ?? '').trim() === before[field]))
    return { problem: 'Nothing differs from what is saved.' };
  return checked(entry.kind, { action: 'update', kind: entry.kind, id: entry.id, seen: entry.row, row: values });
}

export function removeOf({ kind, id, row }: DatedEntry): Wanted {
  return checked(kind, { action: 'remove', kind, id, seen: row });
}

export function endOf({ kind, id, row }: DatedEntry, from: string): Wanted {
  return checked(kind, { action: 'end', kind, id, seen: row, from });
}

function checked(kind: DatedKind, wanted: Readonly<Record<string, unknown>>): Wanted {
  const row = wanted['row'] as RowValues | undefined;
  const empty = row && rowFields[kind].find(({ id, required }) => required && (row[id] ?? '').trim() === '');
  if (empty) return { problem: `${empty.label} is needed.` };
  const parsed = mappingChange.safeParse(wanted);
  if (parsed.success) return { change: parsed.data };
  return { problem: wanted['action'] === 'end' ? 'Say the day from which it ends.' : 'Write the day as year-month-day.' };
}

/** The row in a few words, to name it in a sentence. */
export function rowName({ kind, row }: Pick<DatedEntry, 'kind' | 'row'> & { readonly kind: DatedKind }): string {
  const values: RowValues = { ...row };
  const named = (...ids: readonly string[]): string => ids.map((id) => values[id] ?? '').find((text) => text !== '') ?? '';
  switch (kind) {
    case 'items':
      return named('buyerPart', 'vendorPart', 'upc', 'gtin', 'ean');
    case 'locations':
      return named('code');
    case 'units':
      return values['itemNumber'] === '' ? named('ediUnit') : `${named('ediUnit')} of ${values['itemNumber']}`;
  }
}
