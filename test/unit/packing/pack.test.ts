import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPacking, differences } from '#core/domain/checkPacking.ts';
import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { PackingRecord, PackLine } from '#core/domain/packing.ts';
import { keepNumbers, reuseNumbers } from '#core/packing/keepNumbers.ts';
import { packLinesOf } from '#core/engine/packing/slip.ts';
import { packByRule } from '#core/packing/pack.ts';
import { exampleOrder } from '../drafting/fixture.ts';

const line = (slipLine: number, quantity: string, change: Partial<PackLine> = {}): PackLine => ({
  slipLine,
  threadId: 1,
  purchaseOrder: 'PO-1',
  lineNumber: String(slipLine).padStart(3, '0'),
  store: '',
  itemNumber: `D000${slipLine}`,
  buyerPart: `B${slipLine}`,
  upc: '',
  description: 'Speaker',
  quantity,
  unit: 'ea',
  ...change,
});

const packed = (lines: readonly PackLine[], rule: Parameters<typeof packByRule>[1]): PackingRecord => {
  const result = packByRule(lines, rule);
  if (!result.packed) throw new Error(result.what);
  return result.record;
};
const contents = ({ cartons }: Pick<PackingRecord, 'cartons'>) =>
  cartons.map(({ lines }) => lines.map(({ slipLine, quantity }) => `${slipLine}:${quantity}`).join('+'));

