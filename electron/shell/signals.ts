/**
 * A signal of the system (a session that ends, `kill`) is answered by ending in order. The library that writes settings
 * answers it too, by sending it once more when its own work is done; a process that listened once would end of that at
 * once, in the middle of a send. Whoever listens for good outlives it.
 */
export function outliveSignals(source: Pick<NodeJS.Process, 'on'>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) source.on(signal, () => undefined);
}
