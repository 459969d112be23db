import { all, change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundKey, SaveDraft } from '../../types/drafts.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import type { LeftCorrection } from '../../types/sends.ts';
import { wake as wakeOrder } from '../postings/wakes.ts';
import { outboundWhere } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

interface Guarded extends Omit<LeftCorrection, 'intent' | 'of'>, OutboundKey {
  readonly intent: LeftCorrection['intent'] | null;
  readonly correctsNumber: string | null;
  readonly correctsRevision: number | null;
}

/** An original of another order may have a revision of its own, too (ofNumber.ts): by its record it corrects nothing. */
const correctsSomething = `(g.corrects_number IS NOT NULL OR coalesce(g.intent, '') <> 'original')`;

/** What left under a key that a document has here is claimed by that one. */
const unknownHere = `NOT EXISTS (SELECT 1 FROM outbound_documents o WHERE o.partner_id = g.partner_id AND o.vendor = g.vendor
  AND o.kind = g.kind AND o.number = g.number AND o.revision = g.revision)`;

export function leftCorrection(db: Db, { after }: In<'leftCorrection'>): Out<'leftCorrection'> {
  const from = after ?? { attemptedAt: '', remotePath: '' };
  const guarded = all<Guarded>(
    db,
    `SELECT g.partner_id AS partnerId, g.vendor, g.kind, g.number, g.revision, g.intent, g.corrects_number AS correctsNumber,
       g.corrects_revision AS correctsRevision, g.remote_path AS remotePath, g.sha256, g.attempted_at AS attemptedAt
     FROM guarded_sends g INDEXED BY guarded_sends_corrections
     WHERE g.revision > 1 AND g.told_at IS NULL AND g.outcome IN ('unknown', 'sent') AND (g.attempted_at, g.remote_path) > (?, ?)
       AND ${correctsSomething} AND ${unknownHere} ORDER BY g.attempted_at, g.remote_path`,
    from.attemptedAt,
    from.remotePath,
  );
  for (const { number, revision, intent, remotePath, sha256, attemptedAt, ...record } of guarded) {
    const of = correctedBy(db, { ...record, number, revision });
    if (!of) continue;
    return { of, number, revision, remotePath, sha256, attemptedAt, intent: intent ?? undefined };
  }
  return undefined;
}

type Named = Pick<Guarded, 'partnerId' | 'vendor' | 'kind' | 'number' | 'revision' | 'correctsNumber' | 'correctsRevision'>;

/** The document that it corrects, where that one left. */
function correctedBy(db: Db, record: Named): OutboundRow | undefined {
  const { partnerId, vendor, kind, number, revision, correctsNumber, correctsRevision } = record;
  const ofPartner = `WHERE o.partner_id = ? AND o.vendor = ? AND o.kind = ? AND o.draft_state = 'left' AND o.transport <> 'refused'`;
  const values = [partnerId, vendor, kind];
  if (correctsNumber !== null && correctsRevision !== null)
    return outboundWhere(db, `${ofPartner} AND o.number = ? AND o.revision = ?`, ...values, correctsNumber, correctsRevision)[0];
  // A record of before does not say it: the newest before it that stands, under its number or under that without its revision.
  return outboundWhere(
    db,
    `${ofPartner} AND o.number IN (?, ?) AND o.revision < ? AND o.intent <> 'cancel' ORDER BY o.revision DESC LIMIT 1`,
    ...values,
    number,
    number.replace(new RegExp(`-[CR]${revision}$`), ''),
    revision,
  )[0];
}

export function leftCorrectionTold(db: Db, { remotePath, at, unknownOf }: In<'leftCorrectionTold'>): void {
  change(db, 'UPDATE guarded_sends SET told_at = ? WHERE remote_path = ?', at, remotePath);
  // What the partner has of it by now is not known, so the same content on a person's word is no second copy (GEN-03).
  if (unknownOf !== undefined) change(db, `UPDATE outbound_documents SET content_hash = '' WHERE id = ?`, unknownOf);
}

/**
 * A correction that left before: what it corrects is corrected by it, as if a person had asked for it here, and the orders
 * of both are looked at again. Returns the request that it answers.
 */
export function asAsked(db: Db, { leftBefore, revision, intent, threadIds, at }: SaveDraft): number | undefined {
  if (!leftBefore) return undefined;
  const { corrects, newNumber } = leftBefore;
  for (const threadId of threadIds) wakeOrder(db, threadId, 'a correction left before this copy was restored', at);
  const open = one<{ id: number }>(
    db,
    'SELECT id FROM outbound_redrafts WHERE outbound_id = ? AND revision = ? AND new_number = ? AND done_by IS NULL',
    corrects,
    revision,
    Number(newNumber),
  );
  if (open) {
    // It was asked for before the copy, and what left decides.
    change(db, 'UPDATE outbound_redrafts SET intent = ? WHERE id = ?', intent, open.id);
    return open.id;
  }
  return run(
    db,
    'INSERT INTO outbound_redrafts (outbound_id, intent, new_number, revision, who, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    corrects,
    intent,
    Number(newNumber),
    revision,
    'Quayside',
    'It left before this copy of the database was restored.',
    at,
  );
}

/** The highest revision that a number has, here and by what only the guard journal knows; 0 without any. */
export function newestRevision(db: Db, { partnerId, vendor, kind, number }: Omit<OutboundKey, 'revision'>): number {
  const of = [partnerId, vendor, kind, number];
  const newest = one<{ revision: number | null }>(
    db,
    `SELECT max(revision) AS revision FROM (SELECT revision FROM outbound_documents WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ?
       UNION ALL SELECT revision FROM guarded_sends WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ?)`,
    ...of,
    ...of,
  );
  return newest?.revision ?? 0;
}
