import { describe, expect, test } from 'vitest';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { example, exampleNames, read, readOne, ruleAndPath, textAt, unreadable } from './helpers.ts';

const order = readOne(example('850-order'));

/** A number written as its text says: TypeScript's library does not know `JSON.rawJSON` yet. */
const rawNumber = (text: string): unknown => (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON(text);

/** The bare content of a document: what stands under `Order`. */
function contentOf(name: (typeof exampleNames)[number]): string {
  const rooted: unknown = JSON.parse(
    writeJson([readOne(example(name))], { mode: 'convert' }),
    (_key: string, value: unknown, context?: { readonly source?: string }) =>
      // Numbers keep their text, as they would in a real file.
      typeof value === 'number' ? rawNumber(context?.source ?? String(value)) : value,
  );
  const [plural] = Object.values(rooted as Record<string, Record<string, unknown[]>>);
  const [documents] = Object.values(plural ?? {});
  return JSON.stringify(documents?.[0]);
}
const content = contentOf('850-order');

describe('the forms in which JSON comes', () => {
  test.each([
    ['plural root, array', `{"Orders":{"Order":[${content}]}}`],
    ['plural root, one', `{"Orders":{"Order":${content}}}`],
    ['plural root over an array of roots', `{"Orders":[{"Order":${content}}]}`],
    ['plural root over bare content', `{"Orders":[${content}]}`],
    ['singular root', `{"Order":${content}}`],
    ['singular root over an array', `{"Order":[${content}]}`],
    ['array of roots', `[{"Order":${content}}]`],
    ['array of bare content', `[${content}]`],
    ['bare content', content],
    ['a byte order mark', `\uFEFF${content}`],
    ['with notes of JSON tools', `{"$schema":"x","@xmlns":"y","Orders":{"@xmlns":"z","Order":${content}}}`],
    ['prefixed names', `{"rsx:Orders":{"rsx:Order":${content}}}`],
  ])('%s', (_form, text) => {
    const reading = read(text);
    expect(reading).toMatchObject({ format: 'rsx-json', findings: [] });
    expect(reading.documents).toEqual([order]);
  });

  test('several, in each form', () => {
    for (const text of [`[${content},${content}]`, `{"Orders":{"Order":[${content},${content}]}}`]) {
      expect(read(text).documents).toEqual([order, order]);
    }
  });

  test('an array with one member, or the member alone, is the same', () => {
    const single = `{"Header":{"OrderHeader":{"TradingPartnerId":"A","PurchaseOrderNumber":"1"},"Dates":{"Date":"2026-01-01"}}}`;
    const array = single.replace(/"Dates":(\{[^}]*\})/, '"Dates":[$1]');
    expect(readOne(array)).toEqual(readOne(single));
  });
});

describe('bare content tells its kind', () => {
  test.each(exampleNames)('%s', (name) => {
    expect(readOne(contentOf(name), { direction: 'in', fileName: 'out/x.json' }).kind).toBe(name.slice(0, 3));
  });

  const bare = (header: object, line: object = {}): string =>
    JSON.stringify({ Header: { OrderHeader: { TradingPartnerId: 'A', PurchaseOrderNumber: '1', ...header } }, LineItem: [line] });

  test.each<[string, string, DocumentKind]>([
    ['POChangeAcknowledgeDate', bare({ POChangeAcknowledgeDate: '2026-01-01' }), '865'],
    [
      'acknowledged lines of a change',
      bare({ ChangeOrderSeqNumber: '1' }, { LineItemAcknowledgement: [{ ItemStatusCode: 'IA' }] }),
      '865',
    ],
    ['AcknowledgementDate', bare({ AcknowledgementDate: '2026-01-01' }), '855'],
    ['LineItemAcknowledgement', bare({}, { LineItemAcknowledgement: [{ ItemStatusCode: 'IA' }] }), '855'],
    ['ChangeOrderSeqNumber', bare({ ChangeOrderSeqNumber: '2' }), '860'],
    ['LineChangeCode', bare({}, { OrderLine: { LineChangeCode: 'QI' } }), '860'],
    ['nothing', bare({}), '850'],
  ])('%s', (_mark, text, kind) => {
    const document = readOne(text);
    expect(document.kind).toBe(kind);
    expect(document.findings).toEqual([]);
  });

  test.each<[string, 'in' | 'out' | undefined, DocumentKind]>([
    ['out/PC123.json', 'in', '860'],
    ['out/PO123.json', 'in', '850'],
    ['PR123.json', 'out', '855'],
    ['PR123.json', 'in', '850'],
    ['CA123.json', undefined, '865'],
    ['PC-7.json', 'in', '860'],
    ['PR_7.json', 'out', '855'],
    ['out/pcb-orders.json', 'in', '850'],
    ['out/pc123.json', 'in', '850'],
    ['out/PCB-1.json', 'in', '850'],
    ['product.json', undefined, '850'],
    ['PROMO.json', undefined, '850'],
    ['cart.json', undefined, '850'],
    ['whatever.json', 'out', '855'],
    ['whatever.json', 'in', '850'],
  ])('without marks the name %s and the direction %s decide', (fileName, direction, kind) => {
    expect(readOne(bare({}), { fileName, ...(direction === undefined ? {} : { direction }) }).kind).toBe(kind);
  });

  test('content wins over the name', () => {
    expect(readOne(bare({ ChangeOrderSeqNumber: '2' }), { fileName: 'PO1.json', direction: 'in' }).kind).toBe('860');
  });
});

