import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#core/domain/decimal.ts';
import { resolveOrder, type ResolveResult } from '#core/mapping/resolve.ts';
import { convertPrice, convertQuantity } from '#core/mapping/resolveUnit.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { address, identity, line, order, partner, rows } from './fixture.ts';

const today = '2026-03-02';

function plans(result: ResolveResult): readonly SalesOrderPlan[] {
  if (result.outcome === 'gaps') throw new Error(JSON.stringify(result.gaps));
  return result.plans;
}
const gaps = (result: ResolveResult): readonly string[] =>
  result.outcome === 'gaps' ? result.gaps.map((gap) => gap.fix.fix) : [];
const resolve = (change: Parameters<typeof order>[0] = {}, mapping: Parameters<typeof rows>[0] = {}) =>
  resolveOrder({ order: order(change), identity, rows: rows(mapping), today });

describe('resolving an order', () => {
  it('makes one plan with everything that Dynamics needs', () => {
    const [plan] = plans(resolve());
    expect(plan).toMatchObject({
      company: 'usmf',
      customer: 'US-1',
      reference: 'PO1',
      requisition: 'PO1',
      currency: 'USD',
      site: '1',
      warehouse: '13',
      requestedShip: '2026-03-10',
      address: { kind: 'location', locationId: 'L0' },
    });
    expect(
      plan?.lines.map((entry) => [
        entry.customersLineNumber,
        entry.lineNumber,
        entry.itemNumber,
        entry.quantity,
        entry.unit,
        entry.price,
        entry.externalItem,
      ]),
    ).toEqual([
      [1, '001', 'D1', '24', 'ea', '12.5', 'NW-1'],
      [2, '002', 'D2', '24', 'ea', '12.5', 'NW-2'],
    ]);
  });
  it('names every gap at once', () => {
    const broken = {
      addresses: [address({ code: '9999' })],
      lines: [line(1, { item: { buyerPart: 'X', vendorPart: '', upc: '', gtin: '', ean: '' } }), line(2, { unit: 'PL' })],
    };
    expect(gaps(resolve(broken))).toEqual(['location', 'item', 'unit']);
  });
  it('names an unknown or switched-off partner alone', () => {
    expect(gaps(resolve({}, { partner: undefined }))).toEqual(['partner']);
    expect(gaps(resolve({}, { partner: partner({}, { active: false }) }))).toEqual(['partner']);
  });
  it('keeps codes as text: 0817 is not 817', () => {
    expect(gaps(resolve({ addresses: [address({ code: '817' })] }))).toEqual(['location']);
  });
  it.each([
    ['', '2'],
    ['001', '1'],
    ['A1', '2'],
    ['9999999999', '2'],
  ])('numbers lines by position unless all are distinct Int32 (%s, %s)', (first, second) => {
    const [plan] = plans(resolve({ lines: [line(1, { lineNumber: first }), line(2, { lineNumber: second })] }));
    expect(plan?.lines.map((entry) => entry.customersLineNumber)).toEqual([1, 2]);
    expect(plan?.lines.map((entry) => entry.lineNumber)).toEqual([first, second]);
  });
  it('keeps numbers that are distinct', () => {
    const [plan] = plans(resolve({ lines: [line(1, { lineNumber: '010' }), line(2, { lineNumber: '020' })] }));
    expect(plan?.lines.map((entry) => entry.customersLineNumber)).toEqual([10, 20]);
  });
  it('sends a drop-ship order to the consumer', () => {
    const consumer = address({
      code: '',
      qualifier: '',
      name: 'J. Doe',
      lines: ['12 Elm St'],
      city: 'Tulsa',
      state: 'OK',
      postalCode: '74103',
      country: 'USA',
    });
    const [plan] = plans(resolve({ customerOrderNumber: 'W1', addresses: [consumer] }));
    expect(plan?.address).toMatchObject({ kind: 'order-specific', name: 'J. Doe', street: '12 Elm St', postalCode: '74103' });
  });
  it('gives Dynamics the e-mail of the consumer, not that of the buyer', () => {
    const contact = (type: string, email: string) => ({ type, email, name: '', phone: '', path: '' });
    const consumer = address({ code: '', name: 'J. Doe', lines: ['12 Elm St'], city: 'Tulsa' });
    const emailOf = (...contacts: readonly ReturnType<typeof contact>[]) =>
      plans(resolve({ typeCode: 'DS', addresses: [consumer], contacts }))[0]?.email;
    expect(emailOf(contact('BD', 'buyer@shop'), contact('RE', ''), contact('RE', 'doe@home'))).toBe('doe@home');
    expect(emailOf(contact('BD', 'buyer@shop'), contact('IC', 'doe@home'))).toBe('doe@home');
    expect(emailOf(contact('BD', 'buyer@shop'), contact('CR', 'care@shop'))).toBe('');
  });
  it('sends a drop-ship order to the store whose code is all that it says', () => {
    const [plan] = plans(resolve({ typeCode: 'DS', addresses: [address({ lines: [], city: '' })] }));
    expect(plan?.address).toEqual({ kind: 'location', locationId: 'L0' });
  });
  it.each([
    ['names nobody', []],
    ['names no street', [address({ code: '', name: 'J. Doe', lines: [], city: 'Tulsa', postalCode: '74103' })]],
    ['names no town', [address({ code: '', name: 'J. Doe', lines: ['12 Elm St'], city: '', postalCode: '' })]],
  ])('holds a drop-ship order that %s: Dynamics would ship to the customer’s own address, or nowhere', (_what, addresses) => {
    const { findings } = resolve({ typeCode: 'DS', addresses });
    expect(findings).toMatchObject([{ severity: 'HOLD', rule: 'GEN-13', fix: { fix: 'retailer' } }]);
  });
  it('maps the carrier to a mode of delivery', () => {
    expect(plans(resolve({}, { partner: partner({ deliveryModes: { ABFS: 'LTL' } }) }))[0]?.deliveryMode).toBe('LTL');
    expect(plans(resolve({}, { partner: partner({ deliveryMode: 'TRUCK' }) }))[0]?.deliveryMode).toBe('TRUCK');
    expect(plans(resolve({ carrierCode: 'constructor' }))[0]?.deliveryMode).toBe('');
  });
  it('writes dimensions in the environment’s format and refuses those that do not fit', () => {
    const input = { today, order: order(), identity, rows: rows({ partner: partner({ dimensions: ['', '002'] }) }) };
    const fitting = resolveOrder({ ...input, dimensionFormat: { segments: ['Unit', 'Department'], delimiter: '-' } });
    expect(plans(fitting)[0]?.dimension).toBe('-002');
    const blank = { ...input, rows: rows({ partner: partner({ dimensions: ['', ''] }) }) };
    expect(plans(resolveOrder(blank))[0]?.dimension).toBe('');
    for (const format of [undefined, { segments: ['Unit'], delimiter: '-' }]) {
      expect(resolveOrder({ ...input, dimensionFormat: format }).findings.map((found) => found.severity)).toEqual(['BLOCK']);
    }
  });
});

