import { change, run, type Db } from '../../database.ts';
import type { SaveDraft } from '../../types/drafts.ts';
import { addSearchKeys } from '../search.ts';

/** What a document is about, what it says of the lines of its orders, and the numbers that lead to these. */
export function writeParts(
  db: Db,
  outboundId: number,
  input: Pick<SaveDraft, 'threadIds' | 'postingKeys' | 'lines' | 'kind' | 'number' | 'searchKeys'>,
): void {
  for (const table of ['outbound_threads', 'outbound_postings', 'outbound_lines'])
    change(db, `DELETE FROM ${table} WHERE outbound_id = ?`, outboundId);
  for (const [position, threadId] of input.threadIds.entries())
    run(db, 'INSERT INTO outbound_threads (outbound_id, thread_id, position) VALUES (?, ?, ?)', outboundId, threadId, position);
  for (const key of new Set(input.postingKeys))
    run(db, 'INSERT INTO outbound_postings (outbound_id, posting_key) VALUES (?, ?)', outboundId, key);
  for (const { threadId, position, store, quantity, amount, price } of input.lines)
    run(
      db,
      'INSERT INTO outbound_lines (outbound_id, thread_id, position, store, quantity, amount, price) VALUES (?, ?, ?, ?, ?, ?, ?)',
      outboundId,
      threadId,
      position,
      store,
      quantity,
      amount ?? null,
      price ?? null,
    );
  const keys = [{ kind: numberWords[input.kind], key: input.number }, ...input.searchKeys];
  for (const threadId of input.threadIds) addSearchKeys(db, threadId, keys);
}

const numberWords = { '855': 'acknowledgment', '856': 'shipment', '810': 'invoice', '865': 'change acknowledgment' } as const;
