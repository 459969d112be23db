import type { StatusView } from '#core/contract/views.ts';

/** How much waits for a person: what goes on by itself is no work. The rail, Today and the list count alike. */
export function openWork({ incident, parked, held, quarantined }: StatusView['attention']): number {
  return incident + parked + held + quarantined;
}
