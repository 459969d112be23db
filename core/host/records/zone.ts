import { AppError } from '#core/contract/errors.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { Store } from '#core/store/store.types.ts';
import { isZone, machineZone } from '../adapters/timeZone.ts';

const zoneKey = 'timeZone';

/** The zone in which a workspace's days are meant: the one that was chosen, else the host's. */
export interface Zone {
  /** False where whoever started the program said which. */
  readonly changeable: boolean;
  readonly machine: string;
  /** Throws `invalid-input` for a zone that this machine does not know, `not-allowed` where it is not to be changed. */
  set(store: Pick<Store, 'setMeta'>, zone: string): Promise<void>;
}

/**
 * The ports with a zone that may change while they are in use; everything asks them at the moment of need. `told` hears which
 * one it is, now and whenever it changes.
 */
export async function zonedPorts(
  ports: Ports,
  store: Pick<Store, 'meta'>,
  fixed: boolean,
  told: (zone: string) => void = () => undefined,
): Promise<{ readonly ports: Ports; readonly zone: Zone }> {
  const chosen = fixed ? undefined : await store.meta({ key: zoneKey });
  let current = chosen !== undefined && isZone(chosen) ? chosen : ports.timeZone;
  told(current);
  const zoned: Ports = Object.defineProperty({ ...ports }, 'timeZone', { get: () => current, enumerable: true });
  return {
    ports: zoned,
    zone: {
      changeable: !fixed,
      machine: machineZone(),
      async set(target, zone) {
        if (fixed)
          throw new AppError({
            code: 'not-allowed',
            message: 'The time zone was given when Quayside was started (QUAYSIDE_TIME_ZONE); change it there.',
          });
        if (!isZone(zone))
          throw new AppError({
            code: 'invalid-input',
            message: `"${zone}" is no time zone that this machine knows. It looks like America/Chicago or Europe/Berlin.`,
          });
        await target.setMeta({ key: zoneKey, value: zone });
        current = zone;
        told(zone);
      },
    },
  };
}
