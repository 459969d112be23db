const chicago = 'America/Chicago';
const hour = new Intl.DateTimeFormat('en-US', { timeZone: chicago, hour: 'numeric', hourCycle: 'h23' }).format(Date.now());

/**
 * The zone of the journeys: the same for a whole run, which takes less than an hour. In the last hour of Chicago's day it is
 * another, since "since midnight", "tomorrow" and a time without its day would change their meaning in the middle of a journey.
 */
export const journeyZone = hour === '23' ? 'America/Los_Angeles' : chicago;

/** How a screen names it, in winter and in summer. */
export const zoneWord = journeyZone === chicago ? 'C[SD]T' : 'P[SD]T';
