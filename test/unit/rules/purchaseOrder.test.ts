import { describe, expect, it } from 'vitest';
import { line } from '../mapping/fixture.ts';
import { ruleCases } from './cases.ts';
import { facts, goodOrder, said } from './support.ts';

describe.each(ruleCases)('rule $rule', ({ rule, passes, fails, finding, lacks }) => {
  it('passes', () => {
    expect(said(...passes)).toEqual([]);
  });
  it('fails with exactly this', () => {
    expect(said(...fails, rule)).toEqual([finding]);
  });
  it(`says nothing where data lacks: ${lacks[0]}`, () => {
    expect(said(lacks[1], lacks[2], rule)).toEqual([]);
  });
});

const dates = (...pairs: readonly (readonly [string, string])[]) => ({
  dates: pairs.map(([qualifier, date], index) => ({ qualifier, date, path: `d${index}` })),
});

const storePart = (store: string, quantity: string, path: string) => ({ store, quantity, path, qualifier: '92', unit: 'EA' });

describe('the rules of an 850', () => {
  it.each([
    ['a cancel date that is past', dates(['010', '2026-02-20'], ['001', '2026-03-01']), [['850-07', 'HOLD', 'd1']]],
    ['one behind a later one', dates(['061', '2026-04-20'], ['001', '2026-03-01']), [['850-07', 'HOLD', 'd1']]],
    [
      'a ship date that is past behind a day of delivery',
      dates(['002', '2026-03-20'], ['010', '2026-02-20']),
      [['850-07', 'HOLD', 'd1']],
    ],
    ['a requested date that is past', dates(['010', '2026-02-20'], ['001', '2026-03-20']), [['850-07', 'HOLD', 'd0']]],
    ['a window upside down', dates(['010', '2026-03-20'], ['001', '2026-03-10']), [['850-07', 'HOLD', 'd1']]],
    [
      'ship not before after the day that is asked for',
      dates(['037', '2026-03-12'], ['010', '2026-03-10'], ['001', '2026-03-20']),
      [['850-07', 'HOLD', 'd0']],
    ],
    ['nothing wrong with one that is that day', dates(['037', '2026-03-10'], ['010', '2026-03-10'], ['001', '2026-03-20']), []],
    ['ship not before after the end', dates(['037', '2026-03-21'], ['001', '2026-03-10']), [['850-07', 'HOLD', 'd0']]],
    ['a line count that is wrong', { totalLines: '5' }, [['850-05', 'WARN', 'Order/Summary/TotalLineItemNumber']]],
    ['no quantity', { lines: [line(1, { quantity: '' })] }, [['850-17', 'BLOCK', 'Order/LineItem[1]/OrderLine/OrderQty']]],
    [
      'a store that is to get less than none, also where the split adds up',
      { lines: [line(1, { stores: [storePart('0101', '-12', 's0'), storePart('0102', '36', 's1')] })] },
      [['850-17', 'BLOCK', 's0']],
    ],
    ['nothing wrong with a store that gets none', { lines: [line(1, { stores: [storePart('0101', '0', 's0')] })] }, []],
    ['no number', { number: '' }, [['850-19', 'BLOCK', 'Order/Header/OrderHeader/PurchaseOrderNumber']]],
    ['no partner', { partnerId: '' }, [['850-19', 'BLOCK', 'Order/Header/OrderHeader/TradingPartnerId']]],
    ['a number as long as Dynamics keeps', { number: 'x'.repeat(60), release: '' }, []],
    [
      'a longer one',
      { number: 'x'.repeat(61), release: '' },
      [['850-19', 'BLOCK', 'Order/Header/OrderHeader/PurchaseOrderNumber']],
    ],
    [
      'one that its release makes too long',
      { number: 'x'.repeat(58), release: 'R1' },
      [['850-19', 'BLOCK', 'Order/Header/OrderHeader/PurchaseOrderNumber']],
    ],
    [
      'half a character in the number',
      { number: 'A\uD83DB' },
      [['850-19', 'BLOCK', 'Order/Header/OrderHeader/PurchaseOrderNumber']],
    ],
    [
      'what XML cannot carry in the release',
      { release: '\u0001' },
      [['850-19', 'BLOCK', 'Order/Header/OrderHeader/ReleaseNumber']],
    ],
  ] as const)('find %s', (_name, change, expected) => {
    expect(said(goodOrder(change), facts()).map((found) => [found.rule, found.severity, found.path])).toEqual(expected);
  });

  it('a quantity that is no number is told as it stands', () => {
    const path = 'Order/LineItem[1]/OrderLine/OrderQty';
    const readerFindings = [{ severity: 'WARN', rule: 'RSX-NUMBER', path, message: 'is no number', value: '1e3' } as const];
    expect(said(goodOrder({ lines: [line(1, { quantity: '' })] }), facts({ readerFindings }))).toMatchObject([
      { rule: '850-17', severity: 'BLOCK', message: "Line 001 orders '1e3', which is no number.", value: '1e3' },
    ]);
  });

  it('a release of a past date binds to the date, not to today', () => {
    const past = goodOrder(dates(['010', '2026-02-20']));
    const [monday] = said(past, facts());
    const [tuesday] = said(past, facts({ today: '2026-03-03' }));
    expect(monday?.expected).not.toBe(tuesday?.expected);
    expect(monday?.basis).toBe(tuesday?.basis);
  });

  it('report everything at once', () => {
    const rules = said(
      goodOrder({ lines: [line(1, { quantity: '0', unit: 'CA' })], totalLines: '9', ...dates(['001', '2020-01-01']) }),
      facts(),
    );
    expect(new Set(rules.map((found) => found.rule))).toEqual(new Set(['850-17', '850-05', 'ITM-08', '850-07']));
  });

  it('read all notes together, those of lines with their line', () => {
    const document = goodOrder({
      notes: [{ code: 'GEN', text: 'Header', path: 'n0' }],
      lines: [line(1, { notes: [{ code: 'GFT', text: 'For Ann', path: 'n1' }] })],
    });
    expect(said(document, facts(), '850-14')[0]).toMatchObject({ path: 'n0', fix: { texts: ['Header', 'Line 001: For Ann'] } });
    expect(said(document, facts({}, { notesMustBeRead: false }))).toEqual([]);
    // What need not be read is the partner's own: nobody is asked while it is not known.
    expect(said(document, facts({ partner: undefined }), '850-14')).toEqual([]);
  });

  it('shipping notes hold nothing unless the sheet wants every note to be read', () => {
    const shipping = goodOrder({ notes: [{ code: 'SHP', text: 'Call for a dock appointment', path: 'n' }] });
    expect(said(shipping, facts())).toEqual([]);
    expect(said(shipping, facts({}, { exemptNotes: [] }), '850-14')).toHaveLength(1);
  });

  it('a partner that is still in testing blocks a live workspace, and no other', () => {
    const testing = { stage: 'test' } as const;
    expect(said(goodOrder(), facts({}, testing), 'GEN-02')[0]).toMatchObject({
      severity: 'BLOCK',
      value: 'test',
      expected: 'live',
    });
    expect(said(goodOrder(), facts({ workspace: 'test', path: 'testout/PO1.xml' }, testing))).toEqual([]);
    expect(said(goodOrder(), facts({ workspace: 'practice' }, testing))).toEqual([]);
  });
});
