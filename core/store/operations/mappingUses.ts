import { createHash } from 'node:crypto';
import { AppError } from '#core/contract/errors.ts';
import type { MappingKind, MappingUse } from '#core/domain/mapping.ts';
import { all, change, one, run, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import { briefColumns, briefOf, weightOf, type StoredBrief } from './orderBriefs.ts';
import { mappingTables } from './mappingTables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Kinds as they stand in `mapping_uses`; partners are found by their documents. */
export const useKinds: Readonly<Record<MappingKind, number | undefined>> = {
  partners: undefined,
  locations: 1,
  items: 2,
  units: 3,
};

/** Writes which rows a decision rests on, in place of those of the decision before. */
export function writeUses(db: Db, documentId: number, uses: readonly MappingUse[]): void {
  change(db, 'DELETE FROM mapping_uses WHERE document_id = ?', documentId);
  for (const { kind, id } of uses)
    run(
      db,
      'INSERT OR IGNORE INTO mapping_uses (document_id, kind, mapping_id) VALUES (?, ?, ?)',
      documentId,
      useKinds[kind],
      id,
    );
}

/** Documents that still stand before Dynamics, the ones that a removal would touch. */
const open = `d.processing IN ('waiting', 'parked', 'held', 'ready')`;

/** Open documents that use a row, oldest first. */
function openUsers(db: Db, kind: MappingKind, id: number): readonly StoredBrief[] {
  const useKind = useKinds[kind];
  if (useKind !== undefined)
    return all<StoredBrief>(
      db,
      `SELECT ${briefColumns} FROM mapping_uses u CROSS JOIN documents d ON d.id = u.document_id LEFT JOIN threads t ON t.id = d.thread_id
       WHERE u.kind = ? AND u.mapping_id = ? AND ${open}`,
      useKind,
      id,
    );
  const partner = mappingTables.partners.byId(db, id)?.row;
  if (!partner) return [];
  return all<StoredBrief>(
    db,
    `SELECT ${briefColumns} FROM threads t CROSS JOIN documents d ON d.thread_id = t.id
     WHERE t.partner_id = ? AND t.state IN ('open', 'attention') AND ${open} AND (? = '' OR t.vendor = ?)`,
    partner.partnerId,
    partner.vendor,
    partner.vendor,
  );
}

function tokenOf(users: readonly StoredBrief[]): string {
  const ids = users.map((row) => `${row.documentId}:${row.processing}`).toSorted();
  return createHash('sha256').update(ids.join(',')).digest('hex').slice(0, 32);
}

const mostListed = 200;
const mostCounted = 10_000;

/** What a removal would touch, and the token that proves that somebody saw it. */
export function mappingUses(db: Db, { kind, id }: In<'mappingUses'>): Out<'mappingUses'> {
  if (!mappingTables[kind].byId(db, id)) return undefined;
  const users = openUsers(db, kind, id);
  return {
    open: weightOf(users),
    orders: users.slice(0, mostListed).map((row) => briefOf(db, row, new Set())),
    used: usedCount(db, kind, id),
    token: tokenOf(users),
  };
}

/** All documents that ever used a row; partners are not counted by document. */
export function usedCount(db: Db, kind: MappingKind, id: number): { readonly value: number; readonly capped: boolean } {
  const useKind = useKinds[kind];
  if (useKind === undefined) return { value: openUsers(db, kind, id).length, capped: false };
  const value =
    one<{ value: number }>(
      db,
      'SELECT count(*) AS value FROM (SELECT 1 FROM mapping_uses WHERE kind = ? AND mapping_id = ? LIMIT ?)',
      useKind,
      id,
      mostCounted + 1,
    )?.value ?? 0;
  return { value: Math.min(value, mostCounted), capped: value > mostCounted };
}

/** Refuses a removal whose consequences are not the ones that were shown. */
export function checkSeenUses(db: Db, kind: MappingKind, seen: { readonly id: number; readonly token: string }): void {
  const users = openUsers(db, kind, seen.id);
  if (users.length === 0 || tokenOf(users) === seen.token) return;
  throw new AppError({
    code: 'conflict',
    message: `${users.length} open ${users.length === 1 ? 'order uses' : 'orders use'} this row. Look at what would happen to them first.`,
    details: { orders: String(users.length) },
  });
}
