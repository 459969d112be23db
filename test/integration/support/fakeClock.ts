import type { Clock } from '#core/ports/ports.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told how far to go; whoever sleeps wakes in the order of their times. */
export class FakeClock implements Clock {
  #at: number;
  #monotonic = 0;
  #sleepers: Sleeper[] = [];

  constructor(start: string) {
    this.#at = Date.parse(start);
  }

  now(): string {
    return new Date(this.#at).toISOString();
  }

  monotonic(): number {
    return this.#monotonic;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = { until: this.#monotonic + ms, wake: resolve };
      if (signal?.aborted || ms <= 0) {
        resolve();
        return;
      }
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => this.#wake(sleeper), { once: true });
    });
  }

  /** Time passes as it does on a machine that is awake: every sleeper on the way wakes, and what it starts goes on. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    for (;;) {
      await settle();
      const next = this.#sleepers.filter((sleeper) => sleeper.until <= end).sort((a, b) => a.until - b.until)[0];
      const to = Math.max(next?.until ?? end, this.#monotonic);
      this.#at += to - this.#monotonic;
      this.#monotonic = to;
      if (!next) return;
      this.#wake(next);
    }
  }

  /** The lid was closed: the wall clock jumps, nobody wakes on the way. Negative: the clock was set back. */
  jump(ms: number): void {
    this.#at += ms;
  }

  #wake(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    sleeper.wake();
  }
}

/** Lets everything that waits for the store or the loopback network go on; the store of a test runs in this thread. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
