import type { Posting } from '#core/domain/posting.ts';
import { all, type Db } from '../../database.ts';
import type { PostingRow, PostingState } from '../../types/postings.ts';

export interface StoredPosting {
  readonly id: number;
  readonly key: string;
  readonly body: string;
  readonly contentHash: string;
  readonly state: PostingState;
  readonly message: string;
  readonly goneAt: string | null;
  readonly firstSeenAt: string;
  readonly changedAt: string;
  /** Row numbers as a JSON array. */
  readonly threadIds: string;
}

export const postingColumns = `p.id, p.key, p.body, p.content_hash AS contentHash, p.state, p.message, p.gone_at AS goneAt, p.first_seen_at AS firstSeenAt, p.changed_at AS changedAt,
  (SELECT json_group_array(thread_id) FROM posting_threads WHERE posting_id = p.id) AS threadIds`;

export function postingRow({ body, threadIds, goneAt, ...row }: StoredPosting): PostingRow {
  return { ...row, gone: goneAt !== null, posting: JSON.parse(body) as Posting, threadIds: JSON.parse(threadIds) as number[] };
}

/** Rows whose key is in a list, however long it is. */
export function byKeys(db: Db, keys: readonly string[]): readonly StoredPosting[] {
  return all<StoredPosting>(
    db,
    `SELECT ${postingColumns} FROM json_each(?) wanted JOIN postings p ON p.key = wanted.value`,
    JSON.stringify(keys),
  ).toSorted((a, b) => a.id - b.id);
}
