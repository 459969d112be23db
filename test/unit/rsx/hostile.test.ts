import { describe, expect, test } from 'vitest';
import { toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { changed, example, read, readOne, ruleAndPath, textAt, unreadable } from './helpers.ts';

const order = example('850-order');
const body = order.slice(order.indexOf('<Order>'), order.lastIndexOf('</Orders>'));

describe('what ends early is told from what is wrong', () => {
  test.each([
    ['CDATA', '<Note><![CDATA[Bed & Bath]]></Note>'],
    ['a comment', '<!-- Bed & Bath -->'],
    ['an instruction', '<?note Bed & Bath?>'],
  ])('behind an ampersand in %s', (_where, text) => {
    expect(unreadable(`<Orders><Order>${text}<Header>`)).toMatchObject({ reason: 'truncated', complete: false });
  });

  test('in the middle of a reference', () => {
    for (const end of ['&', '&am', '&#', '&#x4', '&#12']) {
      expect(unreadable(`<Orders><Order><Note>Bed ${end}`)).toMatchObject({ reason: 'truncated', complete: false });
    }
  });

  test('an ampersand that stands alone is named where it stands', () => {
    const { reason, complete, sentence } = unreadable(changed(order, 'ABF Freight', 'Bed & Bath'));
    expect({ reason, complete }).toEqual({ reason: 'not-well-formed', complete: true });
    const line = order.slice(0, order.indexOf('ABF Freight')).split('\n').length;
    expect(sentence).toContain(`at line ${line}: the ampersand before 'Bath</CarrierRouting>`);
    expect(unreadable('<Order>Bed & Bath').sentence).toContain('at line 1, column 12:');
    expect(unreadable('<Order>Bed & Bath; Beyond</Order>').sentence).toContain('an ampersand before this place stands alone');
  });
});

describe('a document type is refused wherever it hides', () => {
  test.each([
    ['behind comments', '<!-- a --><!-- b -->\n<!DOCTYPE Order [<!ENTITY x "y">]><Order>&x;</Order>'],
    ['behind an instruction', '<?xml version="1.0"?><?x y?><!DOCTYPE Order><Order/>'],
    ['in lower case, where XML does not know it', '<!doctype Order><Order/>'],
  ])('%s', (_where, text) => {
    expect(unreadable(text)).toMatchObject({ complete: true });
    expect(['forbidden-xml', 'not-well-formed']).toContain(unreadable(text).reason);
  });

  test.each(['<Order a="&x;"/>', '<Order>&nbsp;</Order>'])('%s uses an entity from nowhere', (text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'forbidden-xml' });
  });
});

