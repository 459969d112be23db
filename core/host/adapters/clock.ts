import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#core/ports/ports.ts';

/** The machine's time. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(Math.max(0, Math.min(ms, 2_147_483_647)), undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
