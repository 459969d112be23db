import type { StatusView } from '#core/contract/views/status.ts';
import type { EngineParts } from './engine.types.ts';
import { concernsConnection, firstHand, nextHealth, remoteOf, type Health } from './health.ts';
import type { RunResult } from './run.ts';
import type { Remote } from './runContext.ts';

/** How the two remotes are, as runs found them. */
export interface Remotes {
  current(): Pick<StatusView, Remote>;
  /** After a restart: the screen shows the trouble that there was, not a blank, until the first run knows better. */
  remember(): Promise<void>;
  /** After a run: one incident a cause; a remote that answered has none any more. */
  learn(result: Pick<RunResult, 'failures' | 'requests'>): Promise<void>;
}

/** @see Remotes */
export function createRemotes({ store, ports }: Pick<EngineParts, 'store' | 'ports'>): Remotes {
  const health: Record<Remote, Health> = { sps: { state: 'unknown' }, dynamics: { state: 'unknown' } };

  return {
    current: () => ({ ...health }),
    async remember() {
      for (const { remote, message, code, details } of (await store.openIncidents({})).toReversed())
        if (remote !== 'here') health[remote] = { state: 'failing', message, code, details: { ...details } };
    },
    async learn({ failures: all, requests }) {
      const at = ports.clock.now();
      for (const remote of ['sps', 'dynamics'] as const) {
        const failures = firstHand(all.filter((failure) => remoteOf(failure) === remote && concernsConnection(failure)));
        const asked = requests.some((row) => row.remote === remote);
        health[remote] = nextHealth(health[remote], at, asked, failures[0]);
        if (failures.length === 0 && asked) await store.resolveIncidents({ remote, at });
        for (const { code, message, details } of failures)
          await store.noteIncident({ key: code, remote, code, message, details, at });
      }
    },
  };
}
