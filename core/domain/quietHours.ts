/**
 * What is wrong with quiet hours, in a sentence; `undefined` where they can be kept, or there are none. A beginning that
 * is also the end leaves no time between: whoever meant the whole day would be told nothing, and runs would go on.
 */
export function quietHoursFault(from: string | undefined, to: string | undefined): string | undefined {
  if ((from === undefined) !== (to === undefined)) return 'Quiet hours need both a beginning and an end.';
  if (from === undefined || from !== to) return undefined;
  return `Quiet hours from ${from} to ${from} are no time at all. Choose another end, or switch them off; Pause on Today stops runs for longer.`;
}
