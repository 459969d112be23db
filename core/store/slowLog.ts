/** Told of an operation that took long by itself, by name. */
export type OnSlow = (name: string, milliseconds: number) => void;

const slowMs = 40;

/** Runs an operation and tells when it took more than 40 ms: its own time, not that of its place in a queue. */
export function measured<T>(name: string, work: () => T, onSlow: OnSlow | undefined): T {
  const started = performance.now();
  try {
    return work();
  } finally {
    const took = performance.now() - started;
    if (took > slowMs) onSlow?.(name, Math.round(took));
  }
}