describe('values', () => {
  const withHeader = (members: string): string =>
    `{"Order":{"Header":{"OrderHeader":{"TradingPartnerId":"A","PurchaseOrderNumber":"1",${members}}}}}`;
  const value = (members: string, name: string): string | undefined =>
    textAt(readOne(withHeader(members)).root, `Header/OrderHeader/${name}`);

  test.each(['10.0', '10', '0.10', '-1.50', '12345678901234567890.123456789012345678901234567890'])(
    'number %s stays as written',
    (number) => {
      expect(value(`"ExchangeRate":${number}`, 'ExchangeRate')).toBe(number);
    },
  );

  test('strings, escapes, booleans, null', () => {
    expect(value('"Vendor":"0\\u0030\\n\\"\\\\ \\ud83d\\ude9a"', 'Vendor')).toBe('00\n"\\ 🚚');
    expect(textAt(readOne('{"Order":{"Meta":{"IsDropShip":true},"Header":{}}}').root, 'Meta/IsDropShip')).toBe('true');
    expect(value('"Vendor":null', 'Vendor')).toBe('');
  });

  test('members that occur twice are both kept', () => {
    const document = readOne(withHeader('"Vendor":"1","Vendor":"2"'));
    expect(ruleAndPath(document.findings)).toEqual(['RSX-TWICE Order/Header/OrderHeader/Vendor[2]']);
  });

  test('names that JavaScript objects know are names like others', () => {
    const document = readOne(withHeader('"__proto__":"x","constructor":"y"'));
    expect(ruleAndPath(document.findings)).toEqual([
      'RSX-UNKNOWN Order/Header/OrderHeader/__proto__',
      'RSX-UNKNOWN Order/Header/OrderHeader/constructor',
    ]);
  });

  test('a character that XML cannot carry is reported', () => {
    expect(ruleAndPath(readOne(withHeader('"Vendor":"a\\u0001b"')).findings)).toEqual([
      'RSX-TEXT Order/Header/OrderHeader/Vendor',
    ]);
  });
});

describe('JSON that cannot be read', () => {
  test.each([
    '{"Order":',
    '{"Order"',
    '{"Ord',
    '[',
    '[{}',
    '{"Order":{"Header":tru',
    '{"a":-',
    '{"a":1',
    '{"a":1.',
    '{"a":"x\\u00',
    '{"a":"\\',
    '[1,',
  ])('%s ends early', (text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'truncated', complete: false });
  });

  test('every beginning of a document is one that ends early', () => {
    for (let end = 1; end < content.length; end += 7) {
      expect(unreadable(content.slice(0, end))).toMatchObject({ reason: 'truncated', complete: false });
    }
  });

  test.each([
    '{a:1}',
    "{'a':1}",
    '{"a":1,}',
    '[1,]',
    '{"a":01}',
    '{"a":1}x',
    '{"a":+1}',
    '{"a":"\u0001"}',
    '{"a":"\\x"}',
    '{"a" 1}',
    '{"a":NaN}',
  ])('%s is no JSON', (text) => {
    const { reason, sentence, complete } = unreadable(text);
    expect({ reason, complete }).toEqual({ reason: 'not-well-formed', complete: true });
    expect(sentence).toMatch(/line 1, column \d+/);
  });

  test.each(['{}', '[]', '[1,2]', '{"Orders":[]}', '{"Orders":{}}'])('%s holds no document', (text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'not-rsx', complete: true });
  });

  test('an unknown root', () => {
    expect(unreadable('{"Menu":{"Header":1}}')).toMatchObject({ reason: 'unknown-root' });
    expect(unreadable('{"ProductActivities":{}}').sentence).toContain('852');
  });
});
