import { AppError } from '#core/contract/errors.ts';
import { dayIn } from '#core/domain/time.ts';
import { priceNote } from '#core/rules/priceNote.ts';
import type { Engine, EngineParts } from './engine.types.ts';

/** A person's word on a price: written down, then a run starts so that what it freed goes on at once. */
export function createPriceAnswers(parts: EngineParts, wake: () => void): Pick<Engine, 'decidePrice' | 'priceNote'> {
  const { store, ports, publish } = parts;
  return {
    async priceNote(keys) {
      const rows = await store.priceRows({ keys, today: dayIn(ports.timeZone, ports.clock.now()) });
      if (rows.length === 0)
        throw new AppError({
          code: 'not-found',
          message: 'Nothing waits for these prices any more. Look at the price desk again.',
        });
      if (new Set(rows.map((row) => row.partnerId)).size > 1)
        throw new AppError({ code: 'invalid-input', message: 'A note goes to one partner: choose rows of one partner only.' });
      return priceNote(rows);
    },
    async decidePrice(answer) {
      const at = ports.clock.now();
      const today = dayIn(ports.timeZone, at);
      const done = await store.decidePrice({ ...answer, who: ports.identity.user, at, today });
      for (const topic of ['orders', 'attention', 'mappings', 'status'] as const) publish({ topic });
      if (done.released > 0) wake();
      return done;
    },
  };
}
