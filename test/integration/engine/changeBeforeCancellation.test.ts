import { describe, expect, it } from 'vitest';
import { bench, settled, useDesk } from '../support/desk.ts';
import { importPracticeMaps } from '../support/fixture.ts';

useDesk(43);

describe('a change that waits for a decision when its order is called off before it was made', () => {
  it('says that the retailer cancelled the order since', async () => {
    const app = await bench.open({ connection: settled, ports: {}, folder: bench.folder });
    await importPracticeMaps(app.store, ['partners', 'locations']);
    const xml = await bench.sample();
    const number = /<PurchaseOrderNumber>([^<]*)</.exec(xml)?.[1] ?? '';
    const holds = async () => (await app.store.attentionList({ limit: 20 })).rows.flatMap(({ hold }) => hold ?? []);
    await bench.drop('PO1.xml', xml);
    await runOnce(app);
    await bench.drop(
      'change.xml',
      `<OrderChange><Header><OrderHeader><TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId><PurchaseOrderNumber>${number}</PurchaseOrderNumber><TsetPurposeCode>04</TsetPurposeCode><ChangeOrderSeqNumber>1</ChangeOrderSeqNumber><Vendor>0088123</Vendor></OrderHeader></Header></OrderChange>`,
    );
    await runOnce(app);
    expect((await holds()).map(({ cause }) => cause)).toContain('change');
    await bench.drop('cancel.xml', xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<'));
    await runOnce(app);
    await runOnce(app);
    const hold = (await holds()).find(({ cause }) => cause === 'change');
    expect(hold?.message).toContain('which it had cancelled');
  });
});

const runOnce = (app: { readonly engine: { runOnce(why: 'command'): Promise<unknown> } }): Promise<unknown> =>
  app.engine.runOnce('command');
