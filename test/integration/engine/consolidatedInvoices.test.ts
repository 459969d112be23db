import { describe, expect, it } from 'vitest';
import { bench, run, useDesk } from '../support/desk.ts';
import {
  act,
  balances,
  got,
  letPass,
  ofKind,
  poor,
  purchaseOrders,
  standing,
  started,
  stops,
  version,
  wanted,
} from '../support/twoOrders.ts';
import { call, received } from '../support/wayBack.ts';

useDesk(73);

describe('an invoice over several orders, from the sets of sales invoices', () => {
  const poorInvoices = 'CustInvoiceJourBiEntities';
  const allSent = async (): Promise<readonly string[]> => (await purchaseOrders()).map((order) => `CIV-000001-${order} sent`);

  it('is held, says what nobody can know, and is replaced by one an order when the full sets are back', async () => {
    const [first, second] = await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    expect(await standing('810')).toEqual(['CIV-000001 held']);
    const [hold, ...others] = await stops();
    expect(others).toEqual([]);
    expect(hold).toContain(`read from SalesInvoiceHeadersV4, which names one of them (${first})`);
    expect(hold).toContain(`Sales order ${second} (purchase order ${(await purchaseOrders())[1]}) is billed too`);
    for (const sets of [[], [poorInvoices], []]) {
      await version(...sets);
      expect(await standing('810')).toEqual(['CIV-000001 superseded', ...(await allSent())]);
      expect(await stops()).toEqual([]);
    }
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
    expect((await balances()).every(({ ordered: all, invoiced }) => all === invoiced)).toBe(true);
  });

  it('that was read in full is not sent again', async () => {
    await started();
    await act('ship');
    await act('invoice', { consolidate: true });
    await run();
    for (const sets of [[poorInvoices], [], [poorInvoices]]) {
      await version(...sets);
      expect([await standing('810'), await stops()]).toEqual([await allSent(), []]);
    }
  });

  it('that a person let go is not billed twice: only the other order is billed afterwards', async () => {
    await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    await letPass((await ofKind('810'))[0]);
    expect(await standing('810')).toEqual(['CIV-000001 sent']);
    const [, two] = await allSent();
    for (const sets of [[], [poorInvoices], []]) {
      await version(...sets);
      expect([await standing('810'), await stops()]).toEqual([['CIV-000001 sent', two], []]);
    }
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
  });

  it('that a person set aside, and may have billed by hand, bills no order by itself', async () => {
    await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    await call('outbound.setAside', { outboundIds: [(await ofKind('810'))[0]?.id], reason: 'typed in at the portal' });
    await version();
    const [one, two] = await purchaseOrders();
    expect(await standing('810')).toEqual(['CIV-000001 set-aside', `CIV-000001-${one} held`, `CIV-000001-${two} held`]);
    expect(await stops()).toEqual(Array(2).fill(expect.stringContaining('810 CIV-000001 was set aside while')));
    for (const row of (await ofKind('810')).slice(1)) await letPass(row);
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
  });

  it('that SPS refused under its old number cannot be tried again beside the right ones', async () => {
    await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    await bench.control('faults', { target: 'sps', kind: 'refused', times: 1 });
    await letPass((await ofKind('810'))[0]);
    const [refused] = await ofKind('810');
    await version();
    expect(await standing('810')).toEqual(['CIV-000001 superseded', ...(await allSent())]);
    await call('outbound.tryAgain', { outboundIds: [refused?.id] });
    await run();
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
  });
});

describe('one order at a time, from the poorer sets', () => {
  it('goes as it did: in parts, and with another order of the customer that is not shipped yet', async () => {
    const [first, second] = await started();
    await version(...poor);
    for (const share of [0.5, 1]) {
      await act('ship', { orders: [first], share });
      await act('invoice', { orders: [first] });
      await run();
      expect(await stops()).toEqual([]);
    }
    await act('ship', { orders: [second] });
    await act('invoice', { orders: [second] });
    await run();
    expect(await stops()).toEqual([]);
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
    const before = (await received()).length;
    await version();
    expect([await stops(), (await received()).length]).toEqual([[], before]);
  });
});
