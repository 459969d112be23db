import type { LocalDate } from './time.ts';

/** valid: used today · later: from a day to come · past: another row of its key took over · ended: means nothing any more. */
export const mappingStates = ['valid', 'later', 'past', 'ended'] as const;
export type MappingState = (typeof mappingStates)[number];

/** Where a row stands on a day. `validTo` is the day of the next row of its key, '' where there is none. */
export function mappingStateOf(
  row: { readonly validFrom: string; readonly validTo: string; readonly ends: boolean },
  today: LocalDate,
): MappingState {
  if (row.validFrom > today) return 'later';
  if (row.validTo !== '' && row.validTo <= today) return 'past';
  return row.ends ? 'ended' : 'valid';
}
