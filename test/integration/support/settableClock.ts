import type { Clock } from '#core/ports/ports.ts';
import { bench } from './desk.ts';

const dayHours = 25;
let offset = 0;

/** A clock that a test may set on; it goes on by itself. A test begins with `resetClock`. */
export const settableClock: Clock = {
  now: () => new Date(Date.now() + offset).toISOString(),
  monotonic: () => performance.now(),
  sleep: (ms) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 20))),
};

/** The machine's own time again. */
export function resetClock(): void {
  offset = 0;
}

/** Sets our clock alone on. */
export function passHours(hours: number): void {
  offset += hours * 3600_000;
}

/** A day passes, here and at SPS and Dynamics. */
export async function passDay(): Promise<void> {
  passHours(dayHours);
  await bench.control('advance', { minutes: dayHours * 60 });
}
