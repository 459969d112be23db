import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restoreBackup } from '#core/store/restore.ts';
import {
  answer,
  app,
  bench,
  cancel,
  dropped,
  erp,
  losing,
  numbered,
  once,
  only,
  open,
  ordersThere,
  reopen,
  run,
  settled,
  theOrder,
  useDesk,
} from '../support/desk.ts';
import { importRows, setPartnerColumn } from '../support/fixture.ts';

useDesk(47);

const remove = (number: string | undefined): Promise<unknown> =>
  erp.send('DELETE', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${number}')`);
const unit = (name: string): Promise<void> =>
  importRows(app.store, 'units', `partnerId,itemNumber,ediUnit,unit,factor\n7QAALLCONTOSOUS,,EA,${name},1\n`);
/** A location of the first partner moves to another address of Dynamics. */
async function address(was: string, is: string): Promise<void> {
  const { rows } = await app.store.mappingPage({ kind: 'locations', limit: 50 });
  const row = rows.find((one) => 'addressLocationId' in one && one.addressLocationId === was);
  if (!row || !('code' in row)) throw new Error(`no location ${was}`);
  const { partnerId, qualifier, code } = row;
  await importRows(
    app.store,
    'locations',
    `partnerId,qualifier,code,addressLocationId\n${partnerId},${qualifier},${code},${is}\n`,
  );
}
const attention = async () => (await app.store.attentionList({ limit: 10 })).rows;

describe('an order that a clerk entered with something behind the number', () => {
  it('is asked about, a second one would ship the goods twice', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-79'));
    await bench.control('handmade', { purchaseOrder: 'PO-79', customer: 'US-101', reference: 'PO-79/rush' });
    await run();
    expect((await only()).hold).toMatchObject({
      cause: 'adopt',
      consequence: 'A second sales order would ship the goods twice.',
    });
    expect(await ordersThere()).toHaveLength(1);
  });

  it('is asked about behind a number of more than twenty characters, too', async () => {
    await open();
    const number = 'NORTHWIND-2026-BULK-0001';
    await bench.drop('a.xml', numbered(await bench.sample(), number));
    await bench.control('handmade', {
      purchaseOrder: number.slice(0, 20),
      customer: 'US-101',
      reference: `${number} by phone`,
    });
    await run();
    expect((await only()).hold.cause).toBe('adopt');
    expect(await ordersThere()).toHaveLength(1);
  });
});

describe('an order that a clerk enters while ours has no lines', () => {
  it.each([
    ['its answer was lost', () => once('header-begun', () => dropped('dynamics', 'commit-drop'))],
    ['its lines were lost', () => losing('/data/$batch')],
  ])('is asked about where %s, and either of the two can be kept', async (_name, ports) => {
    await open(settled, ports());
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-80'));
    await run();
    const [ours] = await ordersThere();
    await bench.control('handmade', { purchaseOrder: 'PO-80', customer: 'US-101' });
    const byHand = (await ordersThere())[1]?.number ?? '';
    await run();
    await run();
    // Where the answer to the lines was lost they may be there: those are read, and found missing, first.
    const rows = await attention();
    expect(rows.map(({ hold }) => hold?.cause)).toEqual(['adopt']);
    expect(rows[0]?.hold?.message).toContain(`${byHand} for purchase order PO-80, not made by Quayside, beside ${ours?.number}`);
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([0, 0]);
    expect(await answer('adopt')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await cancel(byHand);
    expect(await answer('create-anyway')).toMatchObject({ ok: true });
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3, 0]);
    expect((await theOrder())?.salesOrders).toEqual([ours?.number]);
  });
});

describe('a sales order that was deleted in Dynamics', () => {
  it('is said to be gone, and is made anew when a person says so', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-81'));
    await run();
    const [first] = await ordersThere();
    await remove(first?.number);
    await run();
    expect((await only()).hold).toMatchObject({ cause: 'order-gone', message: expect.stringContaining('deleted it') as string });
    expect((await theOrder())?.state).not.toBe('ordered');
    expect(await answer('try-again')).toMatchObject({ ok: true });
    await run();
    const [second] = await ordersThere();
    expect(second?.lines).toHaveLength(3);
    expect((await theOrder())?.salesOrders).toEqual([second?.number]);
    await run();
    expect(await attention()).toEqual([]);
    expect((await theOrder())?.state).toBe('ordered');
  });

  it('is set aside where nothing is to be delivered', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-82'));
    await run();
    await remove((await ordersThere())[0]?.number);
    await run();
    expect(await answer('abandon')).toMatchObject({ ok: true });
    await run();
    expect(await ordersThere()).toEqual([]);
    expect(await attention()).toEqual([]);
    expect((await theOrder())?.state).toBe('cancelled');
  });
});

