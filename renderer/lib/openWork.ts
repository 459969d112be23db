import type { OutputOf } from '#core/contract/endpoints.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import { openPlaces } from './outboundWords.ts';

/** How much waits for a person: what goes on by itself is no work. The rail, Today and the list count alike. */
export function openWork({ incident, parked, held, quarantined }: StatusView['attention']): number {
  return incident + parked + held + quarantined;
}

/** How many documents on their way to SPS wait for a person. */
export function openDocuments(counts: OutputOf<'outbound.counts'> | undefined): number {
  return counts === undefined ? 0 : openPlaces.reduce((sum, place) => sum + counts.places[place].value, 0);
}
