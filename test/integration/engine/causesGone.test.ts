import { describe, expect, it } from 'vitest';
import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { products } from '#core/practice/catalogue.ts';
import { answer, app, bench, only, open, ordersThere, run, useDesk } from '../support/desk.ts';

useDesk(101);

const attention = async () => (await app.store.attentionList({ limit: 50 })).rows;
const northwind = '7QAALLCONTOSOUS';

/** What every end of a bad day comes to: an order in Dynamics, nothing at SPS, nobody needed. */
async function expectDone(orders = 1): Promise<void> {
  expect(await attention()).toEqual([]);
  expect((await bench.state()).mailbox.out).toEqual([]);
  expect(await ordersThere()).toHaveLength(orders);
}

const asJson = (xml: string): string =>
  `{"Orders": {"Order": {"Header": {"OrderHeader": {"PurchaseOrderNumber": "${/<PurchaseOrderNumber>([^<]*)</.exec(xml)?.[1]}"`;

const unreadable: readonly (readonly [string, (good: string) => string | Uint8Array, RegExp])[] = [
  ['no XML', () => 'Dear supplier, please find our order attached.', /neither XML nor JSON/],
  ['empty', () => '', /empty/i],
  ['an entity bomb', () => '<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Orders>&b;</Orders>', /DTD|DOCTYPE|entit/i],
  ['of an unknown root', () => '<Catalogue><A>1</A></Catalogue>', /Catalogue/],
  [
    'RSX 7.6',
    (good) => good.replace('<LineItem>', '<LineItems><LineItem>').replace('<Summary>', '</LineItems><Summary>'),
    /7\.6/,
  ],
  [
    'X12',
    () =>
      'ISA*00*          *00*          *ZZ*A              *ZZ*B              *260302*1200*U*00401*000000001*0*P*>~IEA*1*000000001~',
    /X12/,
  ],
  ['cut off for good', (good) => good.slice(0, good.length / 2), /ends early|incomplete|cut/i],
  ['cut off JSON', asJson, /ends early|incomplete|cut/i],
  ['over the cut', () => new Uint8Array(50_000_001), /too large/i],
];

describe('a file that is', () => {
  it.each(unreadable)('%s: is explained, and its corrected upload goes its way by itself', async (_what, spoil, words) => {
    await open();
    await bench.control('settings', { sps: { historyLagMinutes: 0 } });
    const good = await bench.sample();
    await bench.drop('PO1.xml', spoil(good));
    // Twice, because what ends early is fetched again before anybody worries.
    for (let times = 0; times < 2; times += 1) expect((await run()).outcome).toBe('good');
    const [row, ...more] = await attention();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'quarantined', title: 'out/PO1.xml', cause: expect.stringMatching(words) as string });
    expect([row?.consequence, row?.nextStep].every((sentence) => (sentence ?? '').length > 20)).toBe(true);
    await bench.control('advance', { minutes: 30 });
    await bench.drop('PO1.xml', good);
    await run();
    await expectDone();
  });
});

/** One more row of a map, as a person enters it. */
async function enter<K extends MappingKind>(kind: K, row: MappingTables[K]): Promise<void> {
  const at = new Date().toISOString();
  await app.store.applyMappings({
    kind,
    changes: [{ change: 'add', row }],
    who: 'test',
    at,
    why: 'missing',
    origin: 'screen',
    source: '',
  });
}

async function rowsOf<K extends MappingKind>(kind: K): Promise<readonly MappingTables[K][]> {
  const { rows } = await app.store.mappingPage({ kind, limit: 500 });
  return rows;
}

/** A row of a map like one that is there, with something else in it. */
async function like<K extends MappingKind>(
  kind: K,
  which: (row: MappingTables[K]) => boolean,
  change: Partial<MappingTables[K]>,
): Promise<void> {
  const row = (await rowsOf(kind)).find(which);
  if (!row) throw new Error(`no ${kind} to go by`);
  await enter(kind, { ...row, ...change });
}

