/** A seeded stream of numbers: the same seed makes the same world. */
export interface Random {
  /** [0, 1) */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** Hex text of `bytes` bytes: cursors and tokens of the practice world, which guard nothing. */
  hex(bytes: number): string;
}

/** Mulberry32: small, fast, good enough for sample data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    hex(bytes) {
      let text = '';
      for (let count = 0; count < bytes; count += 1) text += between(0, 255).toString(16).padStart(2, '0');
      return text;
    },
  };
}
