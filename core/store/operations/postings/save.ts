import { AppError } from '#core/contract/errors.ts';
import type { PostingKind } from '#core/domain/posting.ts';
import { appendAudit } from '../../audit.ts';
import { change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { NewPosting, PostingRow } from '../../types/postings.ts';
import { closeWithdrawn } from '../outbound/withdrawn.ts';
import { addSearchKeys } from '../search.ts';
import { byKeys, postingRow, postingColumns, type StoredPosting } from './rows.ts';
import { wake } from './wakes.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function saveWatermark(db: Db, { name, value, at }: In<'saveWatermark'>): void {
  change(
    db,
    'INSERT INTO watermarks (name, value, at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at',
    name,
    value,
    at,
  );
}

/** Keeps what was read; what says the same as before changes nothing but what its header said. */
export function savePostings(db: Db, { at, postings }: In<'savePostings'>): Out<'savePostings'> {
  const known = new Map(
    byKeys(
      db,
      postings.map(({ posting }) => posting.key),
    ).map((row) => [row.key, row]),
  );
  let added = 0;
  let changed = 0;
  for (const entry of postings) {
    const before = known.get(entry.posting.key);
    if (!before) {
      insert(db, entry, at);
      added += 1;
    } else if (update(db, before, entry, at)) changed += 1;
  }
  return { added, changed };
}

const kindWords: Readonly<Record<PostingKind, string>> = {
  confirmation: 'Confirmation',
  'packing-slip': 'Packing slip',
  invoice: 'Invoice',
};
const happened: Readonly<Record<PostingKind, string>> = { confirmation: 'posted', 'packing-slip': 'posted', invoice: 'posted' };