describe('nothing is left out in silence', () => {
  test('text between documents and in a document of its own', () => {
    expect(ruleAndPath(read(`<Orders>lost${body}</Orders>`).findings)).toEqual(['RSX-TEXT Orders']);
    expect(ruleAndPath(readOne(changed(body, '<Order>', '<Order>lost')).findings)).toEqual(['RSX-TEXT Order']);
    expect(ruleAndPath(read('[1,{"Order":{"Header":{}}}]').findings)).toEqual(['RSX-TEXT ']);
  });

  test('a part that is no document, but says something, keeps the whole file from being taken', () => {
    const unread = (text: string): string | undefined => read(text).unread;
    const misspelt = body.replace('<Order>', '<order>').replace('</Order>', '</order>');
    const activity = '<ProductActivity><Header/></ProductActivity>';
    expect(unread(`<Orders>${body}${misspelt}${activity}</Orders>`)).toBe(
      'The file holds 2 parts that are no documents Quayside reads (order, ProductActivity), so nothing of the file was taken. Ask SPS or the sender what that is, and to send the documents again in a file of their own.',
    );
    expect(unread('[{"Order":{"Header":{}}},{"Ordre":{"Header":{}}}]')).toMatch(/^The file holds 1 part .* \(Ordre\)/);
    expect(unread('[1,{"Order":{"Header":{}}}]')).toMatch(/\(text\)/);
    expect(unread(`<Orders>${body}${'<a>1</a><b>1</b><c>1</c><d>1</d>'.repeat(50)}<e>1</e><f>1</f></Orders>`)).toMatch(
      /holds 202 parts .* \(a, b, c, d, e, and others\)/,
    );
  });

  test('a part that says nothing, a usual file and what is odd about its text lose nothing', () => {
    for (const text of [`<Orders>${body}<Foo/><Bar> </Bar></Orders>`, order, '[null,{"Order":{"Header":{}}}]']) {
      expect(read(text)).not.toHaveProperty('unread');
    }
    expect(read(`<Orders>${body}<Invoice><Header/></Invoice></Orders>`)).not.toHaveProperty('unread');
  });

  test('an attribute or a namespace of a million characters is said in few words', () => {
    const long = 'a'.repeat(1_000_000);
    const text = changed(changed(order, '<Header>', `<Header ${long}="1">`), 'http://www.spscommerce.com/RSX', long);
    const { findings } = read(text);
    expect(ruleAndPath(findings)).toEqual(['RSX-NAMESPACE ', 'RSX-ATTRIBUTE ']);
    expect(JSON.stringify(findings).length).toBeLessThan(2000);
  });

  test('an attribute behind two thousand namespaces', () => {
    const many = `<Order xmlns="http://www.spscommerce.com/RSX"><Header/></Order>`.repeat(2000);
    const reading = read(`<?xml version="1.0" encoding="latin1"?><Orders>${many}<Order id="7"><Header/></Order></Orders>`);
    expect(ruleAndPath(reading.findings)).toEqual(['RSX-ATTRIBUTE ', 'RSX-ENCODING ']);
  });

  test('what an order says twice, or in two lines at once, holds it', () => {
    const held = (from: string | RegExp, to: string): string[] =>
      ruleAndPath(toPurchaseOrder(readOne(changed(order, from, to))).findings);
    expect(held('<OrderQty>24</OrderQty>', '<OrderQty>24</OrderQty><OrderQty>36</OrderQty>')).toEqual([
      'RSX-TWICE Order/LineItem[1]/OrderLine/OrderQty',
    ]);
    expect(held('<OrderQty>24</OrderQty>', '<OrderQty>24</OrderQty><OrderQty> 24 </OrderQty>')).toEqual([]);
    expect(held('</OrderLine>', '</OrderLine><OrderLine><OrderQty>7</OrderQty></OrderLine>')).toEqual([
      'RSX-TWICE Order/LineItem[1]',
    ]);
    expect(held('</OrderHeader>', '</OrderHeader><OrderHeader/>')).toEqual(['RSX-TWICE Order/Header']);
    expect(held('<PurchaseOrderNumber>', '<PurchaseOrderNumber>1</PurchaseOrderNumber><PurchaseOrderNumber>')).toEqual([
      'RSX-TWICE Order/Header/OrderHeader/PurchaseOrderNumber',
    ]);
  });

  test('any single group or value that comes again and says something else holds it, the same again does not', () => {
    const held = (from: string | RegExp, to: string) => toPurchaseOrder(readOne(changed(order, from, to))).findings;
    const second =
      '</Header><Header><CarrierInformation><CarrierAlphaCode>UPSN</CarrierAlphaCode></CarrierInformation></Header><Header/>';
    expect(held('</Header>', second)).toMatchObject([
      { severity: 'HOLD', rule: 'RSX-TWICE', path: 'Order/Header', value: 'CarrierAlphaCode UPSN' },
    ]);
    expect(
      held(/<AddressLocationNumber>0817</, '<AddressLocationNumber>0817</AddressLocationNumber>$&'.replace('0817', '0418')),
    ).toMatchObject([
      {
        path: 'Order/Header/Address[2]/AddressLocationNumber',
        message: "AddressLocationNumber is said twice: '0418' and '0817'.",
        value: '0817',
      },
    ]);
    const split = (quantities: string): string =>
      `<QuantitiesSchedulesLocations><TotalQty>24</TotalQty><LocationQuantity><Location>1</Location>${quantities}</LocationQuantity></QuantitiesSchedulesLocations></LineItem>`;
    expect(held('</LineItem>', split('<Qty>24</Qty><Qty>9</Qty>'))).toMatchObject([
      {
        path: 'Order/LineItem[1]/QuantitiesSchedulesLocations[1]/LocationQuantity[1]/Qty',
        message: "Qty is said twice: '24' and '9'.",
      },
    ]);
    expect(held('</LineItem>', split('<Qty>24</Qty><Qty> 24 </Qty><Qty/>'))).toEqual([]);
    expect(held('<Date>2026-03-20<', '<Date>2026-03-21</Date><Date>2026-03-20<')).toMatchObject([
      { path: 'Order/Header/Dates[2]/Date', value: '2026-03-20' },
    ]);
    expect(held('</Summary>', '</Summary><Summary><TotalLineItemNumber>7</TotalLineItemNumber></Summary>')).toMatchObject([
      { path: 'Order/Summary', value: 'TotalLineItemNumber 7' },
    ]);
    const { 0: header = '' } = /<Header>[^]*<\/Header>/.exec(order) ?? [];
    const summary = /<Summary>[^]*<\/Summary>/.exec(order)?.[0] ?? '';
    expect(held(summary, summary + summary)).toEqual([]);
    expect(held(header, header + header)).toMatchObject([{ path: 'Order/Header' }]);
  });

  test('a contradiction behind more oddities than are listed holds it as well', () => {
    const text = changed(
      changed(order, '<OrderQty>24<', '<OrderQty>24</OrderQty><OrderQty>36<'),
      '<Header>',
      `${'<Foo/>'.repeat(600)}<Header>`,
    );
    const document = readOne(text);
    expect(document.findings.filter(({ rule }) => rule === 'RSX-TWICE')).toEqual([]);
    expect(ruleAndPath(toPurchaseOrder(document).findings)).toEqual(['RSX-TWICE Order/LineItem[1]/OrderLine/OrderQty']);
  });

  test('two carriers hold it; one that is said again, or is of another leg, does not', () => {
    const carrier = (code: string, more = ''): string =>
      `<CarrierInformation><CarrierAlphaCode>${code}</CarrierAlphaCode>${more}</CarrierInformation>`;
    const held = (carriers: string) =>
      toPurchaseOrder(readOne(changed(order, /<CarrierInformation>[^]*<\/CarrierInformation>/, carriers))).findings;
    expect(held(carrier('ABFS') + carrier('UPSN'))).toMatchObject([
      {
        severity: 'HOLD',
        path: 'Order/Header/CarrierInformation[2]',
        message: "The order names two carriers: 'ABFS' and 'UPSN'.",
        value: 'UPSN',
      },
    ]);
    expect(held(carrier('ABFS') + carrier('ABFS'))).toEqual([]);
    expect(held(carrier('ABFS') + carrier('UPSN', '<RoutingSequenceCode>2</RoutingSequenceCode>'))).toEqual([]);
  });

  test('two packs of one kind hold it; one that is said again, says nothing or is of the other kind does not', () => {
    const pack = (qualifier: string, value: string): string =>
      `<PhysicalDetails><PackQualifier>${qualifier}</PackQualifier>${value === '' ? '<PackWeight>5</PackWeight>' : `<PackValue>${value}</PackValue>`}</PhysicalDetails>`;
    const read = (packs: string) => toPurchaseOrder(readOne(changed(order, /<PhysicalDetails>[^]*?<\/PhysicalDetails>/, packs)));
    expect(read(pack('OU', '6') + pack('OU', '12')).findings).toEqual([
      {
        severity: 'HOLD',
        rule: 'RSX-TWICE',
        path: 'Order/LineItem[1]/PhysicalDetails[2]/PackValue',
        message: "Line 1 has two outer packs: '6' and '12'.",
        value: '12',
        cost: 'Units, prices and cartons would be counted with the first.',
      },
    ]);
    expect(read(pack('IN', '2') + pack('IN', '3')).findings).toMatchObject([
      { message: "Line 1 has two inner packs: '2' and '3'." },
    ]);
    const once = read(pack('OU', '') + pack('OU', '6') + pack('IN', '2') + pack('OU', '6.0'));
    expect(once.findings).toEqual([]);
    expect(once.order.lines[0]).toMatchObject({ pack: '6', innerPack: '2' });
  });

  test('two quantities as the total of all lines hold it, in one unit', () => {
    const total = (quantity: string, unit = 'EA'): string =>
      `<QuantityTotals><QuantityTotalsQualifier>SQT</QuantityTotalsQualifier><Quantity>${quantity}</Quantity><QuantityUOM>${unit}</QuantityUOM></QuantityTotals>`;
    const found = (totals: string) =>
      toPurchaseOrder(readOne(changed(order, /<QuantityTotals>[^]*?<\/QuantityTotals>/, totals))).findings;
    expect(found(total('24') + total('36'))).toEqual([
      {
        severity: 'HOLD',
        rule: 'RSX-TWICE',
        path: 'Order/Header/QuantityTotals[2]/Quantity',
        message: "The order gives two quantities as its total: '24' and '36'.",
        value: '36',
      },
    ]);
    expect(found(total('24') + total('24.00') + total('2', 'CA'))).toEqual([]);
  });

  test('a case UPC of another product than the GTIN holds it, one of the same product or alone does not', () => {
    const held = (codes: string) => toPurchaseOrder(readOne(changed(order, '<GTIN>10614141000019</GTIN>', codes))).findings;
    const gtin = '<GTIN>00614141000012</GTIN>';
    expect(held(`${gtin}<UPCCaseCode>614141999992</UPCCaseCode>`)).toMatchObject([
      {
        severity: 'HOLD',
        rule: 'RSX-GTIN',
        path: 'Order/LineItem[1]/OrderLine/UPCCaseCode',
        message: 'Line 1 has the GTIN 00614141000012 and the case UPC 614141999992, which are different products.',
        value: '614141999992',
      },
    ]);
    // The same digits, and the case of that piece.
    for (const code of ['614141000012', '10614141000019']) expect(held(`${gtin}<UPCCaseCode>${code}</UPCCaseCode>`)).toEqual([]);
    expect(held('<UPCCaseCode>614141999992</UPCCaseCode>')).toEqual([]);
  });

  test('two days under one qualifier hold the order, in its header and in a line; the same day twice is one', () => {
    const dated = (qualifier: string, day: string): string =>
      `<Dates><DateTimeQualifier>${qualifier}</DateTimeQualifier><Date>${day}</Date></Dates>`;
    const found = (from: string, to: string) => toPurchaseOrder(readOne(changed(order, from, to))).findings;
    expect(found('<Contacts>', `${dated('010', '2026-03-12')}<Contacts>`)).toEqual([
      {
        severity: 'HOLD',
        rule: 'RSX-TWICE',
        path: 'Order/Header/Dates[3]',
        message: 'The order says requested ship date more than once: Mar 10, 2026 and Mar 12, 2026.',
        value: '2026-03-12',
      },
    ]);
    const line = (days: string): string => `</OrderLine>${days}`;
    expect(found('</OrderLine>', line(dated('074', '2026-03-12') + dated('074', '2026-03-13')))).toMatchObject([
      { path: 'Order/LineItem[1]/Dates[2]', message: 'Line 1 says date 074 more than once: Mar 12, 2026 and Mar 13, 2026.' },
    ]);
    // The same again, another qualifier, a line's own day beside the header's.
    expect(found('<Contacts>', `${dated('010', '2026-03-10')}${dated('002', '2026-03-14')}<Contacts>`)).toEqual([]);
    expect(found('</OrderLine>', line(dated('010', '2026-03-12')))).toEqual([]);
  });

  test('a price that is no number holds the order instead of leaving the price to Dynamics', () => {
    const { order: read850, findings } = toPurchaseOrder(readOne(changed(order, '>12.50<', '>12,50<')));
    expect(read850.lines[0]?.price).toBeUndefined();
    expect(findings).toMatchObject([
      { severity: 'HOLD', rule: 'RSX-PRICE', path: 'Order/LineItem[1]/OrderLine/PurchasePrice', value: '12,50' },
    ]);
  });

  test.each([
    ['x', '0101', 'no readable quantity'],
    ['6', '', 'a store without a number'],
  ])('the quantity %s for store "%s" holds the order', (quantity, store, words) => {
    const split = `<QuantitiesSchedulesLocations><TotalQty>24</TotalQty><LocationQuantity><Location>${store}</Location><Qty>${quantity}</Qty></LocationQuantity></QuantitiesSchedulesLocations></LineItem>`;
    const { findings } = toPurchaseOrder(readOne(changed(order, '</LineItem>', split)));
    expect(ruleAndPath(findings)).toEqual(['RSX-SPLIT Order/LineItem[1]/QuantitiesSchedulesLocations[1]/LocationQuantity[1]']);
    expect(findings[0]?.message).toContain(words);
  });

  test('a price below zero holds the order, one of nothing does not', () => {
    const price = (text: string) => toPurchaseOrder(readOne(changed(order, '>12.50<', `>${text}<`))).findings;
    expect(price('-12.50')).toMatchObject([{ severity: 'HOLD', rule: 'RSX-PRICE', value: '-12.50' }]);
    expect([price('0.00'), price('')]).toEqual([[], []]);
  });

  const at = (code: string, more = ''): string =>
    `<Address><AddressTypeCode>ST</AddressTypeCode><LocationCodeQualifier>92</LocationCodeQualifier><AddressLocationNumber>${code}</AddressLocationNumber>${more}</Address>`;
  const shipTo = '0817';

  test('goods of a line that go elsewhere than the order, or an order that goes to two places, hold it', () => {
    const held = (from: string | RegExp, to: string) => toPurchaseOrder(readOne(changed(order, from, to))).findings;
    expect(held('</LineItem>', `${at('0999')}</LineItem>`)).toMatchObject([
      {
        severity: 'HOLD',
        rule: 'RSX-SHIPTO',
        path: 'Order/LineItem[1]/Address[1]',
        message: `Line 1 goes to 0999, the order to ${shipTo}.`,
        value: '0999',
      },
    ]);
    expect(held('</LineItem>', `${at(shipTo, '<AddressName>The same, in other words</AddressName>')}</LineItem>`)).toEqual([]);
    const consumer =
      '<Address><AddressTypeCode>ST</AddressTypeCode><AddressName>J. Doe</AddressName><City>Tulsa</City></Address>';
    expect(held('</LineItem>', `${consumer}</LineItem>`)).toMatchObject([
      { message: `Line 1 goes to J. Doe, the order to ${shipTo}.` },
    ]);
    expect(held('</LineItem>', `${at('0999').replace('>ST<', '>Z7<')}</LineItem>`)).toEqual([]);
    expect(held('</Header>', `${at('0999')}</Header>`)).toMatchObject([
      { rule: 'RSX-SHIPTO', message: `The order goes to two places: ${shipTo} and 0999.` },
    ]);
    expect(held('</Header>', `${at(shipTo)}</Header>`)).toEqual([]);
  });

  test('goods of a line have a place of their own where the order names none', () => {
    const none = order.replaceAll('<AddressTypeCode>ST<', '<AddressTypeCode>BY<');
    const { findings } = toPurchaseOrder(readOne(changed(none, '</LineItem>', `${at('0999')}</LineItem>`)));
    expect(findings.map(({ message }) => message)).toEqual(['Line 1 goes to 0999, the order names no place.']);
  });

  test('a line that is priced in another currency than the order holds it', () => {
    const priced = (code: string) =>
      toPurchaseOrder(readOne(changed(order, '</OrderQtyUOM>', `</OrderQtyUOM><BuyersCurrency>${code}</BuyersCurrency>`)))
        .findings;
    expect(priced('CAD')).toMatchObject([
      {
        severity: 'HOLD',
        rule: 'RSX-CURRENCY',
        path: 'Order/LineItem[1]/OrderLine/BuyersCurrency',
        message: 'Line 1 is priced in CAD, the order in USD.',
      },
    ]);
    expect([priced('USD'), priced('usd')]).toEqual([[], []]);
  });

  test('a day of the first century is read as the day that it was found to be', () => {
    const document = readOne(changed(order, '2026-03-20', '0001-01-01'));
    expect(document.findings).toEqual([]);
    expect(toPurchaseOrder(document).order.dates[1]?.date).toBe('0001-01-01');
    expect(ruleAndPath(readOne(changed(order, '2026-03-20', '0000-01-01')).findings)).toEqual([
      'RSX-DATE Order/Header/Dates[2]/Date',
    ]);
  });
});

