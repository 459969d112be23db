import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '#core/host/app.types.ts';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import { products } from '#core/practice/catalogue.ts';
import { signInToErp } from '../support/erp.ts';
import { addVendor, importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
beforeEach(async () => {
  bench = await startBench({ seed: 5 });
  app = await bench.open();
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

const attention = async (): Promise<readonly AttentionRow[]> => (await app.store.attentionList({ limit: 100 })).rows;
const run = () => app.engine.runOnce('command');
const text = (replace: (xml: string) => string) => async (): Promise<string> => replace(await bench.sample());

/** Files that cannot be read: kept, shown with their reason, left at SPS. */
const unreadable: readonly (readonly [string, () => Promise<string | Uint8Array>, RegExp])[] = [
  ['not XML', async () => 'Dear supplier, please find our order attached.', /./],
  [
    'an entity bomb',
    async () => '<?xml version="1.0"?><!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Orders>&b;</Orders>',
    /DTD|DOCTYPE|entit/i,
  ],
  [
    'an unknown root',
    async () => '<?xml version="1.0"?><Invoice2 xmlns="http://www.spscommerce.com/RSX"><A>1</A></Invoice2>',
    /./,
  ],
  ['bytes that are no UTF-8', async () => new Uint8Array([0x3c, 0x4f, 0x3e, 0xff, 0xfe, 0x80, 0x3c, 0x2f, 0x4f, 0x3e]), /UTF-8/],
];

describe('files that cannot be read', () => {
  it.each(unreadable)('%s is quarantined with its reason and stays at SPS', async (_name, body, reason) => {
    await bench.drop('PO1.xml', await body());
    const { summary, outcome } = await run();
    expect(outcome).toBe('good');
    expect(summary.files).toMatchObject({ stored: 1, deleted: 0, quarantined: 1 });
    const rows = await attention();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'quarantined', title: 'out/PO1.xml' });
    expect(rows[0]?.cause).toMatch(reason);
    expect((await bench.state()).mailbox.out).toEqual(['out/PO1.xml']);
    expect((await run()).summary.files).toMatchObject({ found: 1, stored: 0 });
    await app.engine.deleteAtSps(rows[0]?.fileId ?? 0, 'seen');
    expect((await bench.state()).mailbox.out).toEqual([]);
    expect(await attention()).toEqual([]);
  });

  it.each(['v76', 'x12'] as const)('%s is quarantined with that sentence', async (oddity) => {
    bench.world.place({ count: 1, oddity });
    expect((await run()).summary.files.quarantined).toBe(1);
    expect((await attention())[0]?.cause).toMatch(oddity === 'v76' ? /7\.6/ : /X12/);
  });

  it('fetches a truncated file again before anybody worries, then quarantines it', async () => {
    const xml = await bench.sample();
    await bench.drop('PO1.xml', xml.slice(0, Math.floor(xml.length / 2)));
    expect((await run()).summary.files).toMatchObject({ stored: 0, quarantined: 0 });
    expect(await attention()).toEqual([]);
    expect((await run()).summary.files.quarantined).toBe(1);
    expect((await attention())[0]).toMatchObject({ kind: 'quarantined' });
  });

  it('fetches again what a gateway answered with a page of its own', async () => {
    await bench.drop('PO1.xml', '<!DOCTYPE html><html><body>Please sign in</body></html>');
    expect((await run()).summary.files).toMatchObject({ stored: 0, quarantined: 0 });
    await bench.drop('PO1.xml', await bench.sample());
    expect((await run()).summary).toMatchObject({ files: { stored: 1, deleted: 1 }, orders: { created: 1 } });
    await bench.drop('PO2.xml', '<html><body>Please sign in</body></html>');
    await run();
    expect((await run()).summary.files.quarantined).toBe(1);
    expect((await attention())[0]).toMatchObject({ kind: 'quarantined' });
  });

  it('fetches an empty file again, then quarantines it and leaves it at SPS until a person says otherwise', async () => {
    await bench.drop('PO1.xml', '');
    expect((await run()).summary.files).toMatchObject({ stored: 0, deleted: 0, quarantined: 0 });
    expect(await attention()).toEqual([]);
    expect((await run()).summary.files).toMatchObject({ stored: 0, deleted: 0, quarantined: 1 });
    const rows = await attention();
    expect(rows).toMatchObject([{ kind: 'quarantined', title: 'out/PO1.xml' }]);
    expect(rows[0]?.cause).toMatch(/^The file came empty: .* fetched again at every poll/);
    expect((await run()).summary.files).toMatchObject({ found: 1, stored: 0, quarantined: 0 });
    expect((await bench.state()).mailbox.out).toEqual(['out/PO1.xml']);
    await app.engine.deleteAtSps(rows[0]?.fileId ?? 0, 'seen');
    expect((await bench.state()).mailbox.out).toEqual([]);
    expect(await attention()).toEqual([]);
  });

  it('takes the whole file once it is there', async () => {
    const xml = await bench.sample();
    await bench.drop('PO1.xml', xml.slice(0, Math.floor(xml.length / 2)));
    await run();
    await bench.drop('PO1.xml', xml);
    expect((await run()).summary).toMatchObject({ files: { stored: 1, deleted: 1 }, orders: { created: 1 } });
  });

  it('holds a file over the cut once, and fetches it again only when asked', async () => {
    await bench.drop('BIG.xml', new Uint8Array(50_000_001));
    expect((await run()).summary.files).toMatchObject({ found: 1, stored: 0, quarantined: 1 });
    const second = await run();
    expect(second.summary.files).toMatchObject({ found: 1, stored: 0, quarantined: 0 });
    const rows = await attention();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cause).toMatch(/too large/i);
    await app.engine.fetchAgain(rows[0]?.fileId ?? 0);
    expect((await run()).summary.files.quarantined).toBeLessThanOrEqual(1);
    expect((await bench.state()).mailbox.out).toEqual(['out/BIG.xml']);
  });

  it('reads a file of 40 MB', async () => {
    const xml = await bench.sample();
    const padding = `<Notes><NoteCode>SHP</NoteCode><Note>${'x'.repeat(1000)}</Note></Notes>`.repeat(39_000);
    await bench.drop('PO1.xml', xml.replace('<QuantityTotals>', `${padding}<QuantityTotals>`));
    expect((await run()).summary).toMatchObject({ files: { stored: 1, deleted: 1 }, orders: { created: 1 } });
  });
});

