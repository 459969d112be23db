import type { Connection } from '#core/contract/connection.ts';
import type { BusinessEvents } from '#core/contract/views/businessEvents.ts';
import type { Instant } from '#core/domain/time.ts';
import type { EventReaderState } from '#core/dynamics/events/events.types.ts';
import { createEventReader } from '#core/dynamics/events/reader.ts';
import { createSeenEvents } from '#core/dynamics/events/seen.ts';
import type { Engine } from '#core/engine/engine.types.ts';
import type { Ports } from '#core/ports/ports.ts';

/** Listens for business events as long as the workspace is open. */
export interface EventListening {
  start(): void;
  stop(): Promise<void>;
  /** What came of them, for the screen. */
  view(): BusinessEvents;
  /** Looks at once where it waits before the next try. */
  lookNow(): void;
}

/** On an event a run begins at once, or right after the one that is going on; not while a person has paused the engine. */
export function createEventListening(
  ports: Ports,
  connection: Connection,
  engine: Pick<Engine, 'runNow' | 'state'>,
  onChange: () => void,
): EventListening {
  const opened = ports.clock.now();
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
    view: () => viewOf(connection.dynamics.events, reader?.state(), opened),
    lookNow: () => reader?.lookNow(),
  };
}

/** Where they come from and what came, in the words of the contract; never the connection string. */
function viewOf(
  settings: Connection['dynamics']['events'],
  state: EventReaderState | undefined,
  opened: Instant,
): BusinessEvents {
  if (!settings || !state) return { state: 'off', since: opened, ...createSeenEvents({}).view() };
  const { problem, lookedAt, ...rest } = state;
  return {
    ...rest,
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