describe('what converters from XML make of a document', () => {
  const header = '"Header":{"OrderHeader":{"TradingPartnerId":"A","PurchaseOrderNumber":"1"}}';

  test('declarations, namespaces, comments and locations are no elements', () => {
    const reading = read(
      `{"?xml":{"@version":"1.0"},"Order":{"@xmlns":"http://www.spscommerce.com/RSX","@xmlns:xsi":"http://www.w3.org/2001/XMLSchema-instance","@xsi:schemaLocation":"a b","$schema":"c","#comment":["d"],${header}}}`,
    );
    expect(reading.findings).toEqual([]);
    expect(reading.documents[0]?.findings).toEqual([]);
    expect(writeXml(reading.documents, { mode: 'convert' })).toContain('<PurchaseOrderNumber>1</PurchaseOrderNumber>');
  });

  test('attributes are said, as in XML', () => {
    const reading = read(`{"Order":{"@id":{"deep":[1]},${header}}}`);
    expect(ruleAndPath(reading.findings)).toEqual(['RSX-ATTRIBUTE ']);
    expect(reading.documents[0]?.findings).toEqual([]);
  });

  test.each(['"x y"', '12.50', '["x"," y"]', 'true'])('a value with attributes: #text %s', (value) => {
    const document = readOne(`{"Order":{${header.slice(0, -1)},"Notes":[{"Note":{"@lang":"en","#text":${value}}}]}}}`);
    expect(document.findings).toEqual([]);
    expect(textAt(document.root, 'Header/Notes/Note')).toBe(value.startsWith('[') ? 'x y' : value.replaceAll('"', ''));
  });

  test('CDATA', () => {
    const { root } = readOne(`{"Order":{"Header":{"OrderHeader":{"Vendor":{"#cdata-section":"A&B"}}}}}`);
    expect(textAt(root, 'Header/OrderHeader/Vendor')).toBe('A&B');
  });

  test('a colon is a prefix only where it can be one', () => {
    const { root } = readOne(`{"Order":{"Header":{},"http://x":1,"a:":2,"x:Vendor":3}}`);
    expect(root.children.map(({ name }) => name)).toEqual(['Header', 'http://x', 'a:', 'Vendor']);
    expect(unreadable('<a:/>')).toMatchObject({ reason: 'unknown-root' });
  });
});