/** Documents that can be read but not ordered yet: what parks or holds them, and what frees them. */
const stopped: readonly (readonly [string, (xml: string) => string, 'parked' | 'held', RegExp])[] = [
  ['an unknown partner', (xml) => xml.replace('7QAALLCONTOSOUS', '1ZZALLCONTOSOUS'), 'parked', /1ZZALLCONTOSOUS/],
  [
    'an unknown item',
    (xml) =>
      xml.replace(
        /<BuyerPartNumber>[^<]*<\/BuyerPartNumber><VendorPartNumber>[^<]*<\/VendorPartNumber><ConsumerPackageCode>[^<]*</,
        '<BuyerPartNumber>NW-9999</BuyerPartNumber><VendorPartNumber>CTS-9999</VendorPartNumber><ConsumerPackageCode>614141999994<',
      ),
    'parked',
    /NW-9999/,
  ],
  [
    'an ambiguous item',
    (xml) => {
      const other = products.find((product) => !xml.includes(product.upc));
      return xml.replace(/<ConsumerPackageCode>[^<]*</, `<ConsumerPackageCode>${other?.upc ?? ''}<`);
    },
    'parked',
    /different products/,
  ],
  ['an unknown unit', (xml) => xml.replace('<OrderQtyUOM>EA<', '<OrderQtyUOM>PL<'), 'parked', /PL/],
  ['an unknown location', (xml) => xml.replace('<AddressLocationNumber>0817<', '<AddressLocationNumber>0999<'), 'parked', /0999/],
  ['a zero quantity', (xml) => xml.replace(/<OrderQty>\d+</, '<OrderQty>0<'), 'held', /zero or less/],
  ['a negative quantity', (xml) => xml.replace(/<OrderQty>\d+</, '<OrderQty>-3<'), 'held', /zero or less/],
  [
    'an impossible date',
    (xml) => xml.replace(/(<DateTimeQualifier>010<\/DateTimeQualifier><Date>)[^<]*/, '$12026-02-30'),
    'held',
    /2026-02-30/,
  ],
  ['an unknown purpose', (xml) => xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>22<'), 'held', /22/],
  [
    'a cancel date that is past',
    (xml) => xml.replace(/(<DateTimeQualifier>001<\/DateTimeQualifier><Date>)[^<]*/, '$12020-01-01'),
    'held',
    /Jan 1, 2020/,
  ],
];

describe('a file with parts that are no document', () => {
  const inFile = (xml: string): string => /<Order>[^]*<\/Order>/.exec(xml)?.[0] ?? '';
  const misspelt = (xml: string): string =>
    inFile(xml)
      .replace('<Order>', '<order>')
      .replace(/<\/Order>$/, '</order>');

  it.each([
    ['a second order whose name is misspelt', misspelt, /1 part .* \(order\)/],
    ['a document of another type', () => '<ProductActivity><Header/></ProductActivity>', /1 part .* \(ProductActivity\)/],
    ['text', () => 'and another order by mail', /1 part .* \(text\)/],
  ])('%s is not lost: nothing of the file is taken, it is held once and stays at SPS', async (_name, stray, words) => {
    const xml = await bench.sample();
    await bench.drop('PO1.xml', `<Orders>${inFile(xml)}${stray(xml)}</Orders>`);
    expect((await run()).summary).toMatchObject({ files: { stored: 1, deleted: 0, quarantined: 1 }, orders: { created: 0 } });
    expect((await run()).summary.files).toMatchObject({ found: 1, stored: 0, quarantined: 0 });
    const rows = await attention();
    expect(rows).toMatchObject([{ kind: 'quarantined', title: 'out/PO1.xml', cause: expect.stringMatching(words) }]);
    expect((await bench.state()).mailbox.out).toEqual(['out/PO1.xml']);
    await bench.drop('PO1.xml', `<Orders>${inFile(xml)}<Foo/></Orders>`);
    await app.engine.fetchAgain(rows[0]?.fileId ?? 0);
    expect((await run()).summary).toMatchObject({ files: { deleted: 1 }, orders: { created: 1 } });
    expect(await attention()).toEqual([]);
  });

  it('stays at SPS, too, where its documents were taken before such parts were known', async () => {
    const xml = await bench.sample();
    await bench.drop('PO1.xml', xml);
    await run();
    const bytes = new TextEncoder().encode(`<Orders>${inFile(xml)}${misspelt(xml)}</Orders>`);
    await app.store.storeFile({
      path: 'out/PO2.xml',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
      contentLength: bytes.length,
      format: 'rsx-xml',
      state: 'stored',
      reason: '',
      receivedAt: new Date().toISOString(),
      runId: 1,
      documents: [
        {
          positionInFile: 0,
          kind: '850',
          partnerId: 'P',
          vendor: 'V',
          number: 'PO-TAKEN',
          release: '',
          purpose: '00',
          changeSequence: '',
          documentDate: '2026-03-01',
          canonicalHash: 'taken',
          findings: 0,
        },
      ],
    });
    await app.store.changeDocument({
      documentId:
        (await app.store.pendingDocuments({ at: new Date().toISOString(), limit: 5 })).find(({ number }) => number === 'PO-TAKEN')
          ?.id ?? 0,
      at: new Date().toISOString(),
      processing: 'filed',
      audit: [],
    });
    await bench.drop('PO2.xml', bytes);
    expect((await run()).summary.files).toMatchObject({ deleted: 0, quarantined: 1 });
    expect((await run()).summary.files).toMatchObject({ deleted: 0, quarantined: 0 });
    expect((await bench.state()).mailbox.out).toEqual(['out/PO2.xml']);
    expect(await attention()).toMatchObject([
      { kind: 'quarantined', title: 'out/PO2.xml', consequence: expect.stringMatching(/were taken already/) as string },
    ]);
  });
});

describe('documents that need a person', () => {
  it.each(stopped)('%s is named, and nothing is made', async (_name, change, processing, words) => {
    await bench.drop('PO1.xml', await text(change)());
    const { summary, outcome } = await run();
    expect(outcome).toBe('good');
    expect(summary.documents[processing]).toBe(1);
    const rows = await attention();
    expect(rows.map((row) => row.kind)).toContain(processing);
    expect(rows.map((row) => row.cause).join(' ')).toMatch(words);
    for (const row of rows) expect([row.nextStep, row.consequence].every((sentence) => sentence.length > 10)).toBe(true);
    expect((await bench.state()).dynamics.orders).toEqual([]);
    expect((await bench.state()).mailbox.out).toEqual([]);
  });

  it('reports all gaps of a document together, and goes on by itself when the mapping arrives', async () => {
    const fresh = await bench.open({ folder: `${bench.folder}-2` });
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    await importPracticeMaps(fresh.store, ['partners']);
    expect((await fresh.engine.runOnce('command')).summary.documents.parked).toBe(1);
    const gaps = (await fresh.store.attentionList({ kind: 'parked', limit: 50 })).rows;
    expect(gaps).toHaveLength(4);
    await importPracticeMaps(fresh.store, ['locations', 'items', 'units']);
    const second = await fresh.engine.runOnce('command');
    expect(second.summary).toMatchObject({ documents: { parked: 0 }, orders: { created: 1 } });
    expect((await fresh.store.attentionCounts({})).parked).toBe(0);
  });
});

describe('an order that is parked for a mapping that will not come', () => {
  it('can be set aside: no later mapping makes it', async () => {
    const xml = (await bench.sample()).replace(/<Vendor>[^<]*</, '<Vendor>0099999<');
    await bench.drop('stranger.xml', xml);
    expect((await run()).summary.documents.parked).toBe(1);
    const { documentId = 0 } = (await attention())[0] ?? {};
    const aside = await app.dispatch({ id: '1', method: 'documents.setAside', input: { documentId, reason: 'a test order' } });
    expect(aside.ok).toBe(true);
    expect(await attention()).toEqual([]);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 });
    expect(rows.map(({ state }) => state)).toEqual(['cancelled']);
    expect((await app.store.integrity({})).ok).toBe(true);
    await addVendor(app.store, '0099999');
    expect((await run()).summary.orders.created).toBe(0);
    expect(await attention()).toEqual([]);
    const again = await app.dispatch({ id: '2', method: 'documents.setAside', input: { documentId, reason: 'twice' } });
    expect(again).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('but not a replacement of one that is in Dynamics: the retailer waits for an answer', async () => {
    const xml = await bench.sample();
    await bench.drop('one.xml', xml);
    await run();
    const line = /<LineItem>[\s\S]*?<\/LineItem>/.exec(xml)?.[0] ?? '';
    const added = line
      .replace(/<LineSequenceNumber>[^<]*</, '<LineSequenceNumber>99<')
      .replaceAll(/<(BuyerPartNumber|VendorPartNumber|ConsumerPackageCode)>[^<]*</g, '<$1>unknown<');
    await bench.drop('two.xml', xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>05<').replace(line, line + added));
    expect((await run()).summary.documents.parked).toBe(1);
    const { documentId = 0 } = (await attention())[0] ?? {};
    await expect(app.engine.setAside(documentId, 'no')).rejects.toMatchObject({ code: 'conflict' });
    expect((await attention()).map(({ hold }) => hold?.cause)).toContain('replacement');
  });
});

describe('a number that leads nowhere', () => {
  const numbered = (xml: string, number: string): string =>
    xml.replace(/<PurchaseOrderNumber>[^<]*</, `<PurchaseOrderNumber>${number}<`);

  it('stops each order that has none, and makes nothing of them', async () => {
    const xml = await bench.sample();
    await bench.drop('1.xml', xml.replace(/<PurchaseOrderNumber>[^<]*<\/PurchaseOrderNumber>/, ''));
    await bench.drop('2.xml', numbered(xml, ' ').replace(/<OrderQty>\d+</, '<OrderQty>132<'));
    expect((await run()).summary).toMatchObject({ documents: { held: 2 }, orders: { created: 0 } });
    expect((await attention()).map(({ hold }) => `${hold?.cause} ${hold?.rule}`)).toEqual(['block 850-19', 'block 850-19']);
    expect((await bench.state()).dynamics.orders).toEqual([]);
  });

  it('stops one that names no trading partner, so that it can be set aside', async () => {
    const xml = await bench.sample();
    await bench.drop('1.xml', xml.replace(/<TradingPartnerId>[^<]*<\/TradingPartnerId>/, ''));
    await run();
    const row = (await attention()).find(({ hold }) => hold?.rule === '850-19');
    expect(row?.hold).toMatchObject({ cause: 'block', choices: expect.arrayContaining(['abandon']) });
    await app.engine.answerHold({ holdId: row?.hold?.id ?? 0, choice: 'abandon', reason: 'sent again with it' });
    await run();
    expect(await attention()).toEqual([]);
  });

  it('keeps no other order back: half a character in JSON is held, one at the twentieth place is not cut in half', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2, oddity: 'json' });
    const json = await take((await bench.state()).mailbox.out[0] ?? '');
    const other = (number: string): string =>
      json.replace(/"PurchaseOrderNumber": "[^"]*"/, () => `"PurchaseOrderNumber": "${number}"`);
    const wide = `${'A'.repeat(19)}\u{1F600}`;
    await bench.drop('half.json', other('A\\ud83dB'));
    await bench.drop('wide.json', other(`${wide}1`));
    await bench.drop('wide-2.json', other(`${wide}2`));
    await bench.drop('fine.json', other('FINE'));
    expect((await run()).summary).toMatchObject({ documents: { held: 1 }, orders: { created: 3, failed: 0 } });
    await run();
    expect((await attention()).map(({ hold }) => hold?.rule)).toEqual(['850-19']);
    const { orders } = (await bench.state()).dynamics;
    expect(orders.map(({ purchaseOrder }) => purchaseOrder).sort()).toEqual([`${wide}1`, `${wide}2`, 'FINE'].sort());
  });
});

