import type { ThreadState } from '#core/domain/states.ts';
import { all, change, one, run, type Db } from '../database.ts';
import type { SearchKey } from '../rows.types.ts';
import type { Store } from '../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** The form in which keys are compared: no case, no surrounding or inner space. */
export function normalKey(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, '');
}

/** By code points, so that a letter outside the basic plane stays one. */
const reverse = (text: string): string => Array.from(text).toReversed().join('');

/** Any number that a person may type leads to this thread from now on. */
export function addSearchKeys(db: Db, threadId: number, keys: readonly SearchKey[]): void {
  for (const { kind, key } of keys) {
    const normal = normalKey(key);
    if (normal === '') continue;
    // An order has some forty, and most are known: one statement for each of those.
    const led = change(
      db,
      'INSERT OR IGNORE INTO search_key_threads (key_id, thread_id) SELECT id, ? FROM search_keys WHERE normal = ? AND kind = ?',
      threadId,
      normal,
      kind,
    );
    if (led > 0 || one(db, 'SELECT 1 FROM search_keys WHERE normal = ? AND kind = ?', normal, kind)) continue;
    run(db, 'INSERT INTO search_key_threads (key_id, thread_id) VALUES (?, ?)', addKey(db, { kind, key }, normal), threadId);
  }
}

function addKey(db: Db, { kind, key }: SearchKey, normal: string): number {
  const text = 'INSERT INTO search_keys (normal, kind, key, reversed) VALUES (?, ?, ?, ?)';
  return run(db, text, normal, kind, key, reverse(normal));
}

const most = 20;
/** Prefixes and suffixes look at this many keys before the newest threads among them are chosen. */
const candidates = 200;
const shortestPrefix = 3;
const shortestSuffix = 4;

/** One number, however many threads it stands on. */
interface Key {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
}

interface Hit {
  readonly threadId: number;
  readonly kind: string;
  readonly key: string;
}

/** Exact number, prefix of three or suffix of four and more; exact ones first, then the newest. */
export function searchFind(db: Db, { text }: In<'searchFind'>): Out<'searchFind'> {
  const wanted = normalKey(text);
  if (wanted === '') return { hits: [], tooShort: true };
  const same = all<Key>(db, 'SELECT id, kind, key FROM search_keys WHERE normal = ?', wanted);
  const hits: Hit[] = [...newest(db, same)];
  if (wanted.length >= shortestPrefix) hits.push(...range(db, 'normal', wanted));
  if (wanted.length >= shortestSuffix) hits.push(...range(db, 'reversed', reverse(wanted)));
  const chosen = new Map<number, Hit>();
  for (const hit of hits) if (!chosen.has(hit.threadId) && chosen.size < most) chosen.set(hit.threadId, hit);
  return {
    hits: [...chosen.values()].flatMap((hit) => searchHit(db, hit)),
    tooShort: hits.length === 0 && wanted.length < shortestPrefix,
  };
}

function range(db: Db, column: 'normal' | 'reversed', from: string): readonly Hit[] {
  const keys = all<Key>(
    db,
    `SELECT id, kind, key FROM search_keys WHERE ${column} >= ? AND ${column} < ? ORDER BY ${column} LIMIT ?`,
    from,
    `${from}\u{10FFFF}`,
    candidates,
  );
  return newest(db, keys);
}

/** The newest threads of these keys: of a few keys many each, of many at least the newest one. */
function newest(db: Db, keys: readonly Key[]): readonly Hit[] {
  const each = Math.max(1, Math.min(most, Math.floor(candidates / Math.max(1, keys.length))));
  const hits = keys.flatMap(({ id, kind, key }) =>
    all<{ threadId: number }>(
      db,
      'SELECT thread_id AS threadId FROM search_key_threads WHERE key_id = ? ORDER BY thread_id DESC LIMIT ?',
      id,
      each,
    ).map(({ threadId }) => ({ threadId, kind, key })),
  );
  return hits.sort((a, b) => b.threadId - a.threadId);
}

function searchHit(db: Db, hit: Hit): Out<'searchFind'>['hits'] {
  return all<{ purchaseOrder: string; partnerName: string; state: ThreadState; receivedAt: string }>(
    db,
    `SELECT t.number AS purchaseOrder, coalesce(${partnerName}, t.partner_id) AS partnerName, t.state, t.received_at AS receivedAt FROM threads t WHERE t.id = ?`,
    hit.threadId,
  ).map((row) => ({ ...hit, ...row }));
}

/** The partner's name for a thread `t`: of its vendor number, else of the row that holds for all vendor numbers. */
export const partnerName = `(SELECT p.name FROM partners p WHERE p.partner_id = t.partner_id AND p.vendor IN (t.vendor, '') ORDER BY p.vendor DESC LIMIT 1)`;