describe('the product of a line', () => {
  const codes = { partnerId: 'P', buyerPart: '', gtin: '', ean: '', unit: 'ea' };
  const shared = [
    { ...codes, vendorPart: 'HD-40', upc: '614141000012', itemNumber: 'D1' },
    { ...codes, vendorPart: 'HD-40', upc: '614141000029', itemNumber: 'D2' },
  ];
  const only = (item: Partial<Parameters<typeof line>[1] & object>['item']) => ({
    lines: [line(1, { item: item ?? { buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '' } })],
  });

  it('is narrowed by other numbers where a vendor part is shared', () => {
    const [plan] = plans(
      resolve(only({ buyerPart: '', vendorPart: 'HD-40', upc: '614141000029', gtin: '', ean: '' }), { items: shared }),
    );
    expect(plan?.lines[0]?.itemNumber).toBe('D2');
  });
  it('is never guessed: a shared part alone, or numbers that disagree, are findings', () => {
    expect(gaps(resolve(only({ buyerPart: '', vendorPart: 'HD-40', upc: '', gtin: '', ean: '' }), { items: shared }))).toEqual([
      'item-choice',
    ]);
    const other = [...shared, { ...codes, buyerPart: 'B9', vendorPart: '', upc: '', itemNumber: 'D9' }];
    expect(
      gaps(resolve(only({ buyerPart: 'B9', vendorPart: '', upc: '614141000029', gtin: '', ean: '' }), { items: other })),
    ).toEqual(['item-choice']);
  });
  it('is found by a UPC that the map holds as a GTIN', () => {
    const items = [{ ...codes, vendorPart: '', upc: '', gtin: '00614141000012', itemNumber: 'D7' }];
    expect(
      plans(resolve(only({ buyerPart: '', vendorPart: '', upc: '614141000012', gtin: '', ean: '' }), { items }))[0]?.lines[0]
        ?.itemNumber,
    ).toBe('D7');
  });
  it('ignores a number that the map does not know, when another one is', () => {
    const [plan] = plans(resolve(only({ buyerPart: 'NW-1', vendorPart: 'unknown', upc: '', gtin: '', ean: '' })));
    expect(plan?.lines[0]?.itemNumber).toBe('D1');
  });
});