describe('packing by rule', () => {
  const lines = [line(1, '30', { perCase: '12' }), line(2, '5')];
  it('takes one carton for each started case, and one for a line whose case nobody knows', () => {
    expect(contents(packed(lines, { cartons: 'case-pack' }))).toEqual(['1:12', '1:12', '1:6', '2:5']);
  });
  it('takes whole cases for whole, also where one piece is a seventh of a case', () => {
    const order = { ...exampleOrder, lines: exampleOrder.lines.map((bought) => ({ ...bought, unit: 'EA', pack: '7' })) };
    const source = { position: 1, quantity: '3', unit: 'cs', itemNumber: 'D0001', externalItem: '', name: '' };
    const factor = decimalText(new Decimal(1).dividedBy(7));
    const joined = [{ threadId: 1, position: 1, store: '', factor, source }] as unknown as Parameters<
      typeof packLinesOf
    >[0]['lines'];
    const cases = packLinesOf({ lines: joined, orders: [{ threadId: 1, order }] });
    expect(contents(packed(cases, { cartons: 'case-pack' }))).toEqual(['1:1', '1:1', '1:1']);
  });
  it('takes one carton a line, or one for all', () => {
    expect(contents(packed(lines, { cartons: 'line' }))).toEqual(['1:30', '2:5']);
    expect(contents(packed(lines, { cartons: 'one' }))).toEqual(['1:30+2:5']);
  });
  it('never lets two stores or orders share a carton or a pallet', () => {
    const split = [
      line(1, '4', { store: '101' }),
      line(2, '4', { store: '102' }),
      line(3, '1', { threadId: 2, purchaseOrder: 'PO-2' }),
    ];
    const record = packed(split, { cartons: 'one', cartonsPerPallet: 10 });
    expect(record.cartons.map(({ store, pallet }) => [store, pallet])).toEqual([
      ['101', 1],
      ['102', 2],
      ['', 3],
    ]);
  });
  it('stands so many cartons on a pallet', () => {
    const record = packed([line(1, '60', { perCase: '12' })], { cartons: 'case-pack', cartonsPerPallet: 2 });
    expect(record.cartons.map(({ pallet }) => pallet)).toEqual([1, 1, 2, 2, 3]);
    expect(record.pallets).toHaveLength(3);
  });
  it('takes no rule for what can only be a wrong case pack', () => {
    expect(packByRule([line(1, '100000', { perCase: '1' })], { cartons: 'case-pack' })).toMatchObject({
      packed: false,
      what: expect.stringContaining('100000 cartons') as unknown,
    });
  });
  it('conserves every quantity and passes its own check, whatever the slip', () => {
    const quantity = fc.integer({ min: 1, max: 2_000 }).map((value) => decimalText(new Decimal(value).dividedBy(8)));
    const some = fc.array(
      fc.record({
        quantity,
        perCase: fc.option(fc.integer({ min: 3, max: 48 }).map(String), { nil: undefined }),
        store: fc.constantFrom('', '101', '102'),
        threadId: fc.constantFrom(1, 2),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        some,
        fc.constantFrom('case-pack', 'line', 'one'),
        fc.integer({ min: 1, max: 9 }),
        (given, cartons, perPallet) => {
          const slip = given.map(({ perCase, threadId, ...rest }, index) =>
            line(index + 1, rest.quantity, {
              ...rest,
              threadId,
              purchaseOrder: `PO-${threadId}`,
              ...(perCase === undefined ? {} : { perCase }),
            }),
          );
          const record = packed(slip, { cartons, cartonsPerPallet: perPallet });
          expect(differences(slip, record).every(({ open }) => open === '0')).toBe(true);
          expect(checkPacking(slip, record, true)).toEqual([]);
        },
      ),
    );
  });
});

describe('the check of a packing', () => {
  const slip = [line(1, '24', { perCase: '12' }), line(2, '5', { store: '101' })];
  const good = packed(slip, { cartons: 'case-pack' });
  const rules = (record: PackingRecord, onPallets = false) => checkPacking(slip, record, onPallets).map(({ rule }) => rule);
  const change = (index: number, part: Partial<PackingRecord['cartons'][number]>): PackingRecord => ({
    ...good,
    cartons: good.cartons.map((carton, at) => (at === index ? { ...carton, ...part } : carton)),
  });
  it('passes what is the slip', () => expect(rules(good)).toEqual([]));
  it.each([
    ['too little', change(0, { lines: [{ slipLine: 1, quantity: '11' }] }), ['856-09']],
    [
      'an empty carton',
      { ...good, cartons: [...good.cartons, { number: 4, sscc: '', store: '', weightUnit: '', tracking: '', lines: [] }] },
      ['856-11'],
    ],
    [
      'a line that is not there',
      change(0, {
        lines: [
          { slipLine: 1, quantity: '12' },
          { slipLine: 9, quantity: '1' },
        ],
      }),
      ['856-09'],
    ],
    [
      'goods of two stores',
      change(0, {
        lines: [
          { slipLine: 1, quantity: '12' },
          { slipLine: 2, quantity: '1' },
        ],
      }),
      ['856-09', '856-01'],
    ],
    ['the mark of another store', change(2, { store: '102' }), ['856-06']],
    ['a pallet that is not there', change(0, { pallet: 3 }), ['856-12']],
    ['a wrong check digit', change(0, { sscc: '006141411000000018' }), ['LBL-01']],
    ['a gap in the numbering', change(2, { number: 4 }), ['856-01']],
    [
      'a quantity that is none',
      change(0, {
        lines: [
          { slipLine: 1, quantity: '12' },
          { slipLine: 1, quantity: '-0' },
        ],
      }),
      ['856-11'],
    ],
  ] as const)('names %s', (_name, record, expected) => expect(rules(record)).toEqual(expected));
  it('names a number that two cartons have, and cartons on no pallet where pallets are asked for', () => {
    const sscc = '006141411000000019';
    const twice = { ...good, cartons: good.cartons.map((carton, index) => ({ ...carton, sscc: index < 2 ? sscc : '' })) };
    expect(rules(twice)).toEqual(['LBL-03']);
    expect(rules(good, true)).toEqual(['856-12', '856-12', '856-12']);
  });
});

describe('numbers of a packing that is made again', () => {
  const slip = [line(1, '24', { perCase: '12' })];
  const before: PackingRecord = {
    ...packed(slip, { cartons: 'case-pack', cartonsPerPallet: 2 }),
  };
  const numbered: PackingRecord = {
    ...before,
    cartons: before.cartons.map((carton, index) => ({ ...carton, sscc: `00614141100000000${index}` })),
    pallets: before.pallets.map((pallet) => ({ ...pallet, sscc: '006141411000000099' })),
  };
  it('stay where content, weight aside, is as it was; the repacked carton and its pallet get new ones', () => {
    const weighed = { ...numbered, cartons: numbered.cartons.map((carton) => ({ ...carton, weight: '9', weightUnit: 'LB' })) };
    expect(keepNumbers(numbered, weighed)).toMatchObject({ cartons: weighed.cartons, pallets: numbered.pallets });
    const moved = {
      ...numbered,
      cartons: numbered.cartons.map((carton, index) => ({
        ...carton,
        lines: [{ slipLine: 1, quantity: index === 0 ? '12' : '6' }],
      })),
    };
    const kept = keepNumbers(numbered, moved);
    expect(kept.cartons.map(({ sscc }) => sscc)).toEqual(['006141411000000000', '']);
    expect(kept.pallets.map(({ sscc }) => sscc)).toEqual(['']);
  });
  it('are used again by rule, each once', () => {
    const again = reuseNumbers(numbered, packed([line(1, '36', { perCase: '12' })], { cartons: 'case-pack' }));
    expect(again.cartons.map(({ sscc }) => sscc)).toEqual(['006141411000000000', '006141411000000001', '']);
  });
});
