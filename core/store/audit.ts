import { createHash } from 'node:crypto';
import { all, one, run, type Db } from './database.ts';
import type { AuditEntry } from './rows.types.ts';

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

const chunk = 5_000;

/** Walks the chain; names the first row whose hash does not follow from the one before. */
export function checkAudit(db: Db): { readonly rows: number; readonly brokenAt?: number } {
  let rows = 0;
  let last = 0;
  let previous = '';
  for (;;) {
    const page = all<AuditRow>(
      db,
      'SELECT id, at, who, what, detail, tone, thread_id AS threadId, document_id AS documentId, previous_hash AS previousHash, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?',
      last,
      chunk,
    );
    if (page.length === 0) return { rows };
    for (const row of page) {
      const entry: AuditEntry = {
        at: row.at,
        who: row.who,
        what: row.what,
        tone: row.tone,
        ...(row.detail === null ? {} : { detail: row.detail }),
        ...(row.threadId === null ? {} : { threadId: row.threadId }),
        ...(row.documentId === null ? {} : { documentId: row.documentId }),
      };
      if (row.previousHash !== previous || chainHash(previous, entry) !== row.hash) return { rows, brokenAt: row.id };
      previous = row.hash;
      last = row.id;
      rows += 1;
    }
  }
}
