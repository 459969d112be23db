import type { BusinessEvents } from '#core/contract/views/businessEvents.ts';
import type { Handlers } from '../dispatcher.ts';

/** Whoever listens for business events of the open workspace. */
export interface BusinessEventsDesk {
  view(): Promise<BusinessEvents>;
  lookNow(): void;
}

export function businessEventsHandlers({
  businessEvents,
}: {
  readonly businessEvents: BusinessEventsDesk;
}): Pick<Handlers, 'businessEvents.get' | 'businessEvents.lookNow'> {
  return {
    'businessEvents.get': () => businessEvents.view(),
    'businessEvents.lookNow': () => {
      businessEvents.lookNow();
      return Promise.resolve({ done: true });
    },
  };
}
