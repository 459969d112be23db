import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

export function morningHandlers({ morning }: ApiParts): Pick<Handlers, 'morning.get' | 'morning.markDone' | 'morning.takeBack'> {
  return {
    'morning.get': () => morning.get(),
    'morning.markDone': () => morning.markDone(),
    'morning.takeBack': async ({ checkId }) => {
      await morning.takeBack(checkId);
      return { done: true };
    },
  };
}
