import type { Finding } from '#core/domain/finding.ts';
import { readReleases } from '#core/domain/releasedRule.ts';
import { all, one, type Db } from '../database.ts';
import type { DocumentRow, ThreadRow } from '../rows.types.ts';
import type { Store } from '../store.types.ts';
import { attemptsThatMayStand } from './sagaBegun.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What an answer of a person changes: a decision that rests on something else is none any more. */
export const seenColumn = `d.processing || ' ' || d.changed_at || ' ' || coalesce(d.decided_as, '') || ' ' || d.released_rules`;

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

export function threadsOfNumber(db: Db, { partnerId, number }: In<'threadsOfNumber'>): Out<'threadsOf'> {
  const threads = all<StoredThread>(
    db,
    `SELECT ${threadColumns} FROM threads INDEXED BY threads_partner_id_number WHERE partner_id = ? AND number = ? ORDER BY id`,
    partnerId,
    number,
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
        (SELECT count(*) FROM ${attemptsThatMayStand}) AS attempts
       FROM order_sagas s WHERE s.thread_id = ? AND s.state <> 'abandoned' ORDER BY s.id`,
      thread.id,
    ).map((saga) => ({ ...saga, salesOrderNumber: saga.salesOrderNumber ?? undefined })),
  }));
}