describe('a header that stands and would be another one now', () => {
  it('is compared where it was found by its reference', async () => {
    await open();
    await erp.send('POST', 'SalesOrderHeadersV2', {
      dataAreaId: 'usmf',
      OrderingCustomerAccountNumber: 'US-101',
      CustomerRequisitionNumber: 'PO-83',
      CustomersOrderReference: 'PO-83',
      DefaultShippingSiteId: '1',
      DefaultShippingWarehouseId: '13',
      DeliveryAddressLocationId: '000002004',
    });
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-83'));
    await run();
    const { hold } = await only();
    expect(hold).toMatchObject({ cause: 'differs', message: expect.stringContaining('found by its reference') as string });
    expect(hold.differences?.join(' ')).toContain('delivery address 000002004 instead of');
  });

  it('is not resumed with another address: it is deleted and made anew', async () => {
    await open();
    await unit('zz');
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-84'));
    await run();
    const [first] = await ordersThere();
    expect((await only()).hold.cause).toBe('refused-lines');
    await unit('ea');
    await address('000002000', '000002004');
    expect(await answer('resume')).toMatchObject({
      ok: false,
      error: {
        code: 'conflict',
        message: expect.stringContaining('Header: delivery address 000002000 instead of 000002004.') as string,
      },
    });
    expect(await answer('delete-header')).toMatchObject({ ok: true });
    await run();
    const orders = await ordersThere();
    expect(orders.map((order) => [order.number === first?.number, order.lines.length])).toEqual([[false, 3]]);
    expect((await erp.rows('SalesOrderHeadersV2?cross-company=true')).map((row) => row['DeliveryAddressLocationId'])).toEqual([
      '000002004',
    ]);
  });
});

describe('a sales order that was made after the copy that is restored', () => {
  /** A copy of now; what follows it is forgotten when it is put back. */
  async function forgetting(act: () => Promise<void>): Promise<void> {
    const root = await mkdtemp(join(tmpdir(), 'quayside-forgotten-'));
    const { folder } = await app.opened.backup(root, new Date().toISOString());
    await act();
    await app.stop();
    restoreBackup(folder, bench.folder, new Date().toISOString());
    await reopen();
    await run();
  }

  it('is asked about where it was made for another customer, whom the copy does not know', async () => {
    await open();
    await forgetting(async () => {
      await setPartnerColumn(app.store, 'customer', 'US-102');
      await bench.drop('a.xml', numbered(await bench.sample(), 'PO-85'));
      await run();
      await run();
    });
    const [made] = await ordersThere();
    const { hold } = await only();
    expect(hold.cause).toBe('adopt');
    expect(hold.differences).toEqual([expect.stringContaining(`${made?.number}: Backorder, customer US-102 in usmf`)]);
    expect(await answer('adopt')).toMatchObject({ ok: true });
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await theOrder())?.salesOrders).toEqual([made?.number]);
  });

  it('is asked about where it was made in parts that the copy does not know of', async () => {
    await open();
    await setPartnerColumn(app.store, 'storeSplit', 'lines');
    await forgetting(async () => {
      await setPartnerColumn(app.store, 'storeSplit', 'orders');
      bench.world.place({ count: 1, family: 'multistore', lines: 2 });
      await run();
      await run();
    });
    const made = await ordersThere();
    expect(made.length).toBeGreaterThan(1);
    const { hold } = await only();
    expect(hold.cause).toBe('adopt');
    expect(hold.differences).toHaveLength(made.length);
  });

  it('is found as ever where nothing changed since', async () => {
    await open();
    await forgetting(async () => {
      await bench.drop('a.xml', numbered(await bench.sample(), 'PO-86'));
      await run();
      await run();
    });
    await run();
    expect(await attention()).toEqual([]);
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3]);
    expect((await theOrder())?.state).toBe('ordered');
  });
});
