/** Does what is only a convenience: whatever needs what it could not keep says so itself. */
export function keepQuietly(work: () => void): void {
  try {
    work();
  } catch {
    // nobody waits for it
  }
}
