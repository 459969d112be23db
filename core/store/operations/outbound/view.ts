import type { OutboundView } from '#core/contract/views/outbound.ts';
import { correctionOf } from '#core/domain/correction.ts';
import { movesOf } from '#core/domain/outboundSteps.ts';
import { turnRule } from '#core/domain/rules/catalogue.ts';
import { isNotFound, type LookEvidence } from '#core/domain/sendEvidence.ts';
import { all, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { linesOf } from './candidates.ts';
import { nameOf } from './change.ts';
import { correctedAlready, correctionInPlace, correctionsInForce } from './corrected.ts';
import { listColumns, listRow, type StoredListRow } from './lists.ts';
import { countPastHolds, holdsOf } from './pastHolds.ts';
import { outboundById, outboundWhere } from './rows.ts';
import { countVersions } from './versions.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function outbound(db: Db, { outboundId }: In<'outbound'>): Out<'outbound'> {
  return outboundById(db, outboundId);
}

export function outboundOfNumber(db: Db, { partnerId, kind, number }: In<'outboundOfNumber'>): Out<'outboundOfNumber'> {
  return outboundWhere(db, 'WHERE o.partner_id = ? AND o.kind = ? AND o.number = ? ORDER BY o.id', partnerId, kind, number);
}

/** By the numbers that lead to an order: every serial of a draft is one of them. */
export function noticesOfSerials(db: Db, { serials }: In<'noticesOfSerials'>): Out<'noticesOfSerials'> {
  return serials.flatMap((serial) =>
    all<Omit<Out<'noticesOfSerials'>[number], 'serial'>>(
      db,
      `SELECT DISTINCT o.id AS outboundId, o.number, coalesce(o.sent_at, o.created_at) AS at
       FROM search_keys k CROSS JOIN search_key_threads s ON s.key_id = k.id CROSS JOIN outbound_threads t ON t.thread_id = s.thread_id JOIN outbound_documents o ON o.id = t.outbound_id
       WHERE k.normal = ? AND o.kind = '856' AND o.draft_state = 'left' AND o.transport <> 'refused' AND o.counts = 1
         AND EXISTS (SELECT 1 FROM json_each(o.serials) WHERE value = ?)`,
      serial,
      serial,
    ).map((notice) => ({ serial, ...notice })),
  );
}

export function outboundOfThread(db: Db, { threadId }: In<'outboundOfThread'>): Out<'outboundOfThread'> {
  return outboundWhere(
    db,
    'JOIN outbound_threads t ON t.outbound_id = o.id WHERE t.thread_id = ? ORDER BY t.outbound_id',
    threadId,
  ).map((row) => ({ row, lines: linesOf(db, row.id) }));
}

export function outboundOfPosting(db: Db, { postingKey }: In<'outboundOfPosting'>): Out<'outboundOfPosting'> {
  return outboundWhere(
    db,
    'JOIN outbound_postings p ON p.outbound_id = o.id WHERE p.posting_key = ? ORDER BY p.outbound_id',
    postingKey,
  );
}

/** Everything that the screen of one document shows. */
export function outboundView(db: Db, { outboundId }: In<'outboundView'>): OutboundView | undefined {
  const stored = one<StoredListRow>(db, `SELECT ${listColumns} FROM outbound_documents o WHERE o.id = ?`, outboundId);
  const row = outboundById(db, outboundId);
  if (!stored || !row) return undefined;
  const sends = sendsOf(db, outboundId);
  const unknown = sends.findLast(({ state }) => state === 'unknown');
  const moves = movesOf({
    ...row,
    hasBytes: row.sha256 !== undefined,
    notFound: unknown !== undefined && isNotFound(unknown.evidence),
  });
  const redraft = one<NonNullable<OutboundView['redraft']>>(
    db,
    'SELECT intent, who, at, reason FROM outbound_redrafts INDEXED BY outbound_redrafts_document WHERE outbound_id = ? AND done_by IS NULL ORDER BY id LIMIT 1',
    outboundId,
  );
  const { allowed, warning, needsCall } = correctionOf(row.rules.correction, row.kind, { cancels: row.intent === 'cancel' });
  const corrections = correctionsInForce(db, row);
  const already = correctedAlready(row, corrections);
  const by = correctionInPlace(corrections);
  return {
    row: listRow(stored),
    ...turnOf(db, row),
    threads: all<{ threadId: number; purchaseOrder: string }>(
      db,
      `SELECT t.id AS threadId, t.number AS purchaseOrder FROM outbound_threads o JOIN threads t ON t.id = o.thread_id
       WHERE o.outbound_id = ? ORDER BY o.position`,
      outboundId,
    ),
    holds: holdsOf(db, outboundId, 'h.closed_at IS NULL ORDER BY h.id DESC'),
    pastHolds: countPastHolds(db, outboundId),
    sends,
    replies: repliesOf(db, outboundId),
    lines: [...linesOf(db, outboundId)],
    versions: countVersions(db, outboundId),
    moves: [...moves],
    ...(moves.includes('send-again')
      ? {
          correction: {
            policy: row.rules.correction,
            needsCall,
            ...(already === undefined ? { allowed, warning } : { allowed: false, warning: already, already }),
            ...(by === undefined ? {} : { by: { outboundId: by.id, name: nameOf(by) } }),
          },
        }
      : {}),
    ...(redraft === undefined ? {} : { redraft }),
  };
}

