import { describe, expect, test } from 'vitest';
import { changed, example, read, readOne, unreadable, utf8 } from './helpers.ts';

const order = example('850-order');

describe('what is no RSX', () => {
  test.each([
    ['nothing', ''],
    ['only a byte order mark', '\uFEFF'],
    ['only space', ' \r\n\t '],
  ])('%s is empty', (_what, text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'empty', complete: false });
  });

  test.each([
    ['prose', 'Please find the order attached.'],
    ['CSV', 'PO,Line,Qty\n1,1,1\n'],
    ['EDIFACT', "UNA:+.? 'UNB+UNOC:3"],
  ])('%s', (_what, text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'not-rsx', complete: true });
  });

  test.each([
    ['a web page', '<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>'],
    ['a web page without a document type', '<HTML><body>502</body></HTML>'],
    [
      'a web page in XHTML',
      '<?xml version="1.0" encoding="iso-8859-1"?>\n<!-- gateway -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">\n<html><body>502</body></html>',
    ],
  ])('%s, which a gateway sends: the file may be good', (_what, text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'not-rsx', complete: false });
  });

  test('an X12 interchange, whole and cut', () => {
    const x12 = `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*1200*U*00401*000000001*0*P*>~${'GS*PO*A*B~'.repeat(30)}`;
    expect(unreadable(`${x12}IEA*1*000000001~`)).toMatchObject({ reason: 'x12', complete: true });
    expect(unreadable(x12)).toMatchObject({ reason: 'truncated', complete: false });
  });

  test('an unknown root, and an RSX document that is not ours', () => {
    expect(unreadable('<Catalogue><Order/></Catalogue>')).toMatchObject({ reason: 'unknown-root' });
    expect(unreadable('<PlanningSchedules/>').sentence).toContain('830');
    expect(unreadable('<Orders/>')).toMatchObject({ reason: 'not-rsx' });
  });
});

describe('RSX 7.6', () => {
  test.each([
    ['its LineItems', changed(changed(order, '<LineItem>', '<LineItems><LineItem>'), '<Summary>', '</LineItems><Summary>')],
    ['its numbered dates', order.replaceAll('Dates>', 'Date>').replaceAll('DateTimeQualifier>', 'DateTimeQualifier1>')],
    ['its notes', order.replaceAll('Note>', 'NoteInformationField>')],
    [
      'two names of its own',
      order.replaceAll('References>', 'Reference>').replaceAll('PrimaryPOTypeCode', 'PurchaseOrderTypeCode'),
    ],
    ['JSON', '{"Order":{"Header":{},"LineItems":{"LineItem":[]}}}'],
    ['bare JSON', '{"LineItems":{"LineItem":[{}]}}'],
  ])('is told by %s', (_mark, text) => {
    const { reason, sentence, complete } = unreadable(text);
    expect({ reason, complete }).toEqual({ reason: 'rsx-7.6', complete: true });
    expect(sentence).toContain('7.7.7');
  });

  test('is not suspected because of one unknown name', () => {
    expect(readOne(changed(order, '<Summary>', '<Reference/><Summary>')).kind).toBe('850');
  });

  const names = '<Reference>1</Reference><Contact>2</Contact><Tax>3</Tax><PackDimensionUOM>IN</PackDimensionUOM>';
  test.each([
    ['in a foreign group', changed(order, '<Summary>', `<Extension>${names}</Extension><Summary>`)],
    ['deep in a foreign group', changed(order, '</Header>', `<Extension><More>${names}</More></Extension></Header>`)],
    ['where 7.6 has none of them', changed(order, '</Dates>', `${names}</Dates>`)],
    ['beside what 7.7.7 calls them', changed(order, '</Header>', '<Reference>1</Reference><Contact>2</Contact></Header>')],
    [
      'that also 7.6 had once, said twice',
      changed(order, '</Header>', '<Reference>1</Reference><Reference>2</Reference></Header>'),
    ],
    [
      'of dates that are a foreign element',
      changed(order, '<Summary>', '<Extension><Date1>2026-03-01</Date1></Extension><Summary>'),
    ],
    ['of lines in a foreign group', changed(order, '</Header>', '<Extension><LineItems/></Extension></Header>')],
  ])('is not suspected because of names %s', (_where, text) => {
    const { kind, findings } = readOne(text);
    expect(kind).toBe('850');
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'RSX-UNKNOWN' }));
  });

  test('counts names that belong together once', () => {
    const both =
      '<PurchaseOrderTypeCode>SA</PurchaseOrderTypeCode><POTypeDescription>Stand-alone</POTypeDescription></OrderHeader>';
    const old = changed(order.replaceAll(/<PrimaryPOTypeCode>[^<]*<\/PrimaryPOTypeCode>/g, ''), '</OrderHeader>', both);
    expect(readOne(old).kind).toBe('850');
  });
});

