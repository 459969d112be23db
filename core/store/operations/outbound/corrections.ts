import { AppError } from '#core/contract/errors.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundRow, RedraftRow } from '../../types/outbound.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, openOutboundHolds, refreshThreadsOf } from './change.ts';
import { correctedAlready, correctionPlace, correctionsInForce } from './corrected.ts';
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
  change(
    db,
    `UPDATE order_sweeps SET swept_on = '', closed = 0, asked = asked + 1 WHERE thread_id IN (SELECT thread_id FROM outbound_threads WHERE outbound_id = ?)`,
    outboundId,
  );
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

/** A 997 says that a document was taken in and can be read, never that what it says is accepted. */
const isReceipt = ({ kind, outcome }: Pick<In<'noteReply'>, 'kind' | 'outcome'>): boolean =>
  kind === '997' && outcome !== 'rejected';

/** True where the partner has said already what becomes of the content: a receipt that comes late takes nothing of that back. */
const saidOfContent = (db: Db, outboundId: number, replyId: number): boolean =>
  one(db, `SELECT 1 FROM replies WHERE outbound_id = ? AND id < ? AND kind <> '997' LIMIT 1`, outboundId, replyId) !== undefined;

/** The partner's word: it says nothing of the transport, except that who answers has it: the same bytes do not leave again. */
export function noteReply(db: Db, input: In<'noteReply'>): Out<'noteReply'> {
  const { outboundId, kind, outcome, text, who, at } = input;
  const row = outboundById(db, outboundId);
  if (!row) throw new AppError({ code: 'not-found', message: 'This document does not exist any more.' });
  if (row.draft !== 'left' || row.transport === 'refused')
    throw new AppError({
      code: 'conflict',
      message: `${nameOf(row)} has not left yet: there is nothing that the partner could answer.`,
    });
  const replyId = run(
    db,
    'INSERT INTO replies (outbound_id, kind, outcome, text, at, who, file_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    outboundId,
    kind,
    outcome,
    text,
    at,
    who,
    input.fileId ?? null,
  );
  const stands = isReceipt(input) && saidOfContent(db, outboundId, replyId);
  if (!stands) {
    closeOutboundHolds(db, outboundId, ['partner-silent', 'partner-rejected'], at, { who });
    changeOutbound(db, outboundId, at, { business: outcome, replyDue: null });
  }
  const words = { accepted: 'accepted', 'accepted-with-errors': 'accepted with errors', rejected: 'rejected' }[outcome];
  // What was corrected since asks for nothing: the no stands among what the partner said.
  if (outcome === 'rejected' && correctionPlace(db, outboundId) === undefined)
    openOutboundHolds(
      db,
      outboundId,
      [
        {
          cause: 'partner-rejected',
          message: `The partner rejected ${nameOf(row)}${text === '' ? '.' : `: ${text}`}`,
          groupKey: 'partner-rejected',
          groupTitle: 'Documents that the partner rejected',
          consequence: 'For the partner it does not exist: goods may be refused or an invoice stay unpaid.',
          nextStep: 'Correct it and send it again, as the partner allows.',
          lines: 0,
        },
      ],
      at,
    );
  auditOutbound(db, outboundId, at, [
    {
      who,
      what: `The partner ${words} ${nameOf(row)}`,
      ...(text === '' ? {} : { detail: text }),
      tone: outcome === 'accepted' ? 'good' : outcome === 'rejected' ? 'bad' : 'warn',
    },
  ]);
  refreshThreadsOf(db, outboundId, at);
  return { replyId };
}
