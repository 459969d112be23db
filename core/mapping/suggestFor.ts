import type { SuggestionList } from '#core/contract/views/master.ts';
import { assertNever } from '#core/domain/assertNever.ts';
import type { MasterCandidates } from '#core/domain/candidates.ts';
import type { Fix } from '#core/domain/fix.ts';
import { suggestItems } from './suggestItem.ts';
import { suggestLocations } from './suggestLocation.ts';
import { suggestUnits } from './suggestUnit.ts';

const nothing = {
  'no-partner': 'The partner is not known yet: which customer it is comes first.',
  'no-data': 'The master data of this legal entity was not read from Dynamics yet.',
  'not-suggested': 'There is nothing to suggest for this.',
} as const;

/** The suggestions for one missing mapping, best first, or why there are none. Pure. */
export function suggestFor(fix: Fix, found: MasterCandidates): SuggestionList {
  const suggestions = suggestionsOf(fix, found);
  if (suggestions.length > 0) return { suggestions: [...suggestions] };
  return { suggestions: [], none: found.for === 'none' ? nothing[found.why] : 'Nothing in the master data resembles it.' };
}

function suggestionsOf(fix: Fix, found: MasterCandidates): SuggestionList['suggestions'] {
  switch (found.for) {
    case 'none':
      return [];
    case 'item':
      return fix.fix === 'item' || fix.fix === 'item-choice' ? [...suggestItems(fix, found.candidates)] : [];
    case 'location':
      return fix.fix === 'location' ? [...suggestLocations(fix, found.company, found.candidates)] : [];
    case 'unit':
      return fix.fix === 'unit' ? [...suggestUnits(fix, found)] : [];
    default:
      return assertNever(found, 'candidates');
  }
}
