import type { Connection } from '#core/contract/connection.ts';
import { toAppError } from '#core/contract/errors.ts';
import type { BusinessEvents, SeenEvent } from '#core/contract/views/businessEvents.ts';
import type { Instant } from '#core/domain/time.ts';
import type { EventReaderState } from '#core/dynamics/events/events.types.ts';
import { createEventReader } from '#core/dynamics/events/reader.ts';
import { typesOf } from '#core/dynamics/events/seen.ts';
import type { Engine } from '#core/engine/engine.types.ts';
import { createSayOnce } from '#core/engine/sayOnce.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { Store } from '#core/store/store.types.ts';
import type { KeptEvents } from '#core/store/types/businessEvents.ts';

/** Listens for business events as long as the workspace is open. */
export interface EventListening {
  start(): void;
  stop(): Promise<void>;
  /** What came of them, for the screen: counted over all runs of the program. */
  view(): Promise<BusinessEvents>;
  /** Looks at once where it waits before the next try. */
  lookNow(): void;
}

const uncounted = 'business events are not counted';

/** On an event a run begins at once, or right after the one that is going on; not while a person has paused the engine. */
export function createEventListening(
  ports: Ports,
  connection: Connection,
  engine: Pick<Engine, 'runNow' | 'state'>,
  store: Pick<Store, 'noteBusinessEvent' | 'businessEvents'>,
  onChange: () => void,
): EventListening {
  const opened = ports.clock.now();
  const problems = createSayOnce((what, fields) => ports.log.warn(what, fields));
  const onSeen = async (event: SeenEvent): Promise<void> => {
    try {
      await store.noteBusinessEvent(event);
      problems.over(uncounted);
    } catch (thrown) {
      // A full disk, most likely: the posting is read all the same, and the engine says what is wrong.
      problems.failed(uncounted, toAppError(thrown).message);
    }
  };
  const reader = createEventReader({
    connection: connection.dynamics,
    secret: () => ports.secrets.read('dynamics.events'),
    clock: ports.clock,
    random: ports.random,
    log: ports.log,
    onTrigger: async (trigger) => {
      ports.log.info('a posting was announced', { ...trigger });
      if (engine.state().engine !== 'paused') await engine.runNow('event');
    },
    onSeen,
    onChange,
  });
  const abort = new AbortController();
  let listening: Promise<void> = Promise.resolve();
  return {
    start() {
      if (reader) listening = reader.listen(abort.signal);
    },
    async stop() {
      abort.abort();
      await listening;
    },
    view: async () => viewOf(connection.dynamics.events, reader?.state(), { kept: await store.businessEvents({}), opened }),
    lookNow: () => reader?.lookNow(),
  };
}

/** Where they come from and what came, in the words of the contract; never the connection string. */
function viewOf(
  settings: Connection['dynamics']['events'],
  state: EventReaderState | undefined,
  { kept, opened }: { readonly kept: KeptEvents; readonly opened: Instant },
): BusinessEvents {
  const { since = opened, counts, recent } = kept;
  const told = { since, counts, recent: [...recent], types: typesOf(state?.kinds ?? {}, kept.types) };
  if (!settings || !state) return { state: 'off', ...told };
  const { problem, lookedAt } = state;
  return {
    ...told,
    source: {
      kind: settings.kind,
      place: settings.kind === 'blob' ? settings.container : settings.queue,
      prefix: settings.kind === 'blob' ? (settings.prefix ?? '') : '',
    },
    state: problem ? 'failing' : lookedAt === undefined ? 'starting' : 'listening',
    ...(problem ? { problem: { code: problem.error.code, message: problem.error.message, at: problem.at } } : {}),
    ...(lookedAt === undefined ? {} : { lookedAt }),
  };
}
