import type { Store } from '../../store.types.ts';
import { one, type Db } from '../../database.ts';

/** Files are never taken out and come in the order of their numbers: the first and the last say it all. */
export function payloadFacts(db: Db): Awaited<ReturnType<Store['payloadFacts']>> {
  const count = one<{ count: number | null }>(db, 'SELECT max(id) AS count FROM files')?.count ?? 0;
  const oldestAt = one<{ at: string }>(db, 'SELECT received_at AS at FROM files WHERE id = (SELECT min(id) FROM files)')?.at;
  return { count, oldestAt };
}
