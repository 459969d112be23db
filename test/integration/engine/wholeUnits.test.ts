import { describe, expect, it } from 'vitest';
import type { MappingTables } from '#core/domain/mapping.ts';
import { products } from '#core/practice/catalogue.ts';
import { answer, app, bench, only, open, ordersThere, run, useDesk } from '../support/desk.ts';
import { setPartnerColumn } from '../support/fixture.ts';

useDesk(41);

const northwind = '7QAALLCONTOSOUS';
const byTheCase = (itemNumber: string, factor: string): MappingTables['units'] => ({
  partnerId: northwind,
  itemNumber,
  ediUnit: 'EA',
  unit: 'cs',
  factor,
  validFrom: '',
});
const told = { who: 'test', why: 'test', origin: 'screen', source: 'test' } as const;

/** What is ordered in eaches is sold by the case of twelve. */
async function sellByTheCase(): Promise<void> {
  const changes = products.map(({ item }) => ({ change: 'add', row: byTheCase(item, '0.0833333333') }) as const);
  await app.store.applyMappings({ ...told, kind: 'units', changes, at: new Date().toISOString() });
}

/** An order whose first line is for ten pieces, the others for full cases. */
async function tenPieces(): Promise<void> {
  await bench.drop('PO1.xml', (await bench.sample()).replace(/<OrderQty>\d+</, '<OrderQty>10<'));
  await run();
}

const quantities = async () => (await ordersThere()).map(({ lines }) => lines.map(({ quantity, unit }) => `${quantity} ${unit}`));

describe('an order for a part of a unit of ours', () => {
  it('is held with what is left over, and made as it is on the word of a person', async () => {
    await open();
    await sellByTheCase();
    await tenPieces();
    const { hold } = await only();
    expect(hold).toMatchObject({
      cause: 'rule',
      rule: 'ITM-05',
      message: expect.stringMatching(/^Line \d+: 10 EA of item D\d+ are 0 cs and 10 EA left over\.$/) as string,
      nextStep: expect.stringMatching(/factor.*full units.*accept/) as string,
    });
    expect(await ordersThere()).toEqual([]);
    expect(await answer('accept')).toMatchObject({ ok: true });
    await run();
    expect(await quantities()).toEqual([['0.833333333 cs', '5 cs', '5 cs']]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('goes on by itself when the factor that was wrong is corrected', async () => {
    await open();
    await sellByTheCase();
    await tenPieces();
    const [, itemNumber = ''] = /item (D\d+)/.exec((await only()).hold.message) ?? [];
    const before = byTheCase(itemNumber, '0.0833333333');
    const changes = [{ change: 'update', before, row: byTheCase(itemNumber, '0.1') }] as const;
    await app.store.applyMappings({ ...told, kind: 'units', changes, at: new Date().toISOString() });
    await run();
    expect(await quantities()).toEqual([['1 cs', '5 cs', '5 cs']]);
  });

  it('is made at once for a partner that takes broken cases', async () => {
    await open();
    await sellByTheCase();
    await setPartnerColumn(app.store, 'severities', 'ITM-05=WARN');
    await tenPieces();
    expect((await quantities()).flat()[0]).toBe('0.833333333 cs');
  });
});
