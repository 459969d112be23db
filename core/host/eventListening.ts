import type { Connection } from '#core/contract/connection.ts';
import { createEventReader } from '#core/dynamics/events/reader.ts';
import type { Engine } from '#core/engine/engine.types.ts';
import type { Ports } from '#core/ports/ports.ts';

/** Listens for business events as long as the workspace is open. */
export interface EventListening {
  start(): void;
  stop(): Promise<void>;
}

/** On an event a run begins at once, or right after the one that is going on; not while a person has paused the engine. */
export function createEventListening(
  ports: Ports,
  connection: Connection,
  engine: Pick<Engine, 'runNow' | 'state'>,
): EventListening {
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
  };
}
