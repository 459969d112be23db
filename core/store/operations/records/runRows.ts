import type { RunSubject } from '#core/contract/views/records.ts';
import type { RunFigure } from '#core/domain/runFigures.ts';
import { one, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { unpackSubjects } from './subjects.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What a number of a run counts, in the order in which the run came by: exactly as many rows as the number says. */
export function runRows(db: Db, { runId, figure, cursor, limit }: In<'runRows'>): Out<'runRows'> {
  const start = readCursor(cursor, isWhole) ?? 0;
  const packed = one<{ subjects: Uint8Array }>(
    db,
    'SELECT subjects FROM run_figures WHERE run_id = ? AND figure = ?',
    runId,
    figure,
  );
  const subjects = packed ? unpackSubjects(packed.subjects) : [];
  const end = start + limit;
  return {
    rows: subjects.slice(start, end).map((subject) => subjectRow(db, kindOf(figure), subject)),
    ...(end < subjects.length ? { nextCursor: String(end) } : {}),
  };
}

function kindOf(figure: RunFigure): RunSubject['kind'] {
  if (figure.startsWith('files.')) return 'file';
  if (figure.startsWith('outbound.')) return 'outbound';
  return figure.startsWith('documents.') ? 'document' : 'order';
}

/** A listed file that could not be fetched has no row; its path is all there is. */
function subjectRow(db: Db, kind: RunSubject['kind'], subject: number | string): RunSubject {
  if (typeof subject === 'string') return { key: `path:${subject}`, kind, path: subject, purchaseOrder: '', partnerId: '' };
  const row = { file: fileRow, document: documentRow, order: orderRow, outbound: outboundRow }[kind](db, subject);
  return row ?? { key: `${kind}:${subject}`, kind, path: '', purchaseOrder: '', partnerId: '' };
}

function fileRow(db: Db, id: number): RunSubject | undefined {
  const row = one<{ path: string; state: RunSubject['fileState']; reason: string }>(
    db,
    'SELECT path, state, reason FROM files WHERE id = ?',
    id,
  );
  if (!row) return undefined;
  const first = one<{ id: number; threadId: number | null; number: string; partnerId: string }>(
    db,
    'SELECT id, thread_id AS threadId, number, partner_id AS partnerId FROM documents WHERE file_id = ? ORDER BY id LIMIT 1',
    id,
  );
  return {
    key: `file:${id}`,
    kind: 'file',
    path: row.path,
    fileId: id,
    fileState: row.state,
    purchaseOrder: first?.number ?? '',
    partnerId: first?.partnerId ?? '',
    ...(first === undefined ? {} : { documentId: first.id }),
    ...(typeof first?.threadId === 'number' ? { threadId: first.threadId } : {}),
    ...(row.reason === '' ? {} : { message: row.reason }),
  };
}

interface StoredSubject {
  readonly path: string;
  readonly fileId: number;
  readonly documentId: number;
  readonly documentKind: string;
  readonly processing: NonNullable<RunSubject['processing']>;
  readonly threadId: number | null;
  readonly purchaseOrder: string;
  readonly partnerId: string;
  readonly message: string | null;
}

const documentColumns = `f.path, f.id AS fileId, d.id AS documentId, d.kind AS documentKind, d.processing, d.thread_id AS threadId,
  d.number AS purchaseOrder, d.partner_id AS partnerId`;

function documentRow(db: Db, id: number): RunSubject | undefined {
  const row = one<StoredSubject>(
    db,
    `SELECT ${documentColumns}, coalesce((SELECT h.message FROM holds h WHERE h.document_id = d.id AND h.closed_at IS NULL ORDER BY h.id LIMIT 1), d.waiting_for) AS message
     FROM documents d JOIN files f ON f.id = d.file_id WHERE d.id = ?`,
    id,
  );
  return row && { key: `document:${id}`, kind: 'document', ...without(row) };
}

function orderRow(db: Db, id: number): RunSubject | undefined {
  const row = one<StoredSubject & { sagaState: NonNullable<RunSubject['sagaState']>; salesOrderNumber: string | null }>(
    db,
    `SELECT ${documentColumns}, s.state AS sagaState, s.sales_order_number AS salesOrderNumber, s.message
     FROM order_sagas s JOIN documents d ON d.id = s.document_id JOIN files f ON f.id = d.file_id WHERE s.id = ?`,
    id,
  );
  if (!row) return undefined;
  const { salesOrderNumber, sagaState, ...rest } = row;
  return {
    key: `order:${id}`,
    kind: 'order',
    ...without(rest),
    sagaState,
    ...(salesOrderNumber === null ? {} : { salesOrderNumber }),
  };
}

/** A document that leaves, with its first order. */
function outboundRow(db: Db, id: number): RunSubject | undefined {
  const row = one<{
    documentKind: string;
    path: string | null;
    threadId: number | null;
    purchaseOrder: string;
    partnerId: string;
    message: string | null;
  }>(
    db,
    `SELECT o.kind AS documentKind, o.remote_path AS path, o.purchase_order AS purchaseOrder, o.partner_id AS partnerId,
       (SELECT t.thread_id FROM outbound_threads t WHERE t.outbound_id = o.id ORDER BY t.position LIMIT 1) AS threadId,
       coalesce((SELECT h.message FROM holds h WHERE h.outbound_id = o.id AND h.closed_at IS NULL ORDER BY h.id LIMIT 1), o.wait_text) AS message
     FROM outbound_documents o WHERE o.id = ?`,
    id,
  );
  if (!row) return undefined;
  const { threadId, message, path, ...rest } = row;
  return {
    key: `outbound:${id}`,
    kind: 'outbound',
    path: path ?? '',
    ...rest,
    ...(threadId === null ? {} : { threadId }),
    ...(message === null ? {} : { message }),
  };
}

function without({ threadId, message, ...row }: StoredSubject): Omit<RunSubject, 'key' | 'kind'> {
  return { ...row, ...(threadId === null ? {} : { threadId }), ...(message === null ? {} : { message }) };
}