/** Behind which document it waits, and by which rule. */
function turnOf(db: Db, { kind, draft, waitReason, waitText, blockedBy }: OutboundRow): Pick<OutboundView, 'turn'> {
  if (draft !== 'waiting' || waitReason !== 'order' || waitText === undefined) return {};
  const rule = turnRule(kind);
  const first = blockedBy === undefined ? undefined : outboundById(db, blockedBy);
  return {
    turn: {
      text: waitText,
      ...(rule === undefined ? {} : { rule: { id: rule.id, title: rule.title, cost: rule.cost } }),
      ...(first === undefined ? {} : { first: { outboundId: first.id, name: nameOf(first), place: first.place } }),
    },
  };
}

type SendView = OutboundView['sends'][number];

function sendsOf(db: Db, outboundId: number): SendView[] {
  return all<
    Omit<SendView, 'sentAt' | 'collectedAt' | 'settled' | 'evidence' | 'attempts'> &
      Record<'sentAt' | 'collectedAt' | 'settled', string | null> & { readonly evidence: string }
  >(
    db,
    `SELECT id AS sendId, remote_path AS remotePath, sha256, state, sent_at AS sentAt, collected_at AS collectedAt, settled, evidence
     FROM sends WHERE outbound_id = ? ORDER BY id`,
    outboundId,
  ).map(({ sentAt, collectedAt, settled, evidence, ...send }) => ({
    ...send,
    ...(sentAt === null ? {} : { sentAt }),
    ...(collectedAt === null ? {} : { collectedAt }),
    ...(settled === null ? {} : { settled }),
    evidence: JSON.parse(evidence) as LookEvidence,
    attempts: attemptsOf(db, send.sendId),
  }));
}

function attemptsOf(db: Db, sendId: number): SendView['attempts'] {
  type Attempt = SendView['attempts'][number];
  type Stored = Pick<Attempt, 'id' | 'startedAt' | 'outcome' | 'requestId'> & {
    readonly endedAt: string | null;
    readonly status: number | null;
    readonly spsDate: string | null;
    readonly message: string | null;
  };
  return all<Stored>(
    db,
    `SELECT id, started_at AS startedAt, ended_at AS endedAt, outcome, status, sps_date AS spsDate, message, request_id AS requestId
     FROM send_attempts WHERE send_id = ? ORDER BY id`,
    sendId,
  ).map(({ endedAt, status, spsDate, message, ...attempt }) => ({
    ...attempt,
    ...(endedAt === null ? {} : { endedAt }),
    ...(status === null ? {} : { status }),
    ...(spsDate === null ? {} : { spsDate }),
    ...(message === null ? {} : { message }),
  }));
}

function repliesOf(db: Db, outboundId: number): OutboundView['replies'] {
  type Stored = Omit<OutboundView['replies'][number], 'fileId' | 'saidAt'> & {
    readonly fileId: number | null;
    readonly saidAt: string | null;
  };
  return all<Stored>(
    db,
    `SELECT r.id, r.kind, r.outcome, r.text, r.at, r.who, r.file_id AS fileId,
      (SELECT document_date FROM documents d WHERE d.file_id = r.file_id AND document_date LIKE '____-__-__T__:__:__.___Z') AS saidAt
     FROM replies r WHERE r.outbound_id = ? ORDER BY r.id`,
    outboundId,
  ).map(({ fileId, saidAt, ...reply }) => ({
    ...reply,
    ...(fileId === null ? {} : { fileId }),
    ...(saidAt === null ? {} : { saidAt }),
  }));
}
