import { AppError } from '#core/contract/errors.ts';
import { dayIn } from '#core/domain/time.ts';
import { priceNote } from '#core/rules/priceNote.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names = 'prices.desk' | 'prices.preview' | 'prices.decide' | 'prices.note' | 'prices.history';

export function priceHandlers({ store, engine, ports }: ApiParts): Pick<Handlers, Names> {
  const today = (): string => dayIn(ports.timeZone, ports.clock.now());

  async function note(keys: readonly string[]) {
    const rows = await store.priceRows({ keys, today: today() });
    if (rows.length === 0)
      throw new AppError({
        code: 'not-found',
        message: 'Nothing waits for these prices any more. Look at the price desk again.',
      });
    if (new Set(rows.map((row) => row.partnerId)).size > 1)
      throw new AppError({ code: 'invalid-input', message: 'A note goes to one partner: choose rows of one partner only.' });
    return priceNote(rows);
  }

  return {
    'prices.desk': (input) => store.pricesDesk({ ...input, today: today() }),
    'prices.preview': (input) => store.pricePreview({ ...input, today: today() }),
    'prices.decide': async ({ key, decision, holdIds, reason }) => {
      // What to tell the buyer is read from the rows as they still stand.
      const told = decision.is === 'keep-ours' ? { note: await note([key]) } : {};
      const { released } = await engine.decidePrice({ key, decision, holdIds, reason });
      return { released, ...told };
    },
    'prices.note': ({ keys }) => note(keys),
    'prices.history': (input) => store.pricesHistory(input),
  };
}
