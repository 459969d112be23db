import { setImmediate } from 'node:timers/promises';
import type { SuggestionList } from '#core/contract/views/master.ts';
import type { Fix } from '#core/domain/fix.ts';
import { suggestFor } from '#core/mapping/suggestFor.ts';
import type { Store } from '#core/store/store.types.ts';

/** Missing mappings ranked before other work gets its turn. */
const atOnce = 10;

/** The suggestions for each of a page of missing mappings, in the same order: gathered in one call, ranked in small parts. */
export async function suggestionsFor(
  store: Pick<Store, 'masterCandidates'>,
  fixes: readonly Fix[],
): Promise<readonly SuggestionList[]> {
  const found = await store.masterCandidates({ fixes });
  const lists: SuggestionList[] = [];
  for (const [index, fix] of fixes.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate();
    lists.push(suggestFor(fix, found[index] ?? { for: 'none', why: 'not-suggested' }));
  }
  return lists;
}
