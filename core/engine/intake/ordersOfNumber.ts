import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import type { Threads } from './gather.ts';

/** True where orders of several releases have one number: what names none may be about any of them. */
export const hasSeveralReleases = (threads: Threads): boolean => new Set(threads.map(({ thread }) => thread.release)).size > 1;

/** The orders that a document says exactly; else those of its number, as far as it names a vendor number and a release. */
export async function ofNumber(
  { parts: { store } }: Pick<RunContext, 'parts'>,
  { partnerId, vendor, number, release }: Pick<DocumentRow, 'partnerId' | 'vendor' | 'number' | 'release'>,
): Promise<Threads> {
  const exact = await store.threadsOf({ partnerId, vendor, number, release });
  if (exact.length > 0 || (vendor !== '' && release !== '')) return exact;
  const all = await store.threadsOfNumber({ partnerId, number });
  return all.filter(
    ({ thread }) => (vendor === '' || thread.vendor === vendor) && (release === '' || thread.release === release),
  );
}
