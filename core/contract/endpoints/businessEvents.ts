import { done, nothing, type Endpoint } from '../endpoint.ts';
import { businessEvents } from '../views/businessEvents.ts';

/** What Dynamics announces beside the polls. */
export const businessEventsEndpoints = {
  'businessEvents.get': { kind: 'query', input: nothing, output: businessEvents },
  /** Looks at once where it waits before the next try. */
  'businessEvents.lookNow': { kind: 'command', input: nothing, output: done },
} as const satisfies Record<string, Endpoint>;
