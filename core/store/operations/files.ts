import type { FileState } from '#core/domain/states.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import { getPayload, pack, putPayload } from '../payloads.ts';
import type { FileRow, NewDocument, NewFile } from '../rows.types.ts';
import type { Store } from '../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];

const columns = 'id, path, sha256, bytes, state, reason, received_at AS receivedAt, run_id AS runId';

/** The newest row of each path. One index probe a path. */
export function filesByPath(db: Db, { paths }: In<'filesByPath'>): readonly FileRow[] {
  return paths.flatMap(
    (path) => one<FileRow>(db, `SELECT ${columns} FROM files WHERE path = ? ORDER BY id DESC LIMIT 1`, path) ?? [],
  );
}

/** Rows of these paths that stay at SPS on purpose. */
export function retainedFiles(db: Db, input: In<'retainedFiles'>): readonly FileRow[] {
  return filesByPath(db, input).filter((row) => ['kept', 'quarantined', 'too-large'].includes(row.state));
}

/** Files whose DELETE nobody confirmed, oldest first. */
export function unconfirmedFiles(db: Db): readonly FileRow[] {
  return all<FileRow>(db, `SELECT ${columns} FROM files INDEXED BY files_unconfirmed WHERE state = 'stored' ORDER BY id`);
}

export function file(db: Db, { fileId }: In<'file'>): FileRow | undefined {
  return one<FileRow>(db, `SELECT ${columns} FROM files WHERE id = ?`, fileId);
}

export function payload(db: Db, { sha256 }: In<'payload'>): Uint8Array {
  return getPayload(db, sha256);
}

/** Guard record (a person may have any of them deleted at SPS), payload, file row and document rows of one fetched file. */
export function storeFile(db: Db, input: NewFile): { readonly fileId: number; readonly documentIds: readonly number[] } {
  const packed = pack(input.bytes);
  const { bytes, ...rest } = input;
  db.guard({
    kind: 'inbound',
    data: { ...rest, contentLength: input.contentLength ?? null, length: bytes.length, packed: packed.toString('base64') },
  });
  putPayload(db, input.sha256, packed);
  return insertFile(db, { ...input, bytes: input.bytes.length });
}

/** The rows of a file whose payload and guard record are safe; also what the replay of the guard journal does. */
export function insertFile(
  db: Db,
  input: Omit<NewFile, 'bytes'> & { readonly bytes: number },
): { readonly fileId: number; readonly documentIds: readonly number[] } {
  const fileId = run(
    db,
    'INSERT INTO files (path, sha256, bytes, content_length, format, state, reason, run_id, received_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    input.path,
    input.sha256,
    input.bytes,
    input.contentLength ?? null,
    input.format,
    input.state,
    input.reason,
    input.runId,
    input.receivedAt,
    input.receivedAt,
  );
  const documentIds = input.documents.map((document) =>
    run(
      db,
      `INSERT INTO documents (direction, kind, file_id, position, partner_id, vendor, number, release, purpose, change_sequence,
        change_order, document_date, canonical_hash, findings, processing, pending, received_at, changed_at)
       VALUES ('in', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', 1, ?, ?)`,
      document.kind,
      fileId,
      document.positionInFile,
      document.partnerId,
      document.vendor,
      document.number,
      document.release,
      document.purpose,
      document.changeSequence,
      rankAmongOwn(document),
      document.documentDate,
      document.canonicalHash,
      document.findings,
      input.receivedAt,
      input.receivedAt,
    ),
  );
  return { fileId, documentIds };
}

/**
 * The number that documents of one kind and one order are sorted by. Changes: their sequence, one that is no number
 * after those that are. Orders: the order itself, then what replaces it (05), then what cancels it (01).
 */
function rankAmongOwn({ kind, purpose, changeSequence }: NewDocument): number {
  if (kind === '850') return purpose === '01' ? 2 : purpose === '05' ? 1 : 0;
  const value = Number(changeSequence);
  return changeSequence !== '' && Number.isFinite(value) ? value : 1e9;
}

/** One row for a file over the cut; its bytes are not stored and not deleted at SPS. */
export function noteTooLarge(db: Db, { path, bytes, at, runId }: In<'noteTooLarge'>): { readonly fileId: number } {
  const known = one<{ id: number; state: FileState }>(
    db,
    'SELECT id, state FROM files WHERE path = ? ORDER BY id DESC LIMIT 1',
    path,
  );
  if (known?.state === 'too-large') return { fileId: known.id };
  const reason = `Too large to be an EDI document (${(bytes / 1e6).toFixed(0)} MB or more; the limit is 50 MB). It stays at SPS.`;
  const fileId = run(
    db,
    `INSERT INTO files (path, sha256, bytes, format, state, reason, run_id, received_at, changed_at) VALUES (?, '', ?, 'unknown', 'too-large', ?, ?, ?, ?)`,
    path,
    bytes,
    reason,
    runId,
    at,
    at,
  );
  return { fileId };
}

export function changeFile(db: Db, { fileId, state, reason, at, audit }: In<'changeFile'>): void {
  change(
    db,
    'UPDATE files SET state = ?, reason = coalesce(?, reason), changed_at = ? WHERE id = ?',
    state,
    reason ?? null,
    at,
    fileId,
  );
  if (audit) appendAudit(db, [{ ...audit, at }]);
}

/** True when the newest rows already have this file, for the replay of the guard journal. */
export function hasFile(db: Db, path: string, sha256: string, receivedAt: string): boolean {
  return (
    all<{ id: number }>(db, 'SELECT id FROM files WHERE path = ? AND sha256 = ? AND received_at = ?', path, sha256, receivedAt)
      .length > 0
  );
}
