import { describe, expect, it } from 'vitest';
import { app, bench, open, run, settled, theOrder, useDesk } from '../support/desk.ts';
import { signInToErp } from '../support/erp.ts';
import { passDay, passHours, resetClock, settableClock } from '../support/settableClock.ts';
import { call, documents, holdsOut, ordered, places, received, withSheets } from '../support/wayBack.ts';

useDesk(71);

/** An order whose 855 left, and what the partner answered. */
async function confirmed(
  outcome: 'accepted' | 'rejected' = 'accepted',
  hoursLater: () => number = () => 0,
): Promise<string | undefined> {
  resetClock();
  await open(settled, { clock: settableClock });
  const hours = hoursLater();
  passHours(hours);
  await bench.control('advance', { minutes: hours * 60 });
  await withSheets();
  const [order] = await ordered({ count: 1, family: 'bulk' });
  await bench.control('confirm', { orders: 'all' });
  await run();
  const [ack] = await documents();
  expect(await places()).toEqual(['855 sent']);
  await call('outbound.reply', { outboundId: ack?.id, kind: 'portal', outcome, text: 'entered by hand' });
  return order;
}

/** Somebody in Dynamics, with a token of that day. */
async function set(order: string | undefined, status: 'Canceled' | 'Backorder'): Promise<void> {
  const erp = await signInToErp(bench.connection);
  await erp.send('PATCH', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${order}')`, { SalesOrderStatus: status });
}

async function nextDay(): Promise<void> {
  await passDay();
  await run();
}

describe('an order that is cancelled in Dynamics after its 855 left', () => {
  it('is told to whoever works here, once: nothing takes that 855 back by itself', async () => {
    const order = await confirmed();
    await set(order, 'Canceled');
    await nextDay();
    const [ack] = await documents();
    const told = `Sales order ${order} was cancelled in Dynamics after 855 ${ack?.number} confirmed purchase order ${ack?.purchaseOrder}.`;
    expect(await holdsOut()).toEqual([told]);
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows.map(({ hold }) => hold?.message)).toEqual([told]);
    expect(rows[0]?.hold?.nextStep).toMatch(/^Tell the buyer by phone .* open the order again in Dynamics/);
    expect((await theOrder())?.state).toBe('attention');
    await nextDay();
    expect(await holdsOut()).toEqual([told]);
    expect(await received()).toHaveLength(1);
  });

  it('asks for nothing once it is open again, and for nothing more once a person has told the buyer', async () => {
    const order = await confirmed();
    await set(order, 'Canceled');
    await nextDay();
    await set(order, 'Backorder');
    await nextDay();
    expect(await holdsOut()).toEqual([]);
    expect((await theOrder())?.state).toBe('ordered');
    await set(order, 'Canceled');
    await nextDay();
    const [ack] = await documents();
    const hold = (await app.store.draftHolds({ outboundId: ack?.id ?? 0 })).find(({ open: isOpen }) => isOpen);
    await call('outbound.accept', { outboundId: ack?.id, holdIds: [hold?.id], reason: 'told Ms Miller by phone' });
    await nextDay();
    expect(await holdsOut()).toEqual([]);
    expect(await received()).toHaveLength(1);
  });

  it('is told the day after, also where it was made in the evening, when the day of UTC is the next one', async () => {
    const hourThere = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Chicago', hour: 'numeric', hourCycle: 'h23' });
    const order = await confirmed('accepted', () => (20 + 24 - Number(hourThere.format(new Date()))) % 24);
    await set(order, 'Canceled');
    await nextDay();
    expect(await holdsOut()).toHaveLength(1);
  });

  it('breaks no promise that the partner has rejected', async () => {
    const order = await confirmed('rejected');
    const before = await holdsOut();
    await set(order, 'Canceled');
    await nextDay();
    expect(await holdsOut()).toEqual(before);
  });
});