describe('odd JSON', () => {
  const line = (members: string): string =>
    `{"Header":{"OrderHeader":{"TradingPartnerId":"A","PurchaseOrderNumber":"1"}},"LineItem":[{"OrderLine":{${members}}}]}`;

  test.each(['1e3', '10.0', '-0', '1E+2', '123456789012345678901234567890', '0.10'])(
    'the number %s stays as written',
    (number) => {
      const document = readOne(line(`"OrderQty":${number}`));
      expect(textAt(document.root, 'LineItem/OrderLine/OrderQty')).toBe(number);
      expect(writeJson([document], { mode: 'convert' })).toContain(`"OrderQty": ${number}\n`);
    },
  );

  test('nulls, empty arrays, arrays in arrays, the same member twice', () => {
    const document = readOne(
      '{"Header":[[{"OrderHeader":{"TradingPartnerId":"A","PurchaseOrderNumber":"1","Vendor":[]}}]],"LineItem":[],"LineItem":[[{"OrderLine":{"OrderQty":1}},{"OrderLine":{"OrderQty":2}}]],"Summary":null}',
    );
    expect(document.findings).toEqual([]);
    expect(toPurchaseOrder(document).order.lines.map(({ quantity }) => quantity)).toEqual(['1', '2']);
  });

  test('a null among the lines holds the order', () => {
    const document = readOne('{"Header":{"OrderHeader":{"TradingPartnerId":"A","PurchaseOrderNumber":"1"}},"LineItem":[null]}');
    expect(ruleAndPath(toPurchaseOrder(document).findings)).toEqual(['RSX-LINE Order/LineItem[1]']);
  });

  test('half a surrogate pair is reported, survives JSON and is refused for XML', () => {
    const document = readOne(line('"BuyerPartNumber":"a\\ud83d"'));
    expect(ruleAndPath(document.findings)).toEqual(['RSX-TEXT Order/LineItem[1]/OrderLine/BuyerPartNumber']);
    expect(readOne(writeJson([document], { mode: 'convert' })).root).toEqual(document.root);
    expect(() => writeXml([document], { mode: 'convert' })).toThrow(/BuyerPartNumber/);
  });
});

