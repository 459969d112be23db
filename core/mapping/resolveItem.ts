import type { GivenIdentifiers } from '#core/domain/fix.ts';
import type { ItemMapping, Kept, MappingGap } from '#core/domain/mapping.ts';
import type { ItemIdentifierKind } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { givenIdentifiers, type ItemIndex } from './gtin.ts';

/** Whose order a line belongs to. */
export type OrderOwner = Pick<PurchaseOrder, 'partnerId' | 'vendor'>;

export type ItemResolution = { readonly found: Kept<ItemMapping> } | { readonly gap: MappingGap };

/**
 * The product of a line (ITM-01, ITM-11): identifiers in the partner's order of trust, cross-checked. One that several
 * products share (a vendor part on two lines) is narrowed by the others; two that point to different products are a
 * finding, never a guess.
 */
export function resolveItem(
  line: PurchaseOrderLine,
  owner: OrderOwner,
  rows: ItemIndex<Kept<ItemMapping>>,
  trust: readonly ItemIdentifierKind[],
): ItemResolution {
  const given = givenIdentifiers(line.item, trust);
  const { known, found } = productOf(given, rows);
  if (found) return { found };
  return { gap: known.length === 0 ? unknownItem(line, owner, given) : ambiguousItem(line, owner, given, known) };
}

/** What the rows say about some identifiers: those that any row knows, and the row of the product they agree on. */
export function productOf<Row extends ItemMapping>(
  given: readonly Given[],
  rows: ItemIndex<Row>,
): { readonly known: readonly Known<Row>[]; readonly found: Row | undefined } {
  const known = given
    .map((identifier) => ({ ...identifier, rows: rows(identifier.kind, identifier.value) }))
    .filter((identifier) => identifier.rows.length > 0);
  let agreed = products(known[0]?.rows ?? []);
  for (const identifier of known.slice(1)) agreed = intersect(agreed, products(identifier.rows));
  const [product] = agreed;
  const found = agreed.size === 1 ? known.flatMap((one) => one.rows).find((row) => row.itemNumber === product) : undefined;
  return { known, found };
}

const products = (rows: readonly ItemMapping[]): ReadonlySet<string> => new Set(rows.map((row) => row.itemNumber));

function intersect(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((value) => b.has(value)));
}

function describe(line: PurchaseOrderLine): string {
  return line.description || line.item.vendorPart || line.item.buyerPart || `line ${line.lineNumber || line.position}`;
}

export interface Given {
  readonly kind: ItemIdentifierKind;
  readonly value: string;
}

const identifiersOf = (given: readonly Given[]): GivenIdentifiers =>
  Object.fromEntries(given.map(({ kind, value }) => [kind, value]));

function unknownItem(line: PurchaseOrderLine, { partnerId, vendor }: OrderOwner, given: readonly Given[]): MappingGap {
  const first = given[0];
  return {
    key: first ? `item:${partnerId}:${first.kind}=${first.value}` : `item:${partnerId}:nothing:${line.description}`,
    path: line.path,
    lines: 1,
    fix: {
      fix: 'item',
      partnerId,
      vendor,
      identifiers: identifiersOf(given),
      description: describe(line),
      unit: line.unit,
      ...(line.quantity === undefined ? {} : { quantity: line.quantity }),
      ...(line.price === undefined ? {} : { price: line.price }),
      ...(line.pack === undefined ? {} : { pack: line.pack }),
    },
  };
}

interface Known<Row extends ItemMapping = ItemMapping> extends Given {
  readonly rows: readonly Row[];
}

function ambiguousItem(
  line: PurchaseOrderLine,
  { partnerId, vendor }: OrderOwner,
  given: readonly Given[],
  known: readonly Known[],
): MappingGap {
  return {
    key: `item-ambiguous:${partnerId}:${known.map(({ kind, value }) => `${kind}=${value}`).join('|')}`,
    path: line.path,
    lines: 1,
    fix: {
      fix: 'item-choice',
      partnerId,
      vendor,
      identifiers: identifiersOf(given),
      description: describe(line),
      candidates: known.flatMap(({ kind, value, rows }) =>
        [...products(rows)].map((itemNumber) => ({ by: kind, value, itemNumber })),
      ),
    },
  };
}
