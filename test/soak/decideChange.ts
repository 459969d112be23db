import type { Client } from '#core/contract/client.ts';
import type { Random } from '#core/practice/random.ts';

/**
 * What a coordinator says to a change: mostly all of it, sometimes a part, sometimes nothing; never what Dynamics does not
 * take. A change whose order is not in Dynamics yet waits; one of an order that was called off before it came there is refused.
 */
export async function decideChange(client: Client, documentId: number | undefined, random: Random): Promise<number> {
  if (documentId === undefined) return 0;
  const change = await answered(client.call('changes.get', { documentId }));
  if (!change) return 0;
  const { decided, lines } = change;
  if (change.closed !== undefined) return 0;
  const isCalledOff = change.orders.length === 0 && (await wasCalledOff(client, change.threadId));
  if (change.orders.length === 0 && !isCalledOff) return 0;
  if (decided?.state === 'applying' || decided?.state === 'unknown') return 0;
  const dice = random.next();
  const unwilling = isCalledOff || decided?.state === 'failed' || dice > 0.85;
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

async function wasCalledOff(client: Client, threadId: number): Promise<boolean> {
  const thread = await answered(client.call('orders.thread', { threadId }));
  return thread?.documents.some(({ purpose, processing }) => purpose === '01' && processing === 'done') ?? false;
}

/** 1 where it was done. */
export const tried = async (act: Promise<unknown>): Promise<number> => ((await answered(act.then(() => true))) ? 1 : 0);

/** What refuses an act that comes too late, and what a person meets while Dynamics or SPS is out of order. */
const later: ReadonlySet<string> = new Set([
  'conflict',
  'not-allowed',
  'not-found',
  ...(['unreachable', 'throttled', 'server-error', 'unreadable-answer'] as const).flatMap((what) => [
    `dynamics-${what}`,
    `sps-${what}`,
  ]),
]);

/** Undefined where it was refused for now: the person sees why, and looks again in the next round. */
export async function answered<T>(act: Promise<T>): Promise<T | undefined> {
  try {
    return await act;
  } catch (thrown) {
    if (later.has((thrown as { readonly code?: string }).code ?? '')) return undefined;
    throw thrown;
  }
}
