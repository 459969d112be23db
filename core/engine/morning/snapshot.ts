import type { UnconfirmedOrders } from '#core/contract/views/orders.ts';
import type { StatusView, TodayView } from '#core/contract/views/status.ts';
import type { MorningSnapshot, MorningView } from '#core/contract/views/morning.ts';

export interface MorningNumbers {
  readonly today: TodayView;
  readonly morning: MorningView;
  readonly unconfirmed: Pick<UnconfirmedOrders, 'orders' | 'late'>;
  readonly health: { readonly sps: StatusView['sps']; readonly dynamics: StatusView['dynamics'] };
}

/** Every number of the moment, as it is kept. */
export function snapshotOf({ today, morning, unconfirmed, health }: MorningNumbers): MorningSnapshot {
  const { lastAt, late } = morning.backup;
  return {
    arrived: today.arrived,
    ordered: today.ordered,
    attention: today.attention,
    ...today.leaving,
    expected: morning.expected.map(({ partnerName }) => partnerName),
    unconfirmed: unconfirmed.orders,
    unconfirmedLate: unconfirmed.late,
    noticesOpen: morning.notices.reduce((sum, { count }) => sum + count, 0),
    invoicesWait: morning.invoices.reduce((sum, { count }) => sum + count, 0),
    silent: morning.silent.reduce((sum, { documents }) => sum + documents, 0),
    gapMinutes: morning.engine.gapMinutes,
    sps: health.sps.state,
    dynamics: health.dynamics.state,
    ...(lastAt === undefined ? {} : { backupAt: lastAt }),
    backupLate: late,
  };
}

/** The snapshot as one line of the record: whoever reads it later sees what the desk said. */
export function snapshotInWords(snapshot: MorningSnapshot): string {
  const { attention, expected } = snapshot;
  const open = attention.incident + attention.parked + attention.held + attention.quarantined;
  return [
    `since midnight ${snapshot.arrived} orders arrived, ${snapshot.ordered} in Dynamics`,
    `${open} need a hand`,
    `${snapshot.sent} documents went out, ${snapshot.unknown} unknown, ${snapshot.late} late`,
    expected.length === 0 ? 'nobody missing who is usual by now' : `not here yet: ${expected.join(', ')}`,
    `${snapshot.unconfirmed ?? 0} in Dynamics not confirmed, ${snapshot.unconfirmedLate ?? 0} of them late`,
    `${snapshot.noticesOpen} shipped without 856, ${snapshot.invoicesWait ?? 0} invoices wait for theirs (810-03), ${snapshot.silent} sent without an answer`,
    `engine ${snapshot.gapMinutes === 0 ? 'without a gap' : `${snapshot.gapMinutes} minutes without a good run`}`,
    `SPS ${snapshot.sps}, Dynamics ${snapshot.dynamics}`,
    snapshot.backupAt === undefined ? 'no backup' : `last backup ${snapshot.backupAt}${snapshot.backupLate ? ', too old' : ''}`,
  ].join('; ');
}