describe('what an order says unclearly', () => {
  const twoQuantities = (xml: string): string => xml.replace(/<OrderQty>(\d+)</, '<OrderQty>$1</OrderQty><OrderQty>9999<');
  const commaPrice = (xml: string): string => xml.replace(/<PurchasePrice>(\d+)\.(\d+)</, '<PurchasePrice>$1,$2<');

  const twoDates = (xml: string): string =>
    xml.replace(
      /<Dates>\s*<DateTimeQualifier>010<[^]*?<\/Dates>/,
      (dates) => dates + dates.replace(/<Date>[^<]*</, '<Date>2099-01-02<'),
    );

  const twoCodes = (xml: string): string =>
    xml.replace(
      /(<AddressTypeCode>ST<[^]*?<AddressLocationNumber>[^<]*<\/AddressLocationNumber>)/,
      '$1<AddressLocationNumber>0418</AddressLocationNumber>',
    );
  /** Everything but the OrderHeader stands in the second. */
  const twoHeaders = (xml: string): string => xml.replace('</OrderHeader>', '</OrderHeader></Header><Header>');

  it.each([
    ['two requested ship dates', twoDates, /says requested ship date more than once: .* and Jan 2, 2099/],
    ['two quantities on a line', twoQuantities, /OrderQty is said twice: '\d+' and '9999'/],
    ['two codes of the ship-to', twoCodes, /AddressLocationNumber is said twice: '\d+' and '0418'/],
    ['two headers', twoHeaders, /Header is there twice .* 'TradingPartnerId .*' and 'TermsType/],
    ['a price that is no number', commaPrice, /has the price '\d+,\d+', which is no number/],
  ])('%s makes no sales order until a person accepts it', async (_name, spoil, message) => {
    await bench.drop('PO1.xml', spoil(await bench.sample()));
    expect((await run()).summary).toMatchObject({ documents: { held: 1 }, orders: { created: 0 } });
    const [row] = await attention();
    expect(row?.hold).toMatchObject({ cause: 'rule', rule: '850-20', message: expect.stringMatching(message) });
    expect((await bench.state()).dynamics.orders).toEqual([]);
    await app.engine.answerHold({ holdId: row?.hold?.id ?? 0, choice: 'accept', reason: 'the buyer confirmed the first' });
    expect((await run()).summary.orders.created).toBe(1);
    expect(await attention()).toEqual([]);
  });
});

describe('a purchase order number that is longer than Dynamics keeps', () => {
  const numbered = (xml: string, number: string): string =>
    xml.replace(/<PurchaseOrderNumber>[^<]*</, `<PurchaseOrderNumber>${number}<`);

  it('is told the retailer as what it is: Dynamics was never asked and refused nothing', async () => {
    await bench.drop('long.xml', numbered(await bench.sample(), 'L'.repeat(61)));
    await bench.drop('fits.xml', numbered(await bench.sample(), 'F'.repeat(60)));
    expect((await run()).summary).toMatchObject({ documents: { held: 1 }, orders: { created: 1, failed: 0 } });
    const [row] = await attention();
    expect(row?.hold).toMatchObject({
      cause: 'block',
      rule: '850-19',
      message: 'The purchase order number has 61 characters; Dynamics keeps 60.',
    });
    expect(row?.hold?.nextStep).toMatch(/at most 60 characters/);
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
  });
});

describe('a currency in small letters', () => {
  it('is the same currency: one sum on Today, in capitals in lists and in Dynamics', async () => {
    for (const code of ['USD', 'usd']) {
      const xml = await bench.sample();
      await bench.drop(`PO-${code}.xml`, xml.replace(/<BuyersCurrency>[^<]*</, `<BuyersCurrency>${code}<`));
    }
    expect((await run()).summary.orders.created).toBe(2);
    const today = await app.store.today({
      since: '2000-01-01T00:00:00.000Z',
      day: '2000-01-01',
      now: '2000-01-01T00:00:00.000Z',
    });
    expect(today.arrived).toBe(2);
    expect(today.worth.map(({ currency }) => currency)).toEqual(['USD']);
    const orders = (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 })).rows;
    expect(orders.map(({ currency }) => currency)).toEqual(['USD', 'USD']);
    const headers = await (await signInToErp(bench.connection)).rows('SalesOrderHeadersV2');
    expect(headers.map((row) => row['CurrencyCode'])).toEqual(['USD', 'USD']);
  });
});

