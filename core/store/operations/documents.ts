import type { Finding } from '#core/domain/finding.ts';
import { identityKey } from '#core/domain/identity.ts';
import { readReleases } from '#core/domain/releasedRule.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import { finishDocument, refreshThread } from '../derive.ts';
import type { DocumentChange, DocumentRow, ThreadFacts, ThreadRow } from '../rows.types.ts';
import { overtaken } from '../overtaken.ts';
import type { Store } from '../store.types.ts';
import { closeHolds, openHolds } from './holds.ts';
import { writeUses } from './mappingUses.ts';
import { newestSet } from './mappings.ts';
import { replaceSagas } from './sagas.ts';
import { wake } from './postings/wakes.ts';
import { addSearchKeys } from './search.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What an answer of a person changes: a decision that rests on something else is none any more. */
const seenColumn = `d.processing || ' ' || d.changed_at || ' ' || coalesce(d.decided_as, '') || ' ' || d.released_rules`;

const columns = `d.id, d.file_id AS fileId, f.sha256 AS fileSha256, f.path AS filePath, d.position AS positionInFile, d.kind, d.thread_id AS threadId,
  d.partner_id AS partnerId, d.vendor, d.number, d.release, d.purpose, d.change_sequence AS changeSequence, d.document_date AS documentDate,
  d.canonical_hash AS canonicalHash, d.place, d.processing, ${seenColumn} AS seen, d.received_at AS receivedAt, d.decided_as AS decidedAs, d.released_rules AS releasedRules, d.rule_findings AS ruleFindings`;

/** What most documents have: not worth parsing. */
const none = '[]';

type StoredDocument = Omit<DocumentRow, 'threadId' | 'place' | 'decidedAs' | 'releasedRules' | 'ruleFindings'> & {
  readonly threadId: number | null;
  readonly place: number | null;
  readonly decidedAs: DocumentRow['decidedAs'] | null;
  readonly releasedRules: string;
  readonly ruleFindings: string;
};

function documentRow(row: StoredDocument): DocumentRow {
  return {
    ...row,
    threadId: row.threadId ?? undefined,
    place: row.place ?? undefined,
    decidedAs: row.decidedAs ?? undefined,
    releasedRules: row.releasedRules === none ? [] : readReleases(row.releasedRules),
    ruleFindings: row.ruleFindings === none ? [] : (JSON.parse(row.ruleFindings) as Finding[]),
  };
}

/** Documents to look at: per purchase order the 850 before its changes (an order before what replaces or cancels it), changes by sequence, date, arrival. */
export function pendingDocuments(db: Db, { limit }: In<'pendingDocuments'>): readonly DocumentRow[] {
  return all<StoredDocument>(
    db,
    `SELECT ${columns} FROM documents d JOIN files f ON f.id = d.file_id WHERE d.pending = 1
     ORDER BY d.partner_id, d.vendor, d.number, d.kind, d.change_order, d.document_date, d.id LIMIT ?`,
    limit,
  ).map(documentRow);
}

export function document(db: Db, { documentId }: In<'document'>): DocumentRow | undefined {
  const row = one<StoredDocument>(
    db,
    `SELECT ${columns} FROM documents d JOIN files f ON f.id = d.file_id WHERE d.id = ?`,
    documentId,
  );
  return row && documentRow(row);
}

type StoredThread = Omit<ThreadRow, 'cancelled'> & { readonly cancelled: number };
const threadColumns = 'id, partner_id AS partnerId, vendor, number, release, store, copy, cancelled';

/** The documents of a thread, oldest first. */
export function documentsOfThread(db: Db, threadId: number): readonly DocumentRow[] {
  return all<StoredDocument>(
    db,
    `SELECT ${columns} FROM documents d JOIN files f ON f.id = d.file_id WHERE d.thread_id = ? ORDER BY d.id`,
    threadId,
  ).map(documentRow);
}

/** Threads with this number, each with its documents and sales orders. */
export function threadsOf(db: Db, { partnerId, vendor, number, release }: In<'threadsOf'>): Out<'threadsOf'> {
  const threads = all<StoredThread>(
    db,
    `SELECT ${threadColumns} FROM threads WHERE partner_id = ? AND vendor = ? AND number = ? AND release = ? ORDER BY id`,
    partnerId,
    vendor,
    number,
    release,
  );
  return withDocuments(db, threads);
}

