import { AppError } from '#core/contract/errors.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import { all, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundRow, RedraftRow } from '../../types/outbound.ts';
import { sweepAnew } from '../postings/orders.ts';
import { auditOutbound, nameOf } from './change.ts';
import { correctedAlready, correctionsInForce } from './corrected.ts';
import { newestRevision } from './leftCorrections.ts';
import { outboundById } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Kinds whose number is that of the posting: a number of its own says the revision, so no other document has both. */
const namedByDynamics: ReadonlySet<OutboundKind> = new Set(['856', '810']);

/** Asks for the drafts that put right what the partner has; one correction of a document at a time. */
export function askRedraft(db: Db, { outboundId, who, reason, at, redrafts }: In<'askRedraft'>): Out<'askRedraft'> {
  const row = outboundById(db, outboundId);
  if (!row) throw new AppError({ code: 'not-found', message: 'This document does not exist any more.' });
  const open = one(db, 'SELECT 1 FROM outbound_redrafts WHERE outbound_id = ? AND done_by IS NULL', outboundId);
  if (open !== undefined)
    throw new AppError({
      code: 'conflict',
      message: `A correction of ${nameOf(row)} is asked for already; it is drafted with the next run.`,
    });
  const wanted = notSaidYet(db, row, redrafts);
  // What left before a restore and is not known here yet has a revision, too: this one must not be taken for it.
  const newest = newestRevision(db, row);
  const redraftIds = wanted.map(({ intent, newNumber }, index) =>
    run(
      db,
      'INSERT INTO outbound_redrafts (outbound_id, intent, new_number, revision, who, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      outboundId,
      intent,
      Number(newNumber),
      newest + 1 + (newNumber && namedByDynamics.has(row.kind) ? 0 : index),
      who,
      reason,
      at,
    ),
  );
  // It is drafted from what Dynamics says now: a posting that was corrected in place has no new stamp, the sweep finds it.
  for (const threadId of row.threadIds) sweepAnew(db, threadId);
  auditOutbound(db, outboundId, at, [
    { who, what: `A correction of ${nameOf(row)} is to be drafted`, detail: reason, tone: 'warn' },
  ]);
  return { redraftIds };
}

/**
 * What of the wishes was not drafted before: two corrections of one document would tell its goods or its money twice. Throws
 * `conflict` where one waits to leave, or where the partner works with one already.
 */
function notSaidYet(db: Db, row: OutboundRow, redrafts: In<'askRedraft'>['redrafts']): In<'askRedraft'>['redrafts'] {
  const corrections = correctionsInForce(db, row);
  const already = correctedAlready(row, corrections);
  if (already !== undefined) throw new AppError({ code: 'conflict', message: already });
  const [cancelled] = corrections;
  if (cancelled === undefined) return redrafts;
  const wanted = redrafts.filter(({ intent }) => intent !== 'cancel');
  if (wanted.length > 0) return wanted;
  throw new AppError({ code: 'conflict', message: `${nameOf(row)} was taken back already, by ${nameOf(cancelled)}.` });
}

export function openRedrafts(db: Db, { limit, afterId = 0 }: In<'openRedrafts'>): readonly RedraftRow[] {
  return all<Omit<RedraftRow, 'newNumber'> & { readonly newNumber: number }>(
    db,
    `SELECT id, outbound_id AS outboundId, intent, new_number AS newNumber, revision, who, reason, at FROM outbound_redrafts
     WHERE done_by IS NULL AND id > ? ORDER BY id LIMIT ?`,
    afterId,
    limit,
  ).map((row) => ({ ...row, newNumber: row.newNumber === 1 }));
}
