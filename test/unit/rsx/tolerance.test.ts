import { describe, expect, test } from 'vitest';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { changed, example, read, readOne, ruleAndPath, textAt, utf8 } from './helpers.ts';

const order = example('850-order');
const reference = readOne(order);
const body = order.slice(order.indexOf('<Order>'), order.lastIndexOf('</Orders>'));

describe('the envelope does not matter', () => {
  test.each([
    ['a byte order mark', `\uFEFF${order}`],
    ['a bare root', body],
    ['a bare root with the namespace', changed(body, '<Order>', '<Order xmlns="http://www.spscommerce.com/RSX">')],
    ['no namespace', changed(order, / xmlns="[^"]*"/, '')],
    ['a prefix', changed(order.replaceAll(/<(\/?)(?=[A-Z])/g, '<$1rsx:'), 'xmlns=', 'xmlns:rsx=')],
    ['a prefix that is never declared', changed(order, / xmlns="[^"]*"/, '').replaceAll(/<(\/?)(?=[A-Z])/g, '<$1x:')],
    ['a declaration of ASCII', changed(order, 'utf-8', 'us-ascii')],
    ['no declaration', changed(order, /^<\?xml[^>]*>\s*/, '')],
    ['space before the declaration', `\r\n  ${order}`],
    ['no layout', order.replaceAll(/>\s+</g, '><')],
    ['lines ended by CR LF', order.replaceAll('\n', '\r\n')],
    ['comments and an instruction', changed(order, '<Header>', '<!-- a < b --><?note x?><Header><!-- x -->')],
    [
      'a schema location',
      changed(order, '<Orders', '<Orders xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"'),
    ],
    ['a value in CDATA', changed(order, '>ABF Freight<', '><![CDATA[ABF Freight]]><')],
    ['a value with a comment inside', changed(order, '>ABF Freight<', '>ABF<!-- x --> Freight<')],
    ['character references', changed(order, '>ABF Freight<', '>&#65;&#x42;F Freight<')],
  ])('%s', (_what, text) => {
    const document = readOne(text);
    expect(read(text).findings).toEqual([]);
    expect(document).toEqual(reference);
    expect(canonicalHash(document.root)).toBe(canonicalHash(reference.root));
  });

  test('any order of elements: the same hash, no finding', () => {
    const reversed = changed(
      changed(order, /(<TradingPartnerId>.*<\/TradingPartnerId>)\s*(<PurchaseOrderNumber>.*<\/PurchaseOrderNumber>)/, '$2$1'),
      /(<Summary>[\s\S]*<\/Summary>)\s*(<\/Order>)/,
      '$2',
    ).replace('<Meta>', '<Summary><TotalLineItemNumber>3</TotalLineItemNumber><TotalAmount>888</TotalAmount></Summary><Meta>');
    const document = readOne(reversed);
    expect(document.findings).toEqual([]);
    expect(document.root.children[0]?.name).toBe('Summary');
    expect(canonicalHash(document.root)).toBe(canonicalHash(reference.root));
  });

  test('several documents in one file keep their order', () => {
    const second = changed(body, '4500012345', '4500012346');
    const { documents } = read(`<Orders>${body}${second}</Orders>`);
    expect(documents.map(({ root }) => textAt(root, 'Header/OrderHeader/PurchaseOrderNumber'))).toEqual([
      '4500012345',
      '4500012346',
    ]);
  });

  test('several types in one file are read, and said', () => {
    const reading = read(`<Orders>${body}<OrderAck><Header/></OrderAck><Junk/></Orders>`);
    expect(reading.documents.map(({ kind }) => kind)).toEqual(['850', '855']);
    expect(ruleAndPath(reading.findings)).toEqual(['RSX-KIND ', 'RSX-UNKNOWN Orders/Junk']);
  });

  test('another namespace, attributes and another declared encoding are read, and said', () => {
    const text = changed(
      changed(changed(order, 'http://www.spscommerce.com/RSX', 'urn:other'), 'utf-8', 'iso-8859-1'),
      '<Header>',
      '<Header id="1">',
    );
    expect(ruleAndPath(read(text).findings)).toEqual(['RSX-NAMESPACE ', 'RSX-ATTRIBUTE ', 'RSX-ENCODING ']);
    expect(readOne(text)).toEqual(reference);
  });
});

describe('what is odd is kept and reported at its path', () => {
  const findings = (from: string | RegExp, to: string): string[] => ruleAndPath(readOne(changed(order, from, to)).findings);

  test('an unknown element, wherever it stands', () => {
    const document = readOne(changed(order, '<OrderQty>48', '<Colour><Shade>red</Shade></Colour><OrderQty>48'));
    expect(document.findings).toEqual([
      {
        severity: 'WARN',
        rule: 'RSX-UNKNOWN',
        path: 'Order/LineItem[2]/OrderLine/Colour',
        message: 'OrderLine has no element Colour in RSX 7.7.7; it is kept as it came.',
      },
    ]);
    const line = document.root.children.filter((child) => child.name === 'LineItem')[1];
    expect(line && textAt(line, 'OrderLine/Colour/Shade')).toBe('red');
  });

  test('a code outside its list', () => {
    const document = readOne(changed(order, '>IC<', '>AC<'));
    expect(document.findings).toMatchObject([
      { severity: 'WARN', rule: 'RSX-CODE', path: 'Order/Header/Contacts[1]/ContactTypeCode', value: 'AC' },
    ]);
    expect(textAt(document.root, 'Header/Contacts/ContactTypeCode')).toBe('AC');
  });

  test.each([
    '2026-02-30',
    '2026-3-10',
    '03/10/2026',
    '20260310',
    '2026-03-10T00:00:00',
    '2025-02-29',
    '2026-00-10',
    '2026-13-01',
  ])('the date %s, while everything else is read', (date) => {
    const document = readOne(changed(order, '2026-03-20', date));
    expect(document.findings).toMatchObject([
      { severity: 'WARN', rule: 'RSX-DATE', path: 'Order/Header/Dates[2]/Date', value: date, expected: 'YYYY-MM-DD' },
    ]);
    expect(textAt(document.root, 'Header/Dates/Date')).toBe('2026-03-10');
    expect(document.root.children).toHaveLength(reference.root.children.length);
  });

  test.each(['2024-02-29', '2000-02-29', '0001-01-01'])('the date %s is one', (date) => {
    expect(findings('2026-03-20', date)).toEqual([]);
  });

  test.each(['11:13:03-05:00', '11:13:03Z', '11:13:03.25', '00:00:00', '23:59:59+14:00'])('the time %s is one', (time) => {
    expect(findings('</PurchaseOrderDate>', `</PurchaseOrderDate><PurchaseOrderTime>${time}</PurchaseOrderTime>`)).toEqual([]);
  });

  test.each(['24:00:00', '11:13', '1113', '11:13:03 CET', '11:60:00'])('the time %s is none', (time) => {
    expect(findings('</PurchaseOrderDate>', `</PurchaseOrderDate><PurchaseOrderTime>${time}</PurchaseOrderTime>`)).toEqual([
      'RSX-TIME Order/Header/OrderHeader/PurchaseOrderTime',
    ]);
  });

  test.each([
    ['12.5.0', 'RSX-NUMBER'],
    ['12,50', 'RSX-NUMBER'],
    ['1e3', 'RSX-NUMBER'],
    ['ten', 'RSX-NUMBER'],
    ['', 'RSX-BLANK'],
  ])('the number %j', (number, rule) => {
    expect(findings('>12.50<', `>${number}<`)).toEqual([`${rule} Order/LineItem[1]/OrderLine/PurchasePrice`]);
  });

  test.each(['+12.50', '-0.5', '.5', '5.', '007', ' 12.50 '])('the number %j is one', (number) => {
    expect(findings('>12.50<', `>${number}<`)).toEqual([]);
  });

  test('what is missing, too long, twice, text in a group, elements in a value', () => {
    expect(findings(/<TradingPartnerId>.*<\/TradingPartnerId>/, '')).toEqual([
      'RSX-MISSING Order/Header/OrderHeader/TradingPartnerId',
    ]);
    expect(findings('>7QAALLCONTOSOUS<', '> <')).toEqual(['RSX-MISSING Order/Header/OrderHeader/TradingPartnerId']);
    expect(findings('>7QAALLCONTOSOUS<', '>7QAALLCONTOSOUS1<')).toEqual(['RSX-LENGTH Order/Header/OrderHeader/TradingPartnerId']);
    expect(findings('<Vendor>', '<Vendor>1</Vendor><Vendor>')).toEqual(['RSX-TWICE Order/Header/OrderHeader/Vendor[2]']);
    expect(findings('<Summary>', '<Summary>lost text')).toEqual(['RSX-TEXT Order/Summary']);
    expect(findings('<Vendor>0088123', '<Vendor><X>1</X>')).toEqual(['RSX-TEXT Order/Header/OrderHeader/Vendor']);
    expect(findings('>false<', '>maybe<')).toEqual(['RSX-BOOLEAN Order/Meta/IsDropShip']);
  });

  test('a document without a header is still a document', () => {
    const document = readOne('<Order><LineItem/></Order>');
    expect(ruleAndPath(document.findings)).toEqual(['RSX-MISSING Order/Header']);
  });

  test('more findings than anybody reads are counted', () => {
    const text = changed(order, '<Summary>', `${'<LineItem><Odd/></LineItem>'.repeat(600)}<Summary>`);
    const { findings: listed } = readOne(text);
    expect(listed).toHaveLength(501);
    expect(listed.at(-1)).toMatchObject({ rule: 'RSX-MORE', message: '100 more findings of this document are not listed.' });
  });

  test('texts stay as written: zeros, decimals, space', () => {
    const text = changed(changed(order, '>0088123<', '> 0088123 <'), '>12.50<', '>12.500<');
    const { root } = readOne(text);
    expect(textAt(root, 'Header/OrderHeader/Vendor')).toBe(' 0088123 ');
    expect(textAt(root, 'LineItem/OrderLine/PurchasePrice')).toBe('12.500');
    expect(canonicalHash(root)).not.toBe(canonicalHash(reference.root));
  });

  test('letters of all the world', () => {
    const { root } = readOne(utf8(changed(order, 'ABF Freight', 'Größe ß — 日本 🚚')));
    expect(textAt(root, 'Header/CarrierInformation/CarrierRouting')).toBe('Größe ß — 日本 🚚');
  });
});
