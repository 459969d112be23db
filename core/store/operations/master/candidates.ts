import type { Fix } from '#core/domain/fix.ts';
import type { UnitMapping } from '#core/domain/mapping.ts';
import { all, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { MasterCandidates } from '#core/domain/candidates.ts';
import { productFacts } from './facts.ts';
import { createItemGatherer } from './itemCandidates.ts';
import { addressColumns, addressRow } from './lists.ts';
import { finishedAt } from './sync.ts';
import { postalStart } from './tables.ts';
import { createWordCounts, gatherIds, narrowingMatches } from './words.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Whose mapping is missing. */
export interface PartnerPlace {
  readonly partnerId: string;
  readonly company: string;
  readonly customer: string;
}

/** Candidates for a page of missing mappings: indexed look-ups only, each word of the index counted once for all of them. */
export function masterCandidates(db: Db, { fixes }: In<'masterCandidates'>): Out<'masterCandidates'> {
  const gatherItems = createItemGatherer(db);
  const addressWords = createWordCounts(db, 'md_address_terms');
  return fixes.map((fix): MasterCandidates => {
    if (fix.fix !== 'item' && fix.fix !== 'item-choice' && fix.fix !== 'location' && fix.fix !== 'unit')
      return { for: 'none', why: 'not-suggested' };
    const place = placeOf(db, fix);
    if (!place) return { for: 'none', why: 'no-partner' };
    if (fix.fix === 'location') return locationCandidates(db, place, fix, addressWords);
    if (finishedAt(db, 'products', place.company) === undefined) return { for: 'none', why: 'no-data' };
    return fix.fix === 'unit'
      ? unitCandidates(db, place, fix)
      : { for: 'item', candidates: gatherItems(place, fix.identifiers, fix.description) };
  });
}

function placeOf(
  db: Db,
  { partnerId, vendor }: { readonly partnerId: string; readonly vendor: string },
): PartnerPlace | undefined {
  return one<PartnerPlace>(
    db,
    `SELECT partner_id AS partnerId, company, customer FROM partners WHERE partner_id = ? AND vendor IN (?, '')
      ORDER BY vendor DESC LIMIT 1`,
    partnerId,
    vendor,
  );
}

type StoredAddress = Parameters<typeof addressRow>[0];
const mostAddresses = 40;

function locationCandidates(
  db: Db,
  { company, customer }: PartnerPlace,
  fix: Extract<Fix, { fix: 'location' }>,
  count: (word: string) => number,
): MasterCandidates {
  if (finishedAt(db, 'addresses', company) === undefined) return { for: 'none', why: 'no-data' };
  const ids = new Set<number>();
  const add = (sql: string, value: string): void => {
    for (const { id } of all<{ id: number }>(db, sql, company, customer, value, mostAddresses)) ids.add(id);
  };
  const postal = postalCodes(fix.address);
  for (const code of postal)
    add(
      `SELECT id FROM md_addresses WHERE company = ? AND customer = ? AND postal_start = ? AND postal_start <> '' LIMIT ?`,
      code,
    );
  if (fix.code !== '') {
    add('SELECT id FROM md_addresses WHERE company = ? AND customer = ? AND location_id = ? LIMIT ?', fix.code);
    add(`SELECT id FROM md_addresses WHERE company = ? AND customer = ? AND duns = ? AND duns <> '' LIMIT ?`, fix.code);
  }
  const byWords = `SELECT md_address_words.rowid AS id FROM md_address_words JOIN md_addresses a ON a.id = md_address_words.rowid
    WHERE md_address_words MATCH ? AND a.company = ? AND a.customer = ? LIMIT ?`;
  for (const text of [fix.code, [fix.name, ...fix.address].join(' ')])
    for (const id of gatherIds(db, byWords, [company, customer], narrowingMatches(text, count), mostAddresses)) ids.add(id);
  const rows = [...ids].flatMap((id) =>
    all<StoredAddress>(db, `SELECT ${addressColumns} FROM md_addresses a WHERE a.id = ?`, id),
  );
  return { for: 'location', company, candidates: rows.map(addressRow) };
}

/** What may be a postal code in the lines of an address: every word with a digit in its last lines. */
function postalCodes(address: readonly string[]): readonly string[] {
  const words = address.slice(-2).flatMap((line) => line.split(/[\s,]+/));
  return [...new Set(words.filter((word) => /\d/.test(word) && word.length >= 4).map(postalStart))];
}

const mostMapped = 200;

function unitCandidates(
  db: Db,
  { partnerId, company }: PartnerPlace,
  { itemNumber, ediUnit, itemUnit }: Extract<Fix, { fix: 'unit' }>,
): MasterCandidates {
  const named = [ediUnit, itemUnit].flatMap((unit) =>
    all<{ unit: string }>(db, `SELECT unit FROM md_units WHERE company = '' AND unit = ?`, unit).map((row) => row.unit),
  );
  const mapped = all<UnitMapping>(
    db,
    `SELECT partner_id AS partnerId, item_number AS itemNumber, edi_unit AS ediUnit, unit, factor, valid_from AS validFrom FROM unit_map
      WHERE partner_id = ? ORDER BY item_number, edi_unit, valid_from LIMIT ?`,
    partnerId,
    mostMapped,
  );
  return {
    for: 'unit',
    product: productFacts(db, company, itemNumber),
    named: [...new Set(named)],
    mapped: mapped.filter((row) => row.ediUnit.toLowerCase() === ediUnit.toLowerCase()),
  };
}