describe('what a change says unclearly', () => {
  it('stands among its sentences, so that nobody accepts what is not there', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    await run();
    bench.world.place({ count: 1, oddity: 'change' });
    const change = await take((await bench.state()).mailbox.out[0] ?? '');
    const spoilt = change
      .replace(/<PurchasePrice>[^<]*</, '<PurchasePrice>12,50<')
      .replace(/<OrderQty>[^<]*</, '<OrderQty>1e3<')
      .replace(/<POChangeDate>[^<]*</, '<POChangeDate>2026-02-30<');
    await bench.drop('PC1.xml', spoilt);
    await run();
    const [row] = await attention();
    expect(row?.hold).toMatchObject({ cause: 'change' });
    const sentences = row?.hold?.differences?.join(' ') ?? '';
    for (const written of ['12,50', '1e3', '2026-02-30']) expect(sentences).toContain(`'${written}'`);
  });
});

describe('a number that comes again', () => {
  it('files the same content as a duplicate', async () => {
    const xml = await bench.sample();
    await bench.drop('PO1.xml', xml);
    await run();
    await bench.drop('PO1-again.xml', `\uFEFF${xml}`);
    expect((await run()).summary).toMatchObject({ documents: { duplicates: 1 }, orders: { created: 0 } });
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
  });

  it('holds other content with a red-line, and makes a separate order on a word', async () => {
    const xml = await bench.sample();
    await bench.drop('PO1.xml', xml);
    await run();
    await bench.drop('PO2.xml', xml.replace(/<OrderQty>\d+</, '<OrderQty>132<'));
    expect((await run()).summary.documents.held).toBe(1);
    const [row] = await attention();
    expect(row?.hold).toMatchObject({ cause: 'conflict' });
    expect(row?.hold?.differences?.join(' ')).toMatch(/132/);
    await app.engine.answerHold({ holdId: row?.hold?.id ?? 0, choice: 'separate-order', reason: 'the buyer said so' });
    await run();
    const { orders } = (await bench.state()).dynamics;
    const number = orders[0]?.purchaseOrder ?? '';
    expect(new Set(orders.map((order) => order.purchaseOrder))).toEqual(new Set([number, `${number}#2`]));
  });

  it('lets a replacement take over before anything was made, and asks afterwards', async () => {
    const xml = await bench.sample();
    const replaced = xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>05<').replace(/<OrderQty>\d+</, '<OrderQty>144<');
    await bench.drop('PO1.xml', xml);
    await bench.drop('PO2.xml', replaced);
    await run();
    const { orders } = (await bench.state()).dynamics;
    expect(orders).toHaveLength(1);
    expect(orders[0]?.lines.map((line) => line.quantity)).toContain(144);
    await bench.drop('PO3.xml', replaced.replace('<OrderQty>144<', '<OrderQty>156<'));
    await run();
    expect((await attention())[0]?.hold).toMatchObject({ cause: 'replacement', choices: ['mark-applied', 'separate-order'] });
  });

  it('cancels an order that was not made, and asks about one that was', async () => {
    const xml = await bench.sample();
    const cancel = xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<');
    await bench.drop('PO1.xml', xml.replace('<OrderQtyUOM>EA<', '<OrderQtyUOM>PL<'));
    await run();
    await bench.drop('PO2.xml', cancel);
    await run();
    expect((await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 })).rows[0]?.state).toBe(
      'cancelled',
    );
    const other = await bench.sample();
    await bench.drop('PO3.xml', other);
    await run();
    await bench.drop('PO4.xml', other.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<'));
    await run();
    expect((await attention())[0]?.hold).toMatchObject({ cause: 'cancellation' });
  });

  it('lets a change wait for its order, then shows it', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    const order = (await bench.state()).mailbox.out[0] ?? '';
    bench.world.place({ count: 1, oddity: 'change' });
    const text850 = await take(order);
    await run();
    expect((await attention())[0]).toMatchObject({ kind: 'waiting' });
    await bench.drop('PO-late.xml', text850);
    await run();
    const [row] = await attention();
    expect(row?.hold).toMatchObject({ cause: 'change' });
    expect(row?.hold?.differences?.length).toBeGreaterThan(0);
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
  });

  it('never adopts a hand-made order by itself', async () => {
    const xml = await bench.sample();
    const number = /<PurchaseOrderNumber>([^<]*)</.exec(xml)?.[1] ?? '';
    const lines = [{ item: 'D0001', quantity: 5, price: 9 }];
    await bench.control('handmade', { purchaseOrder: number, customer: 'US-101', lines });
    await bench.drop('PO1.xml', xml);
    await run();
    const [row] = await attention();
    expect(row?.hold).toMatchObject({ cause: 'adopt' });
    await app.engine.answerHold({ holdId: row?.hold?.id ?? 0, choice: 'adopt', reason: 'typed in this morning' });
    await run();
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
    expect((await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 })).rows[0]?.state).toBe(
      'ordered',
    );
  });
});

/** Takes a file out of the mailbox and gives its text. */
async function take(path: string): Promise<string> {
  const { sps } = bench.connection;
  const answer = await fetch(sps.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: sps.clientId,
      client_secret: sps.clientSecret,
      audience: sps.audience,
    }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  const url = `${sps.apiBase}/transactions/v5/data/${path}`;
  const headers = { authorization: `Bearer ${token}` };
  const body = await (await fetch(url, { headers })).text();
  await fetch(url, { method: 'DELETE', headers });
  return body;
}
