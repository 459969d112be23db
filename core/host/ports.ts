import type { Ports, Secrets } from '#core/ports/ports.ts';
import { systemClock } from './adapters/clock.ts';
import { systemIdentity } from './adapters/identity.ts';
import { createLogger } from './adapters/logger.ts';
import { nodeFetch } from './adapters/nodeFetch.ts';
import { systemRandom } from './adapters/random.ts';
import { hostZone } from './adapters/timeZone.ts';

export interface HostPortsOptions {
  readonly secrets: Secrets;
  readonly log: (line: string) => void;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly timeZone?: string | undefined;
}

/** The ports of the headless host: this machine's time, randomness, account and network. */
export function hostPorts({ secrets, log, level, timeZone }: HostPortsOptions): Ports {
  return {
    clock: systemClock,
    random: systemRandom,
    identity: systemIdentity(),
    log: createLogger(log, () => systemClock.now(), level),
    secrets,
    fetch: nodeFetch(),
    checkpoint: () => undefined,
    timeZone: hostZone(timeZone),
  };
}
