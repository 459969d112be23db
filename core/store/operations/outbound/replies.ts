import { AppError } from '#core/contract/errors.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import { all, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, openOutboundHolds, refreshThreadsOf } from './change.ts';
import { correctionPlace } from './corrected.ts';
import { outboundById } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** A 997 says that a document was taken in and can be read, never that what it says is accepted. */
const isReceipt = ({ kind, outcome }: Pick<In<'noteReply'>, 'kind' | 'outcome'>): boolean =>
  kind === '997' && outcome !== 'rejected';

/** True where the partner has said already what becomes of the content: a receipt that comes late takes nothing of that back. */
const saidOfContent = (db: Db, outboundId: number, replyId: number): boolean =>
  one(db, `SELECT 1 FROM replies WHERE outbound_id = ? AND id < ? AND kind <> '997' LIMIT 1`, outboundId, replyId) !== undefined;

const words = { accepted: 'accepted', 'accepted-with-errors': 'accepted with errors', rejected: 'rejected' } as const;
const tones = { accepted: 'good', 'accepted-with-errors': 'warn', rejected: 'bad' } as const;
const olderNews = 'This was said before what came first; the later word stands.';

interface Said extends Pick<In<'noteReply'>, 'kind' | 'outcome'> {
  /** When it came here, and what its file says of the time at which it was said. */
  readonly at: Instant;
  readonly saidOn: string;
}

/** A file that names a day only says nothing of the time of that day. */
const wholeDay = /T00:00:00\.000Z$/;
const endOfDay = 'T23:59:59.999Z';
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);

/** A clock in another zone may say that a document was answered so long before it left; what says more is no time. */
const longestBeforeMs = 24 * 60 * 60_000;

/**
 * When it was said at the earliest and the latest: never after it came, whatever a clock that stood wrong wrote into it. A time long
 * before the document left is none: of `1430` a year is read.
 */
function saidBetween({ at, saidOn }: Said, leftAt: Instant): readonly [Instant, Instant] | undefined {
  if (!isInstant(saidOn) || saidOn.replace(wholeDay, endOfDay) < instant(milliseconds(leftAt) - longestBeforeMs))
    return undefined;
  const latest = saidOn.replace(wholeDay, endOfDay);
  return [saidOn < at ? saidOn : at, latest < at ? latest : at];
}

/**
 * True where the partner said later what was taken before: files come in any order. What it said of the content is older news
 * only beside another word of the content, a receipt beside any. Replies that a person typed in have no time of the partner's.
 */
function saidLater(db: Db, input: In<'noteReply'>, replyId: number, leftAt: Instant): boolean {
  const said = all<Said & { readonly id: number }>(
    db,
    `SELECT r.id, r.kind, r.outcome, r.at, d.document_date AS saidOn FROM replies r JOIN documents d ON d.file_id = r.file_id
     WHERE r.outbound_id = ? ORDER BY r.id`,
    input.outboundId,
  );
  const own = said.find(({ id }) => id === replyId);
  const latest = own && saidBetween(own, leftAt)?.[1];
  if (latest === undefined) return false;
  return said.some((other) => {
    const [earliest] = saidBetween(other, leftAt) ?? [];
    return earliest !== undefined && earliest > latest && (isReceipt(input) || !isReceipt(other));
  });
}

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
  const overtaken = saidLater(db, input, replyId, row.sentAt ?? row.createdAt);
  const stands = overtaken || (isReceipt(input) && saidOfContent(db, outboundId, replyId));
  if (!stands) {
    closeOutboundHolds(db, outboundId, ['partner-silent', 'partner-rejected'], at, { who });
    changeOutbound(db, outboundId, at, { business: outcome, replyDue: null });
  }
  // What was corrected since asks for nothing: the no stands among what the partner said.
  if (outcome === 'rejected' && !stands && correctionPlace(db, outboundId) === undefined)
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
      what: `The partner ${words[outcome]} ${nameOf(row)}`,
      ...(text === '' && !overtaken ? {} : { detail: overtaken ? [olderNews, text].filter(Boolean).join(' ') : text }),
      tone: overtaken ? 'neutral' : tones[outcome],
    },
  ]);
  refreshThreadsOf(db, outboundId, at);
  return { replyId, overtaken };
}
