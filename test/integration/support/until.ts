/** Real time, long enough for a machine that does other things: it ends what hangs and measures nothing. */
const longest = 45_000;

/**
 * Resolves once it holds. Real work (requests over loopback, the store, workers) goes on meanwhile, a fake clock does
 * not. Ends with an error where it never came true.
 */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + longest;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`did not come true: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