const missing: readonly (readonly [string, (xml: string) => string, RegExp, () => Promise<void>])[] = [
  [
    'an unknown partner',
    (xml) => xml.replace(northwind, '1ZZALLCONTOSOUS'),
    /1ZZALLCONTOSOUS/,
    async () => {
      const of = <T extends { partnerId: string }>(row: T): boolean => row.partnerId === northwind;
      for (const kind of ['locations', 'items', 'units'] as const)
        for (const row of (await rowsOf(kind)).filter(of)) await enter(kind, { ...row, partnerId: '1ZZALLCONTOSOUS' });
      await like('partners', of, { partnerId: '1ZZALLCONTOSOUS' });
    },
  ],
  [
    'an unknown item',
    (xml) =>
      xml.replace(
        /<BuyerPartNumber>[^<]*<\/BuyerPartNumber><VendorPartNumber>[^<]*<\/VendorPartNumber><ConsumerPackageCode>[^<]*</,
        '<BuyerPartNumber>NW-9999</BuyerPartNumber><VendorPartNumber>CTS-9999</VendorPartNumber><ConsumerPackageCode>614141999996<',
      ),
    /NW-9999/,
    () =>
      like('items', (row) => row.partnerId === northwind, {
        buyerPart: 'NW-9999',
        vendorPart: 'CTS-9999',
        upc: '614141999996',
        gtin: '',
        ean: '',
      }),
  ],
  [
    'an unknown location',
    (xml) => xml.replace('<AddressLocationNumber>0817<', '<AddressLocationNumber>0999<'),
    /0999/,
    () => like('locations', (row) => row.partnerId === northwind && row.code === '0817', { code: '0999' }),
  ],
  [
    'an unknown unit',
    (xml) => xml.replaceAll('<OrderQtyUOM>EA<', '<OrderQtyUOM>PL<'),
    /PL/,
    () =>
      enter('units', { partnerId: northwind, itemNumber: '', ediUnit: 'PL', unit: 'ea', factor: '1' } as MappingTables['units']),
  ],
];

describe('an order with', () => {
  it.each(missing)('%s: is parked by name, and goes on by itself once that is mapped', async (_what, spoil, words, cure) => {
    await open();
    await bench.drop('PO1.xml', spoil(await bench.sample()));
    expect((await run()).summary.documents.parked).toBe(1);
    const rows = await attention();
    expect(rows.map(({ cause }) => cause).join(' ')).toMatch(words);
    for (const row of rows) expect(row).toMatchObject({ kind: 'parked', nextStep: expect.stringMatching(/.{20}/) as string });
    expect(await ordersThere()).toEqual([]);
    await cure();
    await run();
    await expectDone();
  });

  it('identifiers of two products: goes on by itself once the map says which', async () => {
    await open();
    const xml = await bench.sample();
    const other = products.find((product) => !xml.includes(product.upc));
    await bench.drop('PO1.xml', xml.replace(/<ConsumerPackageCode>[^<]*</, `<ConsumerPackageCode>${other?.upc ?? ''}<`));
    await run();
    const [row] = await attention();
    expect(row).toMatchObject({ kind: 'parked', cause: expect.stringMatching(/different products/) as string });
    const { rows } = await app.store.mappingPage({ kind: 'items', limit: 500 });
    const wrong = rows.find((item) => 'upc' in item && item.upc === other?.upc && item.partnerId === northwind);
    if (!wrong) throw new Error('no item has that code');
    const at = new Date().toISOString();
    await app.store.applyMappings({
      kind: 'items',
      changes: [{ change: 'remove', before: wrong }],
      who: 'test',
      at,
      why: 'it has another code',
      origin: 'screen',
      source: '',
    });
    await run();
    await expectDone();
  });

  const wrong: readonly (readonly [string, (xml: string) => string, RegExp])[] = [
    ['a zero quantity', (xml) => xml.replace(/<OrderQty>\d+</, '<OrderQty>0<'), /zero or less/],
    ['a negative quantity', (xml) => xml.replace(/<OrderQty>\d+</, '<OrderQty>-3<'), /zero or less/],
    [
      'an impossible date',
      (xml) => xml.replace(/(<DateTimeQualifier>010<\/DateTimeQualifier><Date>)[^<]*/, '$12026-02-30'),
      /2026-02-30/,
    ],
  ];
  it.each(wrong)(
    '%s: is held by name, and what the retailer sends in its place goes its way by itself',
    async (_what, spoil, words) => {
      await open();
      const good = await bench.sample();
      await bench.drop('PO1.xml', spoil(good));
      expect((await run()).summary.documents.held).toBe(1);
      const rows = await attention();
      expect(rows.map(({ cause }) => cause).join(' ')).toMatch(words);
      expect(await ordersThere()).toEqual([]);
      await bench.drop('PO2.xml', good.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>05<'));
      await run();
      await expectDone();
    },
  );

  it.each(['05', '01'])(
    'a document of purpose %s after it is in Dynamics: is done when a person has applied it there',
    async (code) => {
      await open();
      const good = await bench.sample();
      await bench.drop('PO1.xml', good);
      await run();
      const later = good.replace('<TsetPurposeCode>00<', `<TsetPurposeCode>${code}<`).replace(/<OrderQty>\d+</, '<OrderQty>156<');
      await bench.drop('PO2.xml', later);
      await run();
      expect((await only()).hold.cause).toBe(code === '05' ? 'replacement' : 'cancellation');
      if (code === '01') await bench.control('cancel', { orders: 'all' });
      expect(await answer('mark-applied')).toMatchObject({ ok: true });
      await run();
      await expectDone();
    },
  );
});