export function threadsOfAnyVendor(db: Db, { partnerId, number, release }: In<'threadsOfAnyVendor'>): Out<'threadsOf'> {
  const threads = all<StoredThread>(
    db,
    `SELECT ${threadColumns} FROM threads INDEXED BY threads_partner_id_number WHERE partner_id = ? AND number = ? AND release = ? ORDER BY id`,
    partnerId,
    number,
    release,
  );
  return withDocuments(db, threads);
}

function withDocuments(db: Db, threads: readonly StoredThread[]): Out<'threadsOf'> {
  return threads.map((thread) => ({
    thread: { ...thread, cancelled: thread.cancelled === 1 },
    documents: documentsOfThread(db, thread.id),
    sagas: all<{
      id: number;
      documentId: number;
      state: Out<'threadsOf'>[number]['sagas'][number]['state'];
      salesOrderNumber: string | null;
      attempts: number;
    }>(
      db,
      `SELECT s.id, s.document_id AS documentId, s.state, s.sales_order_number AS salesOrderNumber,
        (SELECT count(*) FROM order_attempts a WHERE a.saga_id = s.id) AS attempts
       FROM order_sagas s WHERE s.thread_id = ? AND s.state <> 'abandoned' ORDER BY s.id`,
      thread.id,
    ).map((saga) => ({ ...saga, salesOrderNumber: saga.salesOrderNumber ?? undefined })),
  }));
}

/** Everything that one decision about one document changes. Throws `conflict` where it is not as the decision saw it any more. */
export function changeDocument(db: Db, input: DocumentChange): Out<'changeDocument'> {
  const { documentId, at } = input;
  if (input.seen !== undefined) checkSeen(db, documentId, input.seen);
  const left = input.thread && 'create' in input.thread ? threadOf(db, documentId) : undefined;
  const threadId = placeInThread(db, input);
  change(
    db,
    // A document that is new to a thread comes behind all that were decided there before.
    `UPDATE documents SET processing = ?, pending = ?, waiting_for = ?, thread_id = coalesce(?, thread_id), changed_at = ?,
      place = CASE WHEN thread_id IS ? THEN place ELSE (SELECT coalesce(max(o.place), 0) + 1 FROM documents o WHERE o.thread_id = ?) END
     WHERE id = ?`,
    input.processing,
    input.processing === 'new' || input.lookAgain === true || isOutdated(db, input) ? 1 : 0,
    input.waitingFor ?? null,
    threadId ?? null,
    at,
    threadId ?? null,
    threadId ?? null,
    documentId,
  );
  if (input.holds) {
    closeHolds(db, { documentId, at });
    openHolds(db, { holds: input.holds, documentId, threadId, at });
  }
  if (input.ruleFindings)
    change(db, 'UPDATE documents SET rule_findings = ? WHERE id = ?', JSON.stringify(input.ruleFindings), documentId);
  if (input.uses) writeUses(db, documentId, input.uses);
  for (const earlier of input.supersedes ?? []) supersede(db, earlier, at);
  // A decision that stops the order also takes back what an earlier one planned and nobody has begun.
  const plans = input.sagas ?? (stopped(input) ? [] : undefined);
  const sagaIds = plans && threadId !== undefined ? replaceSagas(db, { documentId, threadId, plans, at }) : [];
  if (input.sagas) finishDocument(db, documentId, at);
  if (threadId !== undefined) {
    // An order that is cancelled, or lives again, may be answered otherwise.
    if (input.thread && 'attach' in input.thread && input.thread.cancelled !== undefined)
      wake(db, threadId, 'the order was cancelled or lives again', at);
    addSearchKeys(db, threadId, input.searchKeys ?? []);
    refreshThread(db, threadId, at);
  }
  // It waited in another one until it was told apart.
  if (left !== undefined && left !== threadId) refreshThread(db, left, at);
  appendAudit(
    db,
    input.audit.map((entry) => ({ ...entry, at, documentId, ...(threadId === undefined ? {} : { threadId }) })),
  );
  return { threadId, sagaIds };
}

function checkSeen(db: Db, documentId: number, seen: string): void {
  const now = one<{ seen: string }>(db, `SELECT ${seenColumn} AS seen FROM documents d WHERE d.id = ?`, documentId);
  if (now?.seen !== seen) throw overtaken();
}

/** Stopped by a map that was changed between its reading and this decision. */
function isOutdated(db: Db, { mapAsOf, processing }: DocumentChange): boolean {
  return mapAsOf !== undefined && (processing === 'parked' || processing === 'held') && newestSet(db) > mapAsOf;
}

