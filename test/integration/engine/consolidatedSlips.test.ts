import { describe, expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, run, useDesk } from '../support/desk.ts';
import {
  act,
  balances,
  got,
  letPass,
  ofKind,
  perOrder,
  poor,
  purchaseOrders,
  replacing,
  stand,
  standing,
  started,
  stops,
  version,
  wanted,
} from '../support/twoOrders.ts';
import { call, received, sent } from '../support/wayBack.ts';

useDesk(73);

describe('a packing slip over several orders, from the set of stocked slips', () => {
  it('is held where the rows name the first order only, says what nobody can know, and goes when the full sets are back', async () => {
    const [, second] = await started();
    await version(...poor);
    await act('ship', { consolidate: true });
    await run();
    expect(await stand()).toEqual(['855 sent', '855 sent', '856 held']);
    const [hold, ...others] = await stops();
    expect(others).toEqual([]);
    expect(hold).toContain('read from BusinessDocumentStockedPackingSlipLinesV3, which names one of them');
    expect(hold).toContain('cannot be of it');
    expect(hold).toContain(`Sales order ${second} (purchase order ${(await purchaseOrders())[1]}) is shipped too`);
    await version();
    expect(await stops()).toEqual([]);
    expect((await sent('856')).map(({ threadIds }) => threadIds.length)).toEqual([2]);
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    const before = (await received()).length;
    await version(...poor);
    expect([await stops(), (await received()).length]).toEqual([[], before]);
  });

  it('goes at once where the rows name the order of each line, and never again, from whatever set it is read', async () => {
    await started();
    await version(...poor);
    await act('ship', { consolidate: true, rowsName: 'own' });
    await run();
    expect([await stops(), (await sent('856')).length]).toEqual([[], 1]);
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    const before = (await received()).length;
    for (const sets of [[], poor, []]) {
      await version(...sets);
      expect([await stops(), (await received()).length]).toEqual([[], before]);
    }
  });

  it('that rows tell order by order keeps the goods of all its orders when one of them is looked at again', async () => {
    const reviewed = (sheet: OutboundSheet): OutboundSheet => ({
      ...sheet,
      documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true } },
    });
    await started(reviewed);
    await version(...poor);
    await act('ship', { consolidate: true, rowsName: 'own' });
    await run();
    const [notice] = await ofKind('856');
    expect(notice?.threadIds).toHaveLength(2);
    for (const threadId of notice?.threadIds ?? []) {
      await app.store.wakeOutbound({
        threadIds: [threadId],
        why: 'a mapping of its partner changed',
        at: new Date().toISOString(),
      });
      await run();
      expect((await ofKind('856')).map(({ number, threadIds }) => [number, threadIds])).toEqual([
        ['PS-000001', notice?.threadIds],
      ]);
    }
    expect(await stops()).toEqual([]);
  });

  it.each(['first', 'own'])('that was read in full is not sent again by rows that name the %s order', async (rowsName) => {
    await started(perOrder);
    await act('ship', { consolidate: true, rowsName });
    await run();
    const before = (await received()).length;
    for (const sets of [poor, [], poor]) {
      await version(...sets);
      expect([await stops(), (await received()).length, (await ofKind('856')).length]).toEqual([[], before, 2]);
    }
  });

  it.each(['first', 'own'])(
    'becomes a notice an order where the sheet says so: rows that name the %s order',
    async (rowsName) => {
      await started(perOrder);
      await version(...poor);
      await act('ship', { consolidate: true, rowsName });
      await run();
      const [one, two] = await purchaseOrders();
      const parts = [`PS-000001-${one}`, `PS-000001-${two}`];
      expect(await standing('856')).toEqual(rowsName === 'own' ? parts.map((number) => `${number} sent`) : ['PS-000001 held']);
      const held = (await ofKind('856'))[0];
      await version();
      const all = parts.map((number) => `${number} sent`);
      expect(await standing('856')).toEqual(rowsName === 'own' ? all : ['PS-000001 superseded', ...all]);
      expect(await stops()).toEqual([]);
      expect(await got('SH', 'ShipQty')).toEqual(await wanted());
      if (rowsName === 'own') return;
      const released = await call<{ readonly done: readonly number[] }>('outbound.release', {
        documents: [{ outboundId: held?.id, versionId: held?.versionId }],
      });
      expect(released.done).toEqual([]);
      const { timeline } = await call<ThreadView>('orders.thread', { threadId: held?.threadIds[0] });
      expect(JSON.stringify(timeline)).toContain(`856 PS-000001 does not leave: 856 ${parts[0]} was drafted`);
    },
  );

  it('that was read in full and is corrected meanwhile is said so, and no order of it is told again', async () => {
    await started(perOrder);
    await act('ship', { consolidate: true, rowsName: 'own', share: 0.5 });
    await run();
    const before = (await received()).length;
    await version(...poor);
    await bench.control('correct', { slip: 'PS-000001', lines: [{ line: 1, quantity: 1 }], as: 'in-place' });
    for (const sets of [poor, []]) {
      await version(...sets);
      expect([(await received()).length, (await ofKind('856')).length]).toEqual([before, 2]);
      expect((await stops())[0]).toContain('Corrected in Dynamics');
    }
  });

  it('that a person let go is not said twice: only the order that got nothing is told afterwards', async () => {
    await started();
    await version(...poor);
    await act('ship', { consolidate: true });
    await run();
    await letPass((await ofKind('856'))[0]);
    const two = (await purchaseOrders())[1];
    expect(await standing('856')).toEqual(['PS-000001 sent']);
    for (const sets of [[], poor, []]) {
      await version(...sets);
      expect(await standing('856')).toEqual(['PS-000001 sent', `PS-000001-${two} sent`]);
      expect(await stops()).toEqual([]);
    }
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    expect((await balances()).every(({ ordered: all, shipped }) => all === shipped)).toBe(true);
  });

  it('that a person let go with goods of another order is to be corrected before that order is told', async () => {
    const [first, second] = await started(replacing);
    // The oldest set has no line numbers of ours, which would tell the lines apart.
    await version(...poor, 'BusinessDocumentStockedPackingSlipLinesV3');
    // Then a part of the second line of each order, which the rows count as lines 1 and 2 of the first.
    await act('ship', { orders: [first], lines: [{ line: 1, quantity: 4 }] });
    await run();
    expect(await standing('856')).toEqual(['PS-000001 sent']);
    await act('ship', { consolidate: true, lines: [{ line: 2, quantity: 3 }] });
    await run();
    expect(await stops()).toEqual([expect.stringContaining(`Sales order ${second} `)]);
    await letPass((await ofKind('856')).at(-1));
    expect(await standing('856')).toEqual(['PS-000001 sent', 'PS-000002 sent']);
    const before = (await received()).length;
    await version();
    expect((await received()).length).toBe(before);
    expect(await stops()).toEqual([
      expect.stringContaining('Line 1: 3 instead of 0.'),
      expect.stringContaining('856 PS-000002 left while the entity set named one order only'),
    ]);
    const wrong = (await ofKind('856')).find(({ number }) => number === 'PS-000002');
    await call('outbound.sendAgain', { outboundId: wrong?.id, reason: 'the set named one order only', called: false });
    await run();
    const right = (await ofKind('856')).at(-1);
    await call('outbound.release', { documents: [{ outboundId: right?.id, versionId: right?.versionId }] });
    await run();
    await run();
    const two = (await purchaseOrders())[1];
    expect(await standing('856')).toEqual(['PS-000001 sent', 'PS-000002 sent', `PS-000002-${two} sent`, 'PS-000002 sent']);
    expect(await stops()).toEqual([]);
    expect((await balances()).map(({ shipped }) => shipped)).toEqual(['4', '3', '0', '3']);
  });
});
