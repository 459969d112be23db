import { dayIn, startOfDayIn } from '#core/domain/time.ts';
import type { StatusView } from '#core/contract/views/status.ts';
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
        store.nextDeadline({ today: dayIn(ports.timeZone, now), timeZone: ports.timeZone }),
      ]);
      return {
        workspace,
        version,
        user: ports.identity.user,
        timeZone: ports.timeZone,
        engine: state.engine,
        ...(state.message === undefined ? {} : { engineMessage: state.message }),
        ...(state.standstill === undefined ? {} : { standstill: state.standstill }),
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
    'today.get': async () => {
      const now = ports.clock.now();
      const day = dayIn(ports.timeZone, now);
      return store.today({ since: startOfDayIn(ports.timeZone, day), day, now });
    },
  };
}
