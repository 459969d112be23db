import { AppError } from '#core/contract/errors.ts';
import { quietHoursFault } from '#core/domain/quietHours.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';
import { scheduleView } from './status.ts';

type Names =
  | 'engine.runNow'
  | 'engine.cancelRun'
  | 'engine.pause'
  | 'engine.resume'
  | 'schedule.set'
  | 'holds.answer'
  | 'documents.setAside'
  | 'documents.tryAgain'
  | 'files.deleteAtSps'
  | 'files.fetchAgain'
  | 'practice.order';

const done = { done: true } as const;

export function engineHandlers({ engine, placeOrders }: ApiParts): Pick<Handlers, Names> {
  return {
    'engine.runNow': () => engine.runNow('person'),
    'engine.cancelRun': async () => {
      await engine.cancelRun();
      return done;
    },
    'engine.pause': async ({ until }) => {
      await engine.pause(until);
      return done;
    },
    'engine.resume': async () => {
      await engine.resume();
      return done;
    },
    'schedule.set': async ({ everyMinutes, quietFrom, quietTo }) => {
      const fault = quietHoursFault(quietFrom, quietTo);
      if (fault !== undefined) throw new AppError({ code: 'invalid-input', message: fault });
      const quiet = quietFrom === undefined || quietTo === undefined ? {} : { quietFrom, quietTo };
      return scheduleView(await engine.setSchedule({ everyMinutes, ...quiet }));
    },
    'holds.answer': async ({ seen, ...answer }) => {
      await engine.answerHold({ ...answer, ...(seen === undefined ? {} : { seen }) });
      return done;
    },
    'documents.setAside': async ({ documentId, reason }) => {
      await engine.setAside(documentId, reason);
      return done;
    },
    'documents.tryAgain': async ({ documentId }) => {
      await engine.tryAgain(documentId);
      return done;
    },
    'files.deleteAtSps': async ({ fileId, reason }) => {
      await engine.deleteAtSps(fileId, reason);
      return done;
    },
    'files.fetchAgain': async ({ fileId }) => {
      await engine.fetchAgain(fileId);
      return done;
    },
    'practice.order': async ({ count, family, oddity }) => {
      if (!placeOrders)
        throw new AppError({ code: 'not-allowed', message: 'Orders can be placed in the practice workspace only.' });
      let placed: number;
      try {
        placed = placeOrders({ count, ...(family === undefined ? {} : { family }), ...(oddity === undefined ? {} : { oddity }) });
      } catch (thrown) {
        throw new AppError({ code: 'invalid-input', message: thrown instanceof Error ? thrown.message : String(thrown) });
      }
      await engine.runNow('person');
      return { placed };
    },
  };
}
