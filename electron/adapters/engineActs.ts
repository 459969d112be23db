import type { Client } from '#core/contract/client.ts';
import type { Clock, Logger } from '#core/ports/ports.ts';
import { endOfPause } from '../tray/pause.ts';
import type { TrayAct } from '../tray/model.ts';

/** How long somebody who leaves waits for a run that carries their documents. */
const longestMs = 120_000;

export interface EngineActs {
  /** Carries out an act of the tray's menu; what it cannot do is logged, the screen says why. */
  act(act: TrayAct): Promise<void>;
  /** Lets documents leave now, and waits for the end of the run that carries them; two minutes at most. */
  sendNow(outboundIds: readonly number[]): Promise<void>;
}

/** What the tray, the menu and the farewell do, by the same calls that a screen makes. */
export function engineActs(client: Client, clock: Clock, log: Logger): EngineActs {
  async function perform(act: TrayAct): Promise<void> {
    switch (act) {
      case 'run-now':
        await client.call('engine.runNow', {});
        return;
      case 'pause-hour':
      case 'pause-tomorrow': {
        const { timeZone } = await client.call('app.status', {});
        await client.call('engine.pause', { until: endOfPause(act, clock.now(), timeZone) });
        return;
      }
      case 'resume':
        await client.call('engine.resume', {});
        return;
      case 'open':
      case 'deadline':
      case 'needs':
      case 'update':
      case 'quit':
        return;
    }
  }
  return {
    act: (act) =>
      perform(act).catch((thrown: unknown) => log.warn('an act of the tray was refused', { act, message: String(thrown) })),
    async sendNow(outboundIds) {
      if (outboundIds.length === 0) return;
      let changed = new AbortController();
      const unlisten = client.listen(0, () => changed.abort());
      try {
        await client.call('outbound.sendNow', { outboundIds: [...outboundIds] });
        const until = clock.monotonic() + longestMs;
        while (clock.monotonic() < until) {
          const heard = changed.signal;
          const lists = await Promise.all(
            (['ring', 'ready'] as const).map((place) =>
              client.call('outbound.list', { filter: { place }, sort: 'due', limit: 500 }),
            ),
          );
          const { engine } = await client.call('app.status', {});
          const waiting = lists.some(({ rows }) => rows.some(({ outboundId }) => outboundIds.includes(outboundId)));
          if (!waiting && engine !== 'running') return;
          await clock.sleep(1_000, heard);
          changed = new AbortController();
        }
      } finally {
        unlisten();
      }
    },
  };
}