describe('names', () => {
  test.each(['Ⅷ', 'Größe', '日本', '_x', 'a·b', 'x‿y'])('the element %s of an XML file is written as it was read', (name) => {
    const document = readOne(`<Order><Header/><${name}>1</${name}></Order>`);
    expect(readOne(writeXml([document], { mode: 'convert' })).root).toEqual(document.root);
  });

  test.each(['ª', 'µ', '1a', '-a', 'a b', 'a:', ''])('the JSON name %j is refused for XML', (name) => {
    const document = readOne(`{"Order":{"Header":{},"${name}":1}}`);
    expect(() => writeXml([document], { mode: 'convert' })).toThrow(/cannot be the name/);
  });

  test('other RSX documents are told bare as well', () => {
    expect(unreadable('<PlanningSchedule/>').sentence).toContain('830');
    expect(unreadable('<ProductActivity/>').sentence).toContain('852');
  });

  test('a word that begins like an interchange is none', () => {
    expect(unreadable('ISABELLA ordered two lamps')).toMatchObject({ reason: 'not-rsx' });
    expect(unreadable('UNABLE TO CONNECT').sentence).toContain('neither XML nor JSON');
  });
});

describe('a file that is made to cost hours costs seconds', () => {
  const many = 100_000;

  test.each([
    ['single elements that come again behind many others', `${'<LineItem/>'.repeat(many)}${'<Header/>'.repeat(many)}`],
    ['required elements missing in many places', `<Header/><LineItem>${'<MasterItemAttribute/>'.repeat(2 * many)}</LineItem>`],
    ['unknown elements', '<Odd/>'.repeat(2 * many)],
    ['a mark of 7.6, again and again', `<Header>${'<Tax/>'.repeat(2 * many)}<Taxes/></Header>`],
    ['attributes', `<Header/>${Array.from({ length: many }, (_, at) => `<LineItem a${at}="1"/>`).join('')}`],
  ])('%s', { timeout: 60_000 }, (_what, text) => {
    const before = process.cpuUsage();
    expect(read(`<Order>${text}</Order>`).documents).toHaveLength(1);
    expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(8);
  });
});
