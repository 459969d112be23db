/** Does `work` when everything begun before under the same key has ended, however it ended. */
export type InTurn<K> = <T>(key: K, work: () => Promise<T>) => Promise<T>;

/**
 * Two windows may answer about one sales order at the same time, and an answer that asks Dynamics takes a while: the second
 * one looks at what the first one made of it. Work of other keys goes on beside it.
 */
export function createTurns<K>(): InTurn<K> {
  const last = new Map<K, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
