import { AppError } from '#core/contract/errors.ts';
import { dayIn } from '#core/domain/time.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names = 'prices.desk' | 'prices.get' | 'prices.preview' | 'prices.decide' | 'prices.note' | 'prices.history';

export function priceHandlers({ store, engine, ports }: ApiParts): Pick<Handlers, Names> {
  const today = (): string => dayIn(ports.timeZone, ports.clock.now());

  return {
    'prices.desk': (input) => store.pricesDesk({ ...input, today: today() }),
    'prices.get': async ({ key }) => {
      const [row] = await store.priceRows({ keys: [key], today: today() });
      if (!row)
        throw new AppError({
          code: 'not-found',
          message: 'Nothing waits for this price any more. Look at the price desk again.',
        });
      return row;
    },
    'prices.preview': (input) => store.pricePreview({ ...input, today: today() }),
    'prices.decide': async ({ key, decision, holdIds, reason }) => {
      // What to tell the buyer is read from the rows as they still stand.
      const told = decision.is === 'keep-ours' ? { note: await engine.priceNote([key]) } : {};
      const { released } = await engine.decidePrice({ key, decision, holdIds, reason });
      return { released, ...told };
    },
    'prices.note': ({ keys }) => engine.priceNote(keys),
    'prices.history': (input) => store.pricesHistory(input),
  };
}
