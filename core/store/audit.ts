import { createHash } from 'node:crypto';
import { all, one, run, type Db } from './database.ts';
import type { AuditEntry } from './rows.types.ts';
import type { ChainPlace } from './types/records.ts';

/** The hash of a row: everything it says and the hash of the row before. */
function chainHash(previous: string, entry: AuditEntry): string {
  const { at, who, what, detail = '', tone, threadId = 0, documentId = 0 } = entry;
  return createHash('sha256')
    .update(JSON.stringify([previous, at, who, what, detail, tone, threadId, documentId]))
    .digest('hex');
}

/** Appends rows to the chain, inside the caller's transaction. */
export function appendAudit(db: Db, entries: readonly AuditEntry[]): void {
  if (entries.length === 0) return;
  let previous = one<{ hash: string }>(db, 'SELECT hash FROM audit ORDER BY id DESC LIMIT 1')?.hash ?? '';
  for (const entry of entries) {
    const hash = chainHash(previous, entry);
    run(
      db,
      'INSERT INTO audit (at, who, what, detail, tone, thread_id, document_id, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      entry.at,
      entry.who,
      entry.what,
      entry.detail ?? null,
      entry.tone,
      entry.threadId ?? null,
      entry.documentId ?? null,
      previous,
      hash,
    );
    previous = hash;
  }
}

interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly detail: string | null;
  readonly tone: AuditEntry['tone'];
  readonly threadId: number | null;
  readonly documentId: number | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** Walks so many rows of the chain after a place; names the first whose hash does not follow from the one before. */
export function walkChain(
  db: Db,
  after: ChainPlace,
  limit: number,
): { readonly rows: number; readonly last: ChainPlace; readonly brokenAt?: number } {
  const page = all<AuditRow>(
    db,
    'SELECT id, at, who, what, detail, tone, thread_id AS threadId, document_id AS documentId, previous_hash AS previousHash, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?',
    after.id,
    limit,
  );
  let rows = 0;
  let last = after;
  for (const row of page) {
    if (row.previousHash !== last.hash || chainHash(last.hash, entryOf(row)) !== row.hash)
      return { rows, last, brokenAt: row.id };
    last = { id: row.id, hash: row.hash };
    rows += 1;
  }
  return { rows, last };
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    at: row.at,
    who: row.who,
    what: row.what,
    tone: row.tone,
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.threadId === null ? {} : { threadId: row.threadId }),
    ...(row.documentId === null ? {} : { documentId: row.documentId }),
  };
}