const stopped = ({ uses, processing }: DocumentChange): boolean =>
  uses !== undefined && (processing === 'parked' || processing === 'held');

function threadOf(db: Db, documentId: number): number | undefined {
  const row = one<{ threadId: number | null }>(db, 'SELECT thread_id AS threadId FROM documents WHERE id = ?', documentId);
  return row?.threadId ?? undefined;
}

function placeInThread(db: Db, { thread, documentId, at }: DocumentChange): number | undefined {
  if (!thread) return threadOf(db, documentId);
  if ('attach' in thread) {
    if (thread.cancelled !== undefined)
      change(db, 'UPDATE threads SET cancelled = ? WHERE id = ?', Number(thread.cancelled), thread.attach);
    setIdentity(db, thread.attach, thread);
    if (thread.facts) writeFacts(db, thread.attach, thread.facts);
    return thread.attach;
  }
  const { create, facts } = thread;
  const threadId = run(
    db,
    `INSERT INTO threads (identity_key, partner_id, vendor, number, release, store, copy, state, currency, ship_sort, line_count, received_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'open', '', '', 0, ?, ?)`,
    identityKey(create),
    create.partnerId,
    create.vendor,
    create.number,
    create.release,
    create.store,
    create.copy,
    at,
    at,
  );
  writeFacts(db, threadId, facts);
  wakeWaiting(db, create);
  return threadId;
}

/**
 * A separate order takes the next number of its copies when its reference turns out to be taken; an order gets its store when
 * the partner's sheet says that one number covers several.
 */
function setIdentity(db: Db, threadId: number, next: { readonly copy?: number; readonly store?: string }): void {
  const row = one<Omit<ThreadRow, 'id' | 'cancelled'>>(
    db,
    'SELECT partner_id AS partnerId, vendor, number, release, store, copy FROM threads WHERE id = ?',
    threadId,
  );
  if (!row) return;
  const { copy = row.copy, store = row.store } = next;
  if (row.copy === copy && row.store === store) return;
  const key = identityKey({ ...row, copy, store });
  change(db, 'UPDATE threads SET copy = ?, store = ?, identity_key = ? WHERE id = ?', copy, store, key, threadId);
}

/** Sorts after every day: an order without a ship date comes last. */
const noDay = '9999-12-31';

/** What lists and the order itself show of an order. */
export function writeFacts(db: Db, threadId: number, facts: ThreadFacts): void {
  change(
    db,
    'UPDATE threads SET currency = ?, amount = ?, ship_by = ?, ship_sort = ?, cancel_after = ?, line_count = ? WHERE id = ?',
    facts.currency,
    facts.amount ?? null,
    facts.shipBy ?? null,
    facts.shipBy ?? noDay,
    facts.cancelAfter ?? null,
    facts.lines.length,
    threadId,
  );
  change(db, 'DELETE FROM thread_lines WHERE thread_id = ?', threadId);
  for (const line of facts.lines) {
    run(
      db,
      'INSERT INTO thread_lines (thread_id, position, line_number, buyer_part, vendor_part, description, ordered, unit, price, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      threadId,
      line.position,
      line.lineNumber,
      line.buyerPart,
      line.vendorPart,
      line.description,
      line.ordered,
      line.unit,
      line.price ?? null,
      line.path,
    );
  }
}

/** A change or cancellation that waited for this order is looked at again. */
function wakeWaiting(db: Db, order: Pick<ThreadRow, 'partnerId' | 'vendor' | 'number' | 'release'>): void {
  change(
    db,
    `UPDATE documents SET pending = 1 WHERE processing = 'waiting' AND partner_id = ? AND vendor IN (?, '') AND number = ? AND release = ?`,
    order.partnerId,
    order.vendor,
    order.number,
    order.release,
  );
}

function supersede(db: Db, documentId: number, at: string): void {
  change(db, `UPDATE documents SET processing = 'superseded', pending = 0, changed_at = ? WHERE id = ?`, at, documentId);
  change(
    db,
    `UPDATE order_sagas SET state = 'abandoned', changed_at = ? WHERE document_id = ? AND NOT EXISTS (SELECT 1 FROM order_attempts a WHERE a.saga_id = order_sagas.id)`,
    at,
    documentId,
  );
  closeHolds(db, { documentId, at });
}
