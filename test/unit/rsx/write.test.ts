import { describe, expect, test } from 'vitest';
import type { RsxNode } from '#core/domain/rsx.ts';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { RsxWriteError } from '#core/rsx/writeError.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { changed, example, readOne } from './helpers.ts';

const order = example('850-order');

describe('convert copies what was read', () => {
  test.each([
    ['unknown elements where they were', '<Vendor>', '<Colour><Shade>red</Shade><Shade>blue</Shade></Colour><Vendor>'],
    ['unknown codes', '>IC<', '>AC<'],
    ['impossible dates', '2026-03-20', '2026-02-30'],
    ['decimals as written', '>12.50<', '>12.500<'],
    ['space in values', '>0088123<', '> 0088123 <'],
    ['blank elements', '>0088123<', '><'],
    ['repeated single elements', '<Vendor>', '<Vendor>1</Vendor><Vendor>'],
    ['text in groups', '<Summary>', '<Summary>lost text'],
    ['what XML must escape', '>ABF Freight<', '>A&amp;B &lt;C> ]]&gt;&#13;&#9;\n x<'],
  ])('%s', (_what, from, to) => {
    const document = readOne(changed(order, from, to));
    const xml = writeXml([document], { mode: 'convert' });
    const json = writeJson([document], { mode: 'convert' });
    expect(readOne(xml)).toEqual(document);
    expect(canonicalHash(readOne(json).root)).toBe(canonicalHash(document.root));
    expect(writeXml([readOne(json)], { mode: 'convert' })).toBe(xml);
  });

  test('in schema order, what is unknown behind what it followed', () => {
    const document = readOne(
      '<Order><Summary/><Odd>1</Odd><Header><OrderHeader><Vendor>9</Vendor><PurchaseOrderNumber>1</PurchaseOrderNumber><TradingPartnerId>A</TradingPartnerId></OrderHeader></Header></Order>',
    );
    const names = [...writeXml([document], { mode: 'convert' }).matchAll(/<(\w+)[ />]/g)].map((match) => match[1]);
    expect(names).toEqual([
      'Orders',
      'Order',
      'Header',
      'OrderHeader',
      'TradingPartnerId',
      'PurchaseOrderNumber',
      'Vendor',
      'Summary',
      'Odd',
    ]);
  });

  test('the file: declaration, namespace, plural root, no byte order mark', () => {
    const xml = writeXml([readOne(order), readOne(order)], { mode: 'convert' });
    expect(xml.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<Orders xmlns="http://www.spscommerce.com/RSX">\n')).toBe(
      true,
    );
    expect(xml.match(/<Order>/g)).toHaveLength(2);
  });

  test('JSON: numbers raw and as written, identifiers as strings, what may repeat as arrays', () => {
    const document = readOne(changed(changed(order, '>12.50<', '>10.0<'), '>888<', '>+888<'));
    const json = writeJson([document], { mode: 'convert' });
    expect(json).toMatch(/"PurchasePrice": 10\.0,/);
    expect(json).toMatch(/"TotalAmount": "\+888"/);
    expect(json).toMatch(/"PurchaseOrderNumber": "4500012345"/);
    expect(json).toMatch(/"IsDropShip": false/);
    expect(json).toMatch(/"Contacts": \[\n/);
  });

  test('a character that XML cannot carry stays in JSON and is refused for XML, with its path', () => {
    const document = readOne('{"Order":{"Header":{"Notes":[{"Note":"a"},{"Note":"b\\u0000"}]}}}');
    expect(readOne(writeJson([document], { mode: 'convert' }))).toEqual(document);
    expect(() => writeXml([document], { mode: 'convert' })).toThrow(/^Order\/Header\/Notes\[2\]\/Note: /);
  });

  test('a JSON name that is no XML name is refused for XML, with its path', () => {
    const document = readOne('{"Order":{"Header":{"my name":1}}}');
    expect(() => writeXml([document], { mode: 'convert' })).toThrow(/^Order\/Header\/my name: /);
  });

  test('several types in one file are refused', () => {
    const documents = [readOne(order), readOne(example('855-orderack'))];
    expect(() => writeXml(documents, { mode: 'convert' })).toThrow(/one document type/);
    expect(() => writeJson([], { mode: 'convert' })).toThrow(/at least one/);
  });
});

describe('strict refuses what RSX 7.7.7 does not know', () => {
  test.each([
    ['an unknown element', '<Vendor>', '<Colour>red</Colour><Vendor>', 'RSX-UNKNOWN', 'Order/Header/OrderHeader/Colour'],
    ['an unknown code', '>IC<', '>AC<', 'RSX-CODE', 'Order/Header/Contacts[1]/ContactTypeCode'],
    ['a code with space', '>IC<', '>IC <', 'RSX-CODE', 'Order/Header/Contacts[1]/ContactTypeCode'],
    [
      'a missing field',
      /<PurchaseOrderNumber>.*<\/PurchaseOrderNumber>/,
      '',
      'RSX-MISSING',
      'Order/Header/OrderHeader/PurchaseOrderNumber',
    ],
    ['a blank field', '>0088123<', '> <', 'RSX-BLANK', 'Order/Header/OrderHeader/Vendor'],
    ['a blank group', /<Summary>[\s\S]*<\/Summary>/, '<Summary/>', 'RSX-BLANK', 'Order/Summary'],
    ['an impossible date', '2026-03-20', '2026-02-30', 'RSX-DATE', 'Order/Header/Dates[2]/Date'],
    ['a number with space', '>12.50<', '> 12.50<', 'RSX-NUMBER', 'Order/LineItem[1]/OrderLine/PurchasePrice'],
    [
      'a whole number with decimals',
      '>3</TotalLineItemNumber>',
      '>3.0</TotalLineItemNumber>',
      'RSX-NUMBER',
      'Order/Summary/TotalLineItemNumber',
    ],
    ['a repetition', '<Vendor>', '<Vendor>1</Vendor><Vendor>', 'RSX-TWICE', 'Order/Header/OrderHeader/Vendor[2]'],
    [
      'too long a partner id',
      '>7QAALLCONTOSOUS<',
      '>7QAALLCONTOSOUS1<',
      'RSX-LENGTH',
      'Order/Header/OrderHeader/TradingPartnerId',
    ],
  ])('%s', (_what, from, to, rule, path) => {
    const document = readOne(changed(order, from, to));
    expect(checkStrict(document)).toMatchObject([{ severity: 'BLOCK', rule, path }]);
    for (const write of [writeXml, writeJson]) {
      const error = thrown(() => write([document], { mode: 'strict' }));
      expect(error).toBeInstanceOf(RsxWriteError);
      expect(error).toMatchObject({ path, findings: [{ rule }] });
      expect(String(error)).toContain(path);
    }
  });

  test('all reasons at once', () => {
    const root: RsxNode = { name: 'Invoice', children: [{ name: 'Odd', text: '1', children: [] }] };
    const error = thrown(() => writeXml([{ kind: '810', root }], { mode: 'strict' }));
    expect(error).toMatchObject({ findings: [{ rule: 'RSX-UNKNOWN' }, { rule: 'RSX-MISSING', path: 'Invoice/Header' }] });
  });

  test('a root that does not belong to the kind', () => {
    expect(checkStrict({ kind: '810', root: readOne(order).root })).toMatchObject([{ path: 'Order' }]);
  });

  test('order is restored, not refused', () => {
    const document = readOne(changed(order, /(<TradingPartnerId>.*)\s*(<PurchaseOrderNumber>.*)/, '$2$1'));
    expect(writeXml([document], { mode: 'strict' })).toBe(order);
  });
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
