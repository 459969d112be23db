import type { RunRow } from '#core/contract/views/runs.ts';
import { masterOperation } from '#core/dynamics/master.ts';
import type { OperationCounter } from '#core/ports/http/counter.ts';

/** Requests since they were last taken: those of runs by remote and operation, those of the master data's copy by themselves. */
export interface RequestCounts {
  readonly counter: (remote: 'sps' | 'dynamics') => OperationCounter;
  readonly takeRequests: () => RunRow['requests'];
  readonly takeMasterRequests: () => number;
}

/** @see RequestCounts */
export function createRequestCounts(): RequestCounts {
  const counts = new Map<string, number>();
  let masterRequests = 0;
  return {
    counter: (remote) => ({
      count: (operation) => {
        if (operation.startsWith(masterOperation)) {
          masterRequests += 1;
          return;
        }
        const key = `${remote} ${operation}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      },
    }),
    takeRequests: () => {
      const rows = [...counts].map(([key, count]) => ({
        remote: key.startsWith('sps ') ? ('sps' as const) : ('dynamics' as const),
        operation: key.slice(key.indexOf(' ') + 1),
        count,
      }));
      counts.clear();
      return rows;
    },
    takeMasterRequests: () => {
      const taken = masterRequests;
      masterRequests = 0;
      return taken;
    },
  };
}