describe('what ends early', () => {
  test('every beginning of an XML file', () => {
    const text = order.trimEnd();
    for (let end = 1; end < text.length; end += 13) {
      expect(unreadable(text.slice(0, end))).toMatchObject({ reason: 'truncated', complete: false });
    }
    expect(unreadable(text.slice(0, -1))).toMatchObject({ reason: 'truncated' });
    expect(readOne(text).kind).toBe('850');
  });

  test('in the middle of a character', () => {
    const bytes = utf8(changed(order, 'ABF Freight', 'ABF 🚚'));
    const start = bytes.indexOf(0xf0);
    for (const kept of [1, 2, 3]) {
      expect(unreadable(bytes.subarray(0, start + kept))).toMatchObject({ reason: 'truncated', complete: false });
    }
  });

  test('says what is open', () => {
    expect(unreadable('<Orders><Order><Header>').sentence).toContain('Header');
  });
});

describe('what is not well-formed', () => {
  test.each([
    ['a wrong end tag', '<Order><Header></Order>'],
    ['a bare ampersand', '<Order><Header>Bed & Bath</Header></Order>'],
    ['two roots', '<Order></Order><Order></Order>'],
    ['text after the root', '<Order></Order>x'],
    ['a control character', '<Order>\u0001</Order>'],
    ['an attribute without quotes', '<Order a=1></Order>'],
    ['a reference to no character', '<Order>&#1;</Order>'],
  ])('%s', (_what, text) => {
    const { reason, sentence, complete } = unreadable(text);
    expect({ reason, complete }).toEqual({ reason: 'not-well-formed', complete: true });
    expect(sentence).toMatch(/at line 1, column \d+/);
  });

  test.each([
    ['Latin-1', Uint8Array.from([...utf8('<Order>'), 0xe4, 0x20, ...utf8('</Order>')])],
    ['UTF-16 with mark', Uint8Array.from([0xff, 0xfe, 0x3c, 0x00])],
    ['UTF-16 without mark', Uint8Array.from([0x00, 0x3c, 0x00, 0x4f])],
  ])('%s', (_what, bytes) => {
    expect(unreadable(bytes)).toMatchObject({ reason: 'not-utf8', complete: true });
  });
});

describe('attacks', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE Orders [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><Orders><Order>&a8;</Order></Orders>`;

  test.each([
    ['an entity bomb', bomb],
    ['an external entity', '<!DOCTYPE Order [<!ENTITY x SYSTEM "file:///etc/passwd">]><Order>&x;</Order>'],
    ['an external document type', '<!DOCTYPE Order SYSTEM "http://127.0.0.1:1/x.dtd"><Order/>'],
    ['an entity from nowhere', '<Order><Header>&company;</Header></Order>'],
  ])('%s is refused', (_what, text) => {
    expect(unreadable(text)).toMatchObject({ reason: 'forbidden-xml', complete: true });
  });

  const nested = (depth: number): string => `<Order>${'<X>'.repeat(depth - 1)}${'</X>'.repeat(depth - 1)}</Order>`;
  const nestedJson = (depth: number): string =>
    `{"Order":{"Header":{},"X":${'{"X":'.repeat(depth - 2)}1${'}'.repeat(depth - 2)}}}`;

  test('depth 64 is read, 65 is refused, a hundred thousand too', () => {
    expect(read(nested(64)).documents).toHaveLength(1);
    expect(read(nestedJson(64)).documents).toHaveLength(1);
    for (const text of [nested(65), nested(100_000), nestedJson(65), nestedJson(100_000), '['.repeat(100_000)]) {
      expect(unreadable(text)).toMatchObject({ reason: 'too-deep', complete: true });
    }
  });
});
