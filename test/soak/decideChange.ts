import type { Client } from '#core/contract/client.ts';
import type { Random } from '#core/practice/random.ts';

/**
 * What a coordinator says to a change: mostly all of it, sometimes a part, sometimes nothing; never what Dynamics does not
 * take. A change whose order is not in Dynamics yet waits.
 */
export async function decideChange(client: Client, documentId: number | undefined, random: Random): Promise<number> {
  if (documentId === undefined) return 0;
  const change = await client.call('changes.get', { documentId });
  const { decided, lines } = change;
  if (change.closed !== undefined || change.orders.length === 0) return 0;
  if (decided?.state === 'applying' || decided?.state === 'unknown') return 0;
  const dice = random.next();
  const unwilling = decided?.state === 'failed' || dice > 0.85;
  const refusedLines = lines
    .filter(({ allowed }) => unwilling || !allowed || (lines.length > 1 && dice > 0.7 && random.next() < 0.5))
    .map(({ position }) => ({ position, reason: 'sold out' }));
  const [none, all] = [refusedLines.length === 0, refusedLines.length === lines.length];
  const decision = none ? 'accept' : all ? 'refuse' : 'accept-in-part';
  return tried(
    client.call('changes.decide', {
      documentId,
      decision,
      reason: 'as agreed by telephone',
      refusedLines: decision === 'accept-in-part' ? refusedLines : [],
    }),
  );
}

/** An act that comes too late is refused, which is right and does nothing. */
export async function tried(act: Promise<unknown>): Promise<number> {
  try {
    await act;
    return 1;
  } catch (thrown) {
    const { code } = thrown as { readonly code?: string };
    if (code === 'conflict' || code === 'not-allowed' || code === 'not-found') return 0;
    throw thrown;
  }
}
