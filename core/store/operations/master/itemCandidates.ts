import { eachGtinOf, isCaseGtin } from '#core/domain/caseGtin.ts';
import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { GivenIdentifiers } from '#core/domain/fix.ts';
import { itemIdentifierKinds, type ItemIdentifierKind } from '#core/domain/partnerSheet.ts';
import { all, type Db } from '../../database.ts';
import type { ItemCandidate, ItemEvidence } from '#core/domain/candidates.ts';
import type { PartnerPlace } from './candidates.ts';
import { productFacts } from './facts.ts';
import { createWordCounts, gatherIds, narrowingMatches } from './words.ts';

/** Rows of one look-up that are looked at; a number that leads to more tells nothing. */
const mostHits = 20;
/** With so many rows that share its rarest words the search for more ends. */
const enoughByWords = 8;

type Gathered = Map<string, ItemEvidence[]>;
type Add = (itemNumber: string, evidence: ItemEvidence) => void;

/** Gathers the products that one line may mean, each with the reasons for it. */
export function createItemGatherer(
  db: Db,
): (place: PartnerPlace, identifiers: GivenIdentifiers, description: string) => readonly ItemCandidate[] {
  const words = createWordCounts(db, 'md_product_terms');
  return (place, identifiers, description) => {
    const gathered: Gathered = new Map();
    const add: Add = (itemNumber, evidence) => {
      const key = itemNumber.toLowerCase();
      gathered.set(key, [...(gathered.get(key) ?? []), evidence]);
    };
    for (const code of codesOf(identifiers)) byCode(db, place, code, add);
    for (const number of numbersOf(identifiers)) byNumber(db, place, number, add);
    byOtherPartners(db, place, identifiers, add);
    // Where a number names a product, words could only add noise, and they are what costs.
    if (![...gathered.values()].flat().some(({ by }) => by === 'gtin' || by === 'customer-number'))
      byWords(db, place, description, words, add);
    return [...gathered].flatMap(([itemNumber, evidence]) => {
      const product = productFacts(db, place.company, itemNumber);
      return product ? [{ product, evidence }] : [];
    });
  };
}

const codesOf = ({ upc, gtin, ean }: GivenIdentifiers): readonly string[] => [
  ...new Set([upc, gtin, ean].flatMap((code) => (code !== undefined && /^\d{8,14}$/.test(code) ? [toGtin14(code)] : []))),
];

const numbersOf = ({
  buyerPart,
  vendorPart,
}: GivenIdentifiers): readonly { readonly kind: 'buyerPart' | 'vendorPart'; readonly value: string }[] => [
  ...(buyerPart ? [{ kind: 'buyerPart' as const, value: buyerPart }] : []),
  ...(vendorPart ? [{ kind: 'vendorPart' as const, value: vendorPart }] : []),
];

interface BarcodeHit {
  readonly itemNumber: string;
  readonly unit: string;
  readonly quantity: string;
}

function barcodeHits(db: Db, company: string, code: string): readonly BarcodeHit[] {
  return all<BarcodeHit>(
    db,
    'SELECT item_number AS itemNumber, unit, quantity FROM md_barcodes WHERE company = ? AND code14 = ? LIMIT ?',
    company,
    code,
    mostHits,
  );
}

/** A case's code is looked up as it is and, where Dynamics does not have it, as the code of the each in it. */
function byCode(db: Db, { company }: PartnerPlace, code: string, add: Add): void {
  const hits = barcodeHits(db, company, code);
  const isCase = isCaseGtin(code);
  for (const { itemNumber, unit, quantity } of hits)
    add(itemNumber, isCase ? { by: 'case-gtin', code, registered: true, unit, quantity } : { by: 'gtin', code, unit, quantity });
  const each = hits.length === 0 ? eachGtinOf(code) : undefined;
  if (each === undefined) return;
  for (const { itemNumber } of barcodeHits(db, company, each))
    add(itemNumber, { by: 'case-gtin', code, registered: false, unit: '', quantity: '0' });
}

/** A part number may be the customer's own number in Dynamics, or ours: the item number. */
function byNumber(
  db: Db,
  { company, customer }: PartnerPlace,
  { kind, value }: ReturnType<typeof numbersOf>[number],
  add: Add,
): void {
  const own = all<{ itemNumber: string }>(
    db,
    `SELECT DISTINCT item_number AS itemNumber FROM md_customer_items WHERE company = ? AND number = ? AND customer = ? LIMIT ?`,
    company,
    value,
    customer,
    mostHits,
  );
  for (const { itemNumber } of own) add(itemNumber, { by: 'customer-number', number: value });
  if (kind === 'vendorPart') add(value, { by: 'vendor-part', value });
}

interface Mapped {
  readonly partnerId: string;
  readonly partnerName: string;
  readonly itemNumber: string;
}

const mappedColumns = `i.partner_id AS partnerId, i.item_number AS itemNumber,
  coalesce((SELECT p.name FROM partners p WHERE p.partner_id = i.partner_id ORDER BY p.vendor LIMIT 1), i.partner_id) AS partnerName`;

/** What other partners' rows say of the same code or of our own part number. A retailer's part numbers are its own. */
function byOtherPartners(db: Db, { partnerId }: PartnerPlace, identifiers: GivenIdentifiers, add: Add): void {
  for (const kind of itemIdentifierKinds) {
    const value = identifiers[kind];
    if (value === undefined || value === '' || kind === 'buyerPart') continue;
    const seen = new Set<string>();
    for (const row of mappedTo(db, kind, value)) {
      if (row.partnerId === partnerId || seen.has(`${row.partnerId} ${row.itemNumber}`)) continue;
      seen.add(`${row.partnerId} ${row.itemNumber}`);
      add(row.itemNumber, {
        by: 'other-partner',
        partnerId: row.partnerId,
        partnerName: row.partnerName,
        identifier: kind,
        value,
      });
    }
  }
}

function mappedTo(db: Db, kind: ItemIdentifierKind, value: string): readonly Mapped[] {
  if (kind === 'vendorPart')
    return all<Mapped>(
      db,
      `SELECT ${mappedColumns} FROM item_map i WHERE i.vendor_part = ? AND i.vendor_part <> '' ORDER BY i.id LIMIT ?`,
      value,
      mostHits,
    );
  return all<Mapped>(
    db,
    `SELECT ${mappedColumns} FROM item_codes c JOIN item_map i ON i.id = c.item_id WHERE c.code14 = ? ORDER BY c.item_id LIMIT ?`,
    toGtin14(value),
    mostHits,
  );
}

function byWords(db: Db, { company }: PartnerPlace, description: string, count: (word: string) => number, add: Add): void {
  const sql = `SELECT md_product_words.rowid AS id FROM md_product_words JOIN md_products p ON p.id = md_product_words.rowid
    WHERE md_product_words MATCH ? AND p.company = ? LIMIT ?`;
  for (const id of gatherIds(db, sql, [company], narrowingMatches(description, count), enoughByWords))
    for (const { itemNumber } of all<{ itemNumber: string }>(
      db,
      'SELECT p.item_number AS itemNumber FROM md_products p WHERE p.id = ?',
      id,
    ))
      add(itemNumber, { by: 'words' });
}