describe('stores', () => {
  const split = [
    line(1, { quantity: '30', stores: [store('0101', '10'), store('0102', '20')] }),
    line(2, { quantity: '5', stores: [store('0101', '5')] }),
  ];
  function store(code: string, quantity: string) {
    return { store: code, qualifier: '92', quantity, unit: 'EA', path: 'q' };
  }
  it('become lines with addresses of their own', () => {
    const [plan, ...more] = plans(resolve({ lines: split }));
    expect(more).toEqual([]);
    expect(plan?.lines.map((entry) => [entry.store, entry.quantity, entry.address, entry.customersLineNumber])).toEqual([
      ['0101', '10', { kind: 'location', locationId: 'L1' }, 1],
      ['0102', '20', { kind: 'location', locationId: 'L2' }, 2],
      ['0101', '5', { kind: 'location', locationId: 'L1' }, 3],
    ]);
  });
  it('or orders of their own, by the partner’s sheet', () => {
    const made = plans(resolve({ lines: split }, { partner: partner({ storeSplit: 'orders' }) }));
    expect(made.map((plan) => [plan.reference, plan.address, plan.lines.map((entry) => entry.quantity)])).toEqual([
      ['PO1/0101', { kind: 'location', locationId: 'L1' }, ['10', '5']],
      ['PO1/0102', { kind: 'location', locationId: 'L2' }, ['20']],
    ]);
  });
  it('that do not add up are held with both figures', () => {
    const wrong = resolve({ lines: [line(1, { quantity: '10', stores: [store('0101', '10'), store('0102', '20')] })] });
    expect(wrong.findings).toMatchObject([{ severity: 'HOLD', rule: '850-06', value: '30', expected: '10' }]);
  });
  it('that count in another unit than the line are held, also where the bare numbers agree', () => {
    const inEach = (quantity: string) => ({ ...store('0101', quantity), unit: 'EA' });
    const cases = (quantity: string) => resolve({ lines: [line(1, { unit: 'CA', quantity: '10', stores: [inEach(quantity)] })] });
    const message = 'Line 001: the stores add up to 10 EA, the line orders 10 CA.';
    expect(cases('10').findings).toMatchObject([
      { severity: 'HOLD', rule: '850-06', message, value: '10 EA', expected: '10 CA' },
    ]);
    expect(cases('120').findings).toMatchObject([{ rule: '850-06', value: '120 EA', expected: '10 CA' }]);
    const same = [store('0101', '24'), { ...store('0102', '0'), unit: '' }].map((part) => ({ ...part, unit: part.unit && 'ea' }));
    expect(resolve({ lines: [line(1, { quantity: '24', stores: same })] }).findings).toEqual([]);
  });
  it.each(['lines', 'orders'] as const)('that get none of a line get no line and need no address (%s)', (storeSplit) => {
    const lines = [
      line(1, { quantity: '10', stores: [store('0101', '10'), store('0102', '0'), store('0999', '0.00')] }),
      line(2, { quantity: '5', stores: [store('0102', '5'), store('0101', '0')] }),
    ];
    const made = plans(resolve({ lines }, { partner: partner({ storeSplit }) }));
    expect(
      made.flatMap((plan) => plan.lines.map(({ lineNumber, store: code, quantity }) => [lineNumber, code, quantity])),
    ).toEqual([
      ['001', '0101', '10'],
      ['002', '0102', '5'],
    ]);
  });
  it('keep their line where none of them gets any of it: a person was asked about that', () => {
    const lines = [line(1, { quantity: '10', stores: [store('0101', '0'), store('0102', '0')] })];
    expect(plans(resolve({ lines })).flatMap((plan) => plan.lines.map(({ quantity }) => quantity))).toEqual(['0', '0']);
  });
  it('that nobody mapped are gaps', () => {
    expect(gaps(resolve({ lines: [line(1, { stores: [store('0999', '24')] })] }))).toEqual(['location']);
  });
  it('lose and gain nothing, whatever the split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('lines' as const, 'orders' as const),
        (parts, storeSplit) => {
          const stores = parts.map((quantity, index) => store(['0817', '0101', '0102'][index] ?? '', String(quantity)));
          const total = parts.reduce((sum, quantity) => sum + quantity, 0);
          const made = plans(
            resolve({ lines: [line(1, { quantity: String(total), stores })] }, { partner: partner({ storeSplit }) }),
          );
          const sum = made.flatMap((plan) => plan.lines).reduce((value, entry) => value.plus(entry.quantity), new Decimal(0));
          expect(sum.toNumber()).toBe(total);
        },
      ),
    );
  });
});

describe('units', () => {
  const units = [
    { partnerId: 'P', itemNumber: '', ediUnit: 'CA', unit: 'ea', factor: '10' },
    { partnerId: 'P', itemNumber: 'D1', ediUnit: 'CA', unit: 'ea', factor: '12' },
  ];
  it('of the item win over those of the partner, and prices go the other way', () => {
    const [plan] = plans(
      resolve(
        {
          lines: [
            line(1, { unit: 'CA', quantity: '2', price: '150.00' }),
            line(2, { unit: 'CA', quantity: '2', price: '150.00' }),
          ],
        },
        { units },
      ),
    );
    expect(plan?.lines.map((entry) => [entry.quantity, entry.price])).toEqual([
      ['24', '12.5'],
      ['20', '15'],
    ]);
  });
  it('keep the money of a line to less than a cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 144 }),
        (quantity, cents, factor) => {
          const conversion = { unit: 'ea', factor: new Decimal(factor) };
          const price = new Decimal(cents).dividedBy(100).toFixed();
          const money = new Decimal(convertQuantity(String(quantity), conversion)).times(convertPrice(price, conversion));
          expect(money.minus(new Decimal(price).times(quantity)).abs().lessThan('0.05')).toBe(true);
        },
      ),
    );
  });
});