function insert(db: Db, { posting, tags, contentHash, threadIds, corrected }: NewPosting, at: string): void {
  const ours = threadIds.length > 0;
  const id = run(
    db,
    `INSERT INTO postings (kind, key, company, number, posted_on, customer, requisition, reference, stamped_at, tags, content_hash, body, state, message, first_seen_at, last_seen_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    posting.kind,
    posting.key,
    posting.company,
    posting.number,
    posting.date,
    posting.customer,
    posting.requisition,
    posting.reference,
    posting.stampedAt ?? null,
    JSON.stringify(tags),
    contentHash,
    JSON.stringify(posting),
    ours ? (corrected === undefined ? 'new' : 'corrected') : 'not-ours',
    corrected ?? (ours ? '' : 'No order of this workspace has its sales order number.'),
    at,
    at,
    at,
  );
  link(db, id, threadIds);
  tell(db, posting, threadIds, {
    what: `${kindWords[posting.kind]} ${posting.number} ${happened[posting.kind]} in Dynamics`,
    corrected,
    at,
  });
}

/** True where it says something else than before. */
function update(
  db: Db,
  before: StoredPosting,
  { posting, tags, contentHash, threadIds, corrected, fuller = false }: NewPosting,
  at: string,
): boolean {
  const owners = (JSON.parse(before.threadIds) as number[]).toSorted((a, b) => a - b);
  const all = [...new Set([...owners, ...threadIds])];
  const same = contentHash === before.contentHash && all.length === owners.length;
  if (same && before.goneAt !== null) {
    isBack(db, postingRow(before), tags, at);
    return true;
  }
  if (same) {
    change(db, 'UPDATE postings SET tags = ?, last_seen_at = ? WHERE id = ?', JSON.stringify(tags), at, before.id);
    return false;
  }
  change(
    db,
    `UPDATE postings SET tags = ?, last_seen_at = ?, changed_at = ?, gone_at = NULL, content_hash = ?, body = ?, stamped_at = coalesce(?, stamped_at),
      state = CASE WHEN ? THEN 'corrected' WHEN state IN ('not-ours', 'ignored') AND ? THEN 'new' ELSE state END,
      message = coalesce(?, CASE WHEN state = 'not-ours' AND ? THEN '' ELSE message END) WHERE id = ?`,
    JSON.stringify(tags),
    at,
    at,
    contentHash,
    JSON.stringify(posting),
    posting.stampedAt ?? null,
    corrected === undefined ? 0 : 1,
    all.length > 0 ? 1 : 0,
    corrected ?? null,
    all.length > 0 ? 1 : 0,
    before.id,
  );
  link(db, before.id, all);
  closeWithdrawn(db, before.key, at);
  const what = fuller ? `read again from ${posting.set}, which tells more of it` : 'changed in Dynamics';
  tell(db, posting, all, { what: `${kindWords[posting.kind]} ${posting.number} ${what}`, corrected, at });
  return true;
}

function link(db: Db, postingId: number, threadIds: readonly number[]): void {
  for (const threadId of threadIds)
    change(db, 'INSERT OR IGNORE INTO posting_threads (posting_id, thread_id) VALUES (?, ?)', postingId, threadId);
}

function tell(
  db: Db,
  posting: NewPosting['posting'],
  threadIds: readonly number[],
  told: { readonly what: string; readonly corrected: string | undefined; readonly at: string },
): void {
  const { what, corrected, at } = told;
  for (const threadId of threadIds) {
    addSearchKeys(db, threadId, [{ kind: posting.kind.replace('-', ' '), key: posting.number }]);
    wake(db, threadId, what, at);
  }
  appendAudit(
    db,
    threadIds.map((threadId) => ({
      at,
      who: 'Dynamics',
      what,
      ...(corrected === undefined ? {} : { detail: corrected }),
      tone: corrected === undefined ? ('neutral' as const) : ('warn' as const),
      threadId,
    })),
  );
}

/** It was only out of sight, for want of a right perhaps: what rests on it goes on as if nothing had been. */
function isBack(db: Db, { id, key, posting, threadIds }: PostingRow, tags: NewPosting['tags'], at: string): void {
  change(
    db,
    `UPDATE postings SET state = 'new', message = '', gone_at = NULL, tags = ?, last_seen_at = ?, changed_at = ? WHERE id = ?`,
    JSON.stringify(tags),
    at,
    at,
    id,
  );
  closeWithdrawn(db, key, at);
  const what = `${kindWords[posting.kind]} ${posting.number} is in Dynamics again`;
  tell(db, posting, threadIds, { what, corrected: undefined, at });
}

/** Dynamics does not have these any more. One that is known to be gone is not told again. */
export function postingsGone(db: Db, { keys, message, at }: In<'postingsGone'>): void {
  for (const row of byKeys(db, keys).map(postingRow)) {
    if (row.gone) continue;
    change(
      db,
      `UPDATE postings SET state = 'corrected', message = ?, gone_at = ?, changed_at = ? WHERE id = ?`,
      message,
      at,
      at,
      row.id,
    );
    tell(db, row.posting, row.threadIds, {
      what: `${kindWords[row.posting.kind]} ${row.posting.number} is gone from Dynamics`,
      corrected: message,
      at,
    });
  }
}

export function settlePosting(db: Db, { key, state, message, at }: In<'settlePosting'>): void {
  change(
    db,
    'UPDATE postings SET state = ?, message = ?, changed_at = ? WHERE key = ? AND (state <> ? OR message <> ?)',
    state,
    message,
    at,
    key,
    state,
    message,
  );
}

/** A person says whose it is. */
export function adoptPosting(db: Db, { postingId, threadId, who, reason, at }: In<'adoptPosting'>): void {
  const stored = one<StoredPosting>(db, `SELECT ${postingColumns} FROM postings p WHERE p.id = ?`, postingId);
  if (!stored) throw new AppError({ code: 'not-found', message: 'This posting does not exist.' });
  if (stored.state !== 'not-ours')
    throw new AppError({ code: 'conflict', message: 'This posting belongs to an order already; look at the list again.' });
  const thread = one<{ number: string }>(db, 'SELECT number FROM threads WHERE id = ?', threadId);
  if (!thread) throw new AppError({ code: 'not-found', message: 'This order does not exist.' });
  const { posting } = postingRow(stored);
  change(db, `UPDATE postings SET state = 'adopted', message = ?, changed_at = ? WHERE id = ?`, reason, at, postingId);
  link(db, postingId, [threadId]);
  addSearchKeys(db, threadId, [{ kind: posting.kind.replace('-', ' '), key: posting.number }]);
  wake(db, threadId, 'a posting was tied to it', at);
  appendAudit(db, [
    {
      at,
      who,
      what: `${kindWords[posting.kind]} ${posting.number} of sales order ${posting.salesOrders.join(', ')} tied to purchase order ${thread.number}`,
      detail: reason,
      tone: 'neutral',
      threadId,
    },
  ]);
}
