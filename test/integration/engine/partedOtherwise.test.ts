import { expect, it } from 'vitest';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { bench, open, run, settled, useDesk } from '../support/desk.ts';
import { ordered, received, withSheets } from '../support/wayBack.ts';

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
