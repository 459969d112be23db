import { expect, it } from 'vitest';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { bench, open, run, settled, useDesk } from '../support/desk.ts';
import { perOrder, ofKind, standing, started, stops, letPass } from '../support/twoOrders.ts';
import { call, ordered, received, withSheets } from '../support/wayBack.ts';

useDesk(107);

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });

const perStore = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  ack: { ...sheet.ack, perStore: true },
  shipNotice: { ...sheet.shipNotice, perStore: true },
});
const kindsOf = async (from: number): Promise<readonly string[]> =>
  (await received()).slice(from).map(({ path }) => path.slice('in/'.length, 'in/SH'.length));

it('what left is not said again where the sheet parts documents by store from now on; what comes later is parted', async () => {
  await open(settled);
  await withSheets();
  await ordered({ count: 1, family: 'crossdock', partner: '7QAALLCONTOSOUS' });
  await act('confirm');
  await act('ship', { share: 0.5 });
  await run();
  await run();
  expect(await kindsOf(0)).toEqual(['PR', 'SH']);
  await withSheets(perStore);
  await act('invoice');
  await run();
  await run();
  expect(await kindsOf(2)).toEqual(['IN']);
  await act('ship');
  await run();
  await run();
  const later = await kindsOf(3);
  expect(new Set(later)).toEqual(new Set(['SH']));
  expect(later.length).toBeGreaterThan(1);
});

it('what a person set aside leaves under another number by a person’s word only', async () => {
  await started((sheet) => ({
    ...sheet,
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true } },
  }));
  await act('ship', { consolidate: true });
  await run();
  await call('outbound.setAside', { outboundIds: [(await ofKind('856'))[0]?.id], reason: 'typed in at the portal' });
  await withSheets((sheet) => ({
    ...perOrder(sheet),
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: false } },
  }));
  await act('invoice');
  await run();
  const [, one, two] = (await standing('856')).map((text) => text.split(' ')[0]);
  expect(await standing('856')).toEqual(['PS-000001 set-aside', `${one} held`, `${two} held`]);
  expect((await stops()).filter((text) => text.includes('856 PS-000001 was set aside when'))).toHaveLength(2);
  await letPass((await ofKind('856'))[1]);
  expect(await standing('856')).toEqual(['PS-000001 set-aside', `${one} sent`, `${two} held`]);
});

it('an invoice that left is said to be corrected also where the sheet makes it one of its store by now', async () => {
  await open(settled);
  await withSheets();
  await ordered({ count: 1, family: 'multistore', partner: '3FBALLCONTOSOUS' });
  await act('confirm');
  await act('ship', { lines: [{ line: 1, quantity: 12 }] });
  await act('invoice');
  await run();
  await run();
  expect(await standing('810')).toEqual(['CIV-000001 sent']);
  await withSheets((sheet) => ({ ...sheet, invoice: { ...sheet.invoice, perStore: true } }));
  await bench.control('charge', { invoice: 'CIV-000001', code: 'FREIGHT', amount: 12 });
  await run();
  expect(await standing('810')).toEqual(['CIV-000001 sent']);
  expect(await stops()).toEqual([expect.stringContaining('Corrected in Dynamics: The total is')]);
});
