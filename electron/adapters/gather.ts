import type { Client } from '#core/contract/client.ts';
import { toAppError } from '#core/contract/errors.ts';
import type { OutputOf } from '#core/contract/endpoints.ts';
import type { Instant } from '#core/domain/time.ts';
import { lateFrom, type Clock } from '../notices/clocks.ts';
import type { NotOpen, Situation } from '../notices/situation.ts';

/** Places of documents that have not left: only there a clock runs. */
const open = ['waiting', 'held', 'review', 'ring', 'ready', 'refused'] as const;
/** The most urgent of each place; what stands behind them is told when its turn comes. */
const most = 100;

/** What the desktop must know of the open workspace, by the same calls that a screen makes. */
export async function gatherSituation(
  client: Client,
  { now, online }: { readonly now: () => Instant; readonly online: () => boolean },
): Promise<Situation | NotOpen> {
  let status: OutputOf<'app.status'>;
  try {
    status = await client.call('app.status', {});
  } catch (thrown) {
    return { problem: toAppError(thrown).message };
  }
  const [lists, unconfirmed, unknown, partners] = await Promise.all([
    Promise.all(open.map((place) => client.call('outbound.list', { filter: { place }, sort: 'due', limit: most }))),
    client.call('orders.unconfirmed', { limit: most }),
    client.call('outbound.unknown', { limit: most }),
    client.call('orders.partners', {}),
  ]);
  const { timeZone, schedule, attention, nextDeadline } = status;
  return {
    at: now(),
    timeZone,
    workspace: status.workspace,
    engine: status.engine,
    ...(schedule.pausedUntil === undefined ? {} : { pausedUntil: schedule.pausedUntil }),
    ...(schedule.nextRunAt === undefined ? {} : { nextRunAt: schedule.nextRunAt }),
    online: online(),
    ...(status.standstill === undefined ? {} : { standstill: status.standstill }),
    sps: status.sps,
    dynamics: status.dynamics,
    needs: attention.parked + attention.held + attention.quarantined + attention.incident,
    clocks: [
      ...lists.flatMap(({ rows }) => rows.flatMap((row) => documentClock(row, timeZone))),
      ...unconfirmed.rows.map(confirmationClock),
      // Documents and confirmations have clocks of their own above.
      ...(nextDeadline?.of === 'order' ? [orderClock(nextDeadline, timeZone)] : []),
    ],
    unknown: unknown.rows.map(({ sendId, kind, purchaseOrder, partnerName }) => ({
      sendId,
      what: `${kind} for ${purchaseOrder} (${partnerName})`,
    })),
    partners: partners.partners,
  };
}

function documentClock(row: OutputOf<'outbound.list'>['rows'][number], timeZone: string): readonly Clock[] {
  if (row.dueBy === undefined) return [];
  const others = row.orders > 1 ? ` and ${row.orders - 1} more` : '';
  return [
    {
      key: `out:${row.outboundId}:${row.dueBy}`,
      what: `${row.kind} for ${row.purchaseOrder}${others} (${row.partnerName})`,
      due: lateFrom(row.dueBy, timeZone),
      path: `/documents/${row.outboundId}`,
      ...(row.place === 'ring' ? { sendable: row.outboundId } : {}),
    },
  ];
}

/** The 855 that cannot be drafted because nobody has confirmed the order in Dynamics. */
function confirmationClock({
  threadId,
  purchaseOrder,
  partnerName,
  dueBy,
}: OutputOf<'orders.unconfirmed'>['rows'][number]): Clock {
  return {
    key: `ack:${threadId}:${dueBy}`,
    what: `855 for ${purchaseOrder} (${partnerName}), not confirmed in Dynamics`,
    due: dueBy,
    path: `/orders/${threadId}`,
  };
}

function orderClock(next: NonNullable<OutputOf<'app.status'>['nextDeadline']>, timeZone: string): Clock {
  return {
    key: `ship:${next.threadId}:${next.date}`,
    what: `Order ${next.purchaseOrder} of ${next.partner} is to ship`,
    due: lateFrom(next.date, timeZone),
    path: `/orders/${next.threadId}`,
  };
}
