import { dayIn } from '#core/domain/time.ts';
import type { Engine, EngineParts } from './engine.types.ts';

/** A person's word on a price: written down, then a run starts so that what it freed goes on at once. */
export function createPriceAnswers(parts: EngineParts, wake: () => void): Pick<Engine, 'decidePrice'> {
  const { store, ports, publish } = parts;
  return {
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
