import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Randomness } from '#core/ports/ports.ts';

const steps = 2 ** 47;

/** The machine's randomness. */
export const systemRandom: Randomness = {
  fraction: () => randomInt(steps) / steps,
  id: () => randomUUID(),
  bytes: (count) => new Uint8Array(randomBytes(count)),
};
