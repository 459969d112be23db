import { customerHold } from '#core/domain/masterData.ts';
import { all, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { finishedAt } from './sync.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Kind = Awaited<ReturnType<Store['masterFindings']>>['rows'][number]['kind'];

/** Where the review stands: which mapping table, and the key of the last row that it looked at. */
type Place =
  | { readonly in: 'partners'; readonly after: readonly [string, string] }
  | { readonly in: 'locations'; readonly after: readonly [string, string, string, string] }
  | { readonly in: 'items'; readonly after: number };

interface Seen {
  readonly kind: Kind;
  readonly partnerId: string;
  readonly vendor: string;
  readonly company: string;
  readonly key: string;
  readonly code: string;
}

/**
 * Holds `limit` mapping rows against the copy and notes what does not fit. Only sets that were read to their end count:
 * from what is not there nothing follows before that.
 */
export function reviewMappings(db: Db, { review, at, after, limit }: In<'reviewMappings'>): Out<'reviewMappings'> {
  const place: Place = after === undefined ? { in: 'partners', after: ['', ''] } : (JSON.parse(after) as Place);
  const { seen, next } = look(db, place, limit);
  for (const finding of seen) note(db, finding, review, at);
  return next === undefined ? {} : { after: JSON.stringify(next) };
}

function look(db: Db, place: Place, limit: number): { readonly seen: readonly Seen[]; readonly next: Place | undefined } {
  switch (place.in) {
    case 'partners':
      return lookAtPartners(db, place.after, limit);
    case 'locations':
      return lookAtLocations(db, place.after, limit);
    case 'items':
      return lookAtItems(db, place.after, limit);
  }
}

function note(db: Db, { kind, partnerId, vendor, company, key, code }: Seen, review: number, at: string): void {
  run(
    db,
    `INSERT INTO md_findings (kind, partner_id, vendor, company, key, code, first_seen_at, review) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (kind, partner_id, vendor, key, code) DO UPDATE SET review = excluded.review, company = excluded.company`,
    kind,
    partnerId,
    vendor,
    company,
    key,
    code,
    at,
    review,
  );
}

interface Owner {
  readonly partnerId: string;
  readonly vendor: string;
  readonly company: string;
  readonly customer: string;
}

const ownerColumns = 'partner_id AS partnerId, vendor, company, customer';

function lookAtPartners(db: Db, [partnerId, vendor]: readonly [string, string], limit: number): ReturnType<typeof look> {
  const rows = all<Owner & { readonly active: number }>(
    db,
    `SELECT ${ownerColumns}, active FROM partners WHERE (partner_id, vendor) > (?, ?) ORDER BY partner_id, vendor LIMIT ?`,
    partnerId,
    vendor,
    limit,
  );
  const last = rows.at(-1);
  const seen = rows.filter((row) => row.active === 1).flatMap((row) => ofPartner(db, row));
  const next: Place =
    last && rows.length === limit
      ? { in: 'partners', after: [last.partnerId, last.vendor] }
      : { in: 'locations', after: ['', '', '', ''] };
  return { seen, next };
}

function ofPartner(db: Db, { partnerId, vendor, company, customer }: Owner): readonly Seen[] {
  if (finishedAt(db, 'customers', company) === undefined) return [];
  const found = one<{ onHold: string }>(
    db,
    'SELECT on_hold AS onHold FROM md_customers WHERE company = ? AND customer = ?',
    company,
    customer,
  );
  const finding = { partnerId, vendor, company, key: customer, code: '' };
  if (!found) return [{ kind: 'customer-unknown', ...finding }];
  return customerHold(found.onHold) === 'orders' ? [{ kind: 'customer-on-hold', ...finding }] : [];
}

/** A partner id may stand for several legal entities and customers, one a vendor number: a row fits when one of them has it. */
function createOwners(db: Db): (partnerId: string) => readonly Owner[] {
  const known = new Map<string, readonly Owner[]>();
  return (partnerId) => {
    const before = known.get(partnerId);
    if (before) return before;
    const owners = all<Owner>(db, `SELECT ${ownerColumns} FROM partners WHERE partner_id = ? AND active = 1`, partnerId);
    known.set(partnerId, owners);
    return owners;
  };
}

/** A code has a row for each day from which it leads elsewhere; one that ends it leads nowhere. */
function lookAtLocations(db: Db, after: readonly [string, string, string, string], limit: number): ReturnType<typeof look> {
  const owners = createOwners(db);
  const rows = all<{ partnerId: string; code: string; qualifier: string; validFrom: string; key: string }>(
    db,
    `SELECT partner_id AS partnerId, code, qualifier, valid_from AS validFrom, address_location_id AS key FROM partner_locations
      WHERE (partner_id, code, qualifier, valid_from) > (?, ?, ?, ?) ORDER BY partner_id, code, qualifier, valid_from LIMIT ?`,
    ...after,
    limit,
  );
  const seen = rows.flatMap(({ partnerId, code, key }): readonly Seen[] => {
    const mine = owners(partnerId);
    const [first] = mine;
    if (key === '' || !first || mine.some(({ company }) => finishedAt(db, 'addresses', company) === undefined)) return [];
    const there = mine.some(({ company, customer }) => hasAddress(db, company, customer, key));
    return there ? [] : [{ kind: 'address-unknown', partnerId, vendor: '', company: first.company, key, code }];
  });
  const last = rows.at(-1);
  const next: Place =
    last && rows.length === limit
      ? { in: 'locations', after: [last.partnerId, last.code, last.qualifier, last.validFrom] }
      : { in: 'items', after: 0 };
  return { seen, next };
}

const hasAddress = (db: Db, company: string, customer: string, locationId: string): boolean =>
  one(db, 'SELECT 1 FROM md_addresses WHERE company = ? AND customer = ? AND location_id = ?', company, customer, locationId) !==
  undefined;

function lookAtItems(db: Db, after: number, limit: number): ReturnType<typeof look> {
  const owners = createOwners(db);
  const rows = all<{ id: number; partnerId: string; key: string }>(
    db,
    'SELECT id, partner_id AS partnerId, item_number AS key FROM item_map WHERE id > ? ORDER BY id LIMIT ?',
    after,
    limit,
  );
  const seen = rows.flatMap(({ partnerId, key }): readonly Seen[] => {
    const companies = [...new Set(owners(partnerId).map(({ company }) => company))];
    const [first] = companies;
    if (key === '' || first === undefined || companies.some((company) => finishedAt(db, 'products', company) === undefined))
      return [];
    if (companies.some((company) => hasProduct(db, 'md_products', company, key))) return [];
    const was = companies.find((company) => hasProduct(db, 'md_gone_products', company, key));
    const kind = was === undefined ? 'item-unknown' : 'item-not-released';
    return [{ kind, partnerId, vendor: '', company: was ?? first, key, code: '' }];
  });
  const last = rows.at(-1);
  return { seen, next: last && rows.length === limit ? { in: 'items', after: last.id } : undefined };
}

const hasProduct = (db: Db, table: 'md_products' | 'md_gone_products', company: string, itemNumber: string): boolean =>
  one(db, `SELECT 1 FROM ${table} WHERE company = ? AND item_number = ?`, company, itemNumber) !== undefined;
