import { expect, it } from 'vitest';
import { app, bench, open, run, theOrder, useDesk } from '../support/desk.ts';
import { call, sent, withSheets } from '../support/wayBack.ts';

useDesk(46);

/** The 865s that left: their numbers. */
const answers = async () => (await sent('865')).map(({ number }) => number);

/** Refuses the change that waits for somebody. */
async function refuse(): Promise<void> {
  const thread = await app.store.ordersThread({ threadId: (await theOrder())?.threadId ?? 0 });
  const documentId = thread?.documents.find(({ processing }) => processing === 'held')?.id;
  await call('changes.decide', { documentId, decision: 'refuse', reason: 'it is on the truck', refusedLines: [] });
  await run();
  await run();
}

const header = '<TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId>';

it('every change of an order is answered, also where two name the same day and no sequence', async () => {
  await open();
  await withSheets();
  const xml = await bench.sample();
  await bench.drop('PO1.xml', xml);
  await run();
  await run();
  await bench.control('confirm', { orders: 'all' });
  await run();
  const number = (await theOrder())?.purchaseOrder ?? '';

  // 850s in place of another, and those that cancel it, all name the day of the order.
  const inPlace = xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>05<').replace(/<OrderQty>\d+</, '<OrderQty>12<');
  await bench.drop('PO2.xml', inPlace);
  await run();
  await refuse();
  const [first = '', ...none] = await answers();
  expect([first.startsWith(`${number}-C`), none]).toEqual([true, []]);

  await bench.drop('PO3.xml', xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<'));
  await run();
  await refuse();
  expect(await answers()).toEqual([first, `${first}-2`]);

  const change = (text: string): string =>
    `<OrderChange><Header><OrderHeader>${header}<PurchaseOrderNumber>${number}</PurchaseOrderNumber><TsetPurposeCode>01</TsetPurposeCode><Vendor>0088123</Vendor></OrderHeader><Notes><NoteCode>GEN</NoteCode><Note>${text}</Note></Notes></Header></OrderChange>`;
  for (const text of ['please', 'once more']) {
    await bench.drop(`${text}.xml`, change(text));
    await run();
    await refuse();
  }
  expect(await answers()).toEqual([first, `${first}-2`, `${number}-C`, `${number}-C-2`]);
  await run();
  expect(new Set(await answers()).size).toBe(4);
});
