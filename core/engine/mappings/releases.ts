import type { OutputOf } from '#core/contract/endpoints.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { ItemMapping, MappingChange, MappingGap, MappingKind, MappingRows } from '#core/domain/mapping.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { answers, isGapFix, unitGapOf } from '#core/mapping/frees.ts';
import { gapText } from '#core/mapping/gapTexts.ts';
import { validRows } from '#core/mapping/validity.ts';
import type { Store } from '#core/store/store.types.ts';
import { rowsAfter } from './planChange.ts';

type Preview = OutputOf<'mappings.releasePreview'>;
type Gap = { readonly key: string; readonly fix: MappingGap['fix'] };

/** How the groups begin that a change of a partner's rows can free. */
function prefixesOf(kind: MappingKind, partnerId: string): readonly string[] {
  const first: Readonly<Record<MappingKind, readonly string[]>> = {
    partners: ['partner'],
    locations: ['location'],
    items: ['item', 'item-ambiguous'],
    units: ['unit'],
  };
  return first[kind].map((name) => `${name}:${partnerId}:`);
}

/**
 * What a change would let go on: every open gap of the partner is decided with the rows as they would be, by the same
 * code that resolves orders. Nothing is changed.
 */
export async function releaseOf(
  store: Store,
  kind: MappingKind,
  change: MappingChange<MappingKind>,
  today: LocalDate,
): Promise<Preview> {
  const { partnerId } = change.change === 'remove' ? change.before : change.row;
  const found = await store.openGaps({ prefixes: prefixesOf(kind, partnerId) });
  const gaps = found.flatMap(({ key, fix }): readonly Gap[] => (isGapFix(fix) ? [{ key, fix }] : []));
  const freed: Gap[] = [];
  const missing = new Map<string, { readonly fix: Fix; readonly keys: string[] }>();
  for (const [vendor, list] of byVendor(gaps)) {
    const rows = validRows(rowsAfter(await gather(store, partnerId, vendor, list), kind, fitting(kind, change, vendor)), today);
    for (const gap of list) {
      if (!answers(gap.fix, rows)) continue;
      freed.push(gap);
      noteNext(missing, gap, change, rows);
    }
  }
  const keys = freed.map(({ key }) => key);
  const { freed: go, stillWaiting, orders } = await store.waitingFor({ keys, gapsOnly: kind === 'partners' });
  return { freed: go, stillWaiting, orders: [...orders], next: await nextOf(store, missing) };
}

/** A partner's row of another vendor number says nothing about this one. */
function fitting(kind: MappingKind, change: MappingChange<MappingKind>, vendor: string): MappingChange<MappingKind> {
  if (kind !== 'partners' || change.change === 'remove') return change;
  const { row } = change;
  if (!('vendor' in row) || row.vendor === '' || row.vendor === vendor) return change;
  return { change: 'remove', before: row };
}

function byVendor(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const known = groups.get(gap.fix.vendor);
    if (known) known.push(gap);
    else groups.set(gap.fix.vendor, [gap]);
  }
  return groups;
}

const blank = { buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '' };

/** Everything that the map says about what some gaps wait for. */
function gather(store: Store, partnerId: string, vendor: string, gaps: readonly Gap[]): Promise<MappingRows> {
  return store.mappingRows({
    partnerId,
    vendor,
    locationCodes: [...new Set(gaps.flatMap(({ fix }) => (fix.fix === 'location' ? [fix.code] : [])))],
    items: gaps.flatMap(({ fix }) => ('identifiers' in fix ? [{ ...blank, ...fix.identifiers }] : [])),
  });
}

/** What an order would wait for next: the unit of an item that is known now. */
function noteNext(
  missing: Map<string, { readonly fix: Fix; readonly keys: string[] }>,
  { key, fix }: Gap,
  change: MappingChange<MappingKind>,
  rows: MappingRows,
): void {
  if (fix.fix !== 'item' || change.change === 'remove' || !('itemNumber' in change.row) || !('buyerPart' in change.row)) return;
  const gap = unitGapOf(fix, change.row satisfies ItemMapping, rows.units);
  if (!gap) return;
  const name = `${gap.itemNumber} ${gap.ediUnit}`;
  const known = missing.get(name);
  if (known) known.keys.push(key);
  else missing.set(name, { fix: gap, keys: [key] });
}

async function nextOf(
  store: Store,
  missing: ReadonlyMap<string, { readonly fix: Fix; readonly keys: readonly string[] }>,
): Promise<Preview['next']> {
  const next: Preview['next'][number][] = [];
  for (const { fix, keys } of missing.values()) {
    const counts = await store.ordersOf({ keys });
    const orders = Object.values(counts).reduce((sum, value) => sum + value, 0);
    if (!isGapFix(fix)) continue;
    const { groupTitle } = gapText({ key: '', path: '', lines: 1, fix }, { purchaseOrder: '', partner: fix.partnerId });
    next.push({ fix: fix as Preview['next'][number]['fix'], title: groupTitle, orders });
  }
  return next;
}
