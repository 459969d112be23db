import { dayIn, instant, milliseconds } from '#core/domain/time.ts';
import type { StatusView } from '#core/contract/views.ts';
import type { ScheduleRow } from '#core/store/rows.types.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

/** The schedule as screens show it. */
export function scheduleView(row: ScheduleRow): StatusView['schedule'] {
  return {
    everyMinutes: row.everyMinutes,
    paused: row.paused,
    ...(row.quietFrom === undefined ? {} : { quietFrom: row.quietFrom }),
    ...(row.quietTo === undefined ? {} : { quietTo: row.quietTo }),
    ...(row.pausedUntil === undefined ? {} : { pausedUntil: row.pausedUntil }),
    ...(row.nextRunAt === undefined || row.paused ? {} : { nextRunAt: row.nextRunAt }),
  };
}

/** The instant at which today began in a time zone. */
export function startOfDay(timeZone: string, now: string): string {
  const day = dayIn(timeZone, now);
  // Midnight lies within a day of noon UTC; the offset at that moment is found by looking at the wall clock there.
  let low = milliseconds(`${day}T00:00:00.000Z`) - 15 * 3_600_000;
  let high = milliseconds(`${day}T00:00:00.000Z`) + 15 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(timeZone, instant(middle)) < day) low = middle;
    else high = middle;
  }
  return instant(high);
}

export function statusHandlers({
  store,
  engine,
  ports,
  workspace,
  version,
  connection,
  secretsInMemoryOnly,
  placeOrders,
}: ApiParts): Pick<Handlers, 'app.status' | 'today.get'> {
  return {
    'app.status': async () => {
      const state = engine.state();
      const now = ports.clock.now();
      const [schedule, lastRun, attention, nextDeadline] = await Promise.all([
        store.schedule({}),
        store.lastRun({}),
        store.attentionCounts({}),
        store.nextDeadline({ today: dayIn(ports.timeZone, now) }),
      ]);
      return {
        workspace,
        version,
        user: ports.identity.user,
        timeZone: ports.timeZone,
        engine: state.engine,
        ...(state.message === undefined ? {} : { engineMessage: state.message }),
        ...(state.progress === undefined ? {} : { progress: state.progress }),
        ...(lastRun === undefined ? {} : { lastRun }),
        schedule: scheduleView(schedule),
        sps: state.sps,
        dynamics: state.dynamics,
        attention,
        ...(nextDeadline === undefined ? {} : { nextDeadline }),
        secretsInMemoryOnly: secretsInMemoryOnly(),
        practice: placeOrders !== undefined,
        connection,
      };
    },
    'today.get': async () => store.today({ since: startOfDay(ports.timeZone, ports.clock.now()) }),
  };
}
