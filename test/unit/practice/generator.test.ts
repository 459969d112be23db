import { describe, expect, test } from 'vitest';
import { families, retailers } from '#core/practice/catalogue.ts';
import { createPracticeClock } from '#core/practice/clock.ts';
import {
  createGenerator,
  oddities,
  type Generator,
  type OrderRequest,
  type PlacedFile,
} from '#core/practice/orders/generator.ts';
import { readRsx } from '#core/rsx/readRsx.ts';

const now = Date.parse('2026-03-02T15:00:00Z');
const newGenerator = (seed = 4): Generator =>
  createGenerator(
    seed,
    createPracticeClock(() => now),
  );
const textOf = (file: PlacedFile | undefined): string => new TextDecoder().decode(file?.bytes);
const place = (generator: Generator, request: OrderRequest): readonly string[] => generator.place(request).map(textOf);
const valuesOf = (text: string | undefined, name: string): string[] =>
  [...(text ?? '').matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '');
const numberOf = (text: string | undefined): string => valuesOf(text, 'PurchaseOrderNumber')[0] ?? '';

describe('every file of the generator', () => {
  const readable = oddities.filter((oddity) => oddity !== 'v76' && oddity !== 'x12');

  test.each([undefined, ...readable])('with the oddity %s is RSX 7.7.7 without a finding, of any seed', (oddity) => {
    for (let seed = 1; seed <= 12; seed += 1) {
      for (const { name, bytes } of newGenerator(seed).place({ count: 2, ...(oddity === undefined ? {} : { oddity }) })) {
        const reading = readRsx(bytes, { direction: 'in', fileName: name });
        if (reading.outcome !== 'documents') throw new Error(reading.sentence);
        expect(reading.findings).toEqual([]);
        for (const document of reading.documents) expect(document.findings).toEqual([]);
      }
    }
  });

  test.each([
    ['v76', 'rsx-7.6'],
    ['x12', 'x12'],
  ] as const)('with the oddity %s is refused as %s', (oddity, reason) => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const [file] = newGenerator(seed).place({ count: 1, oddity });
      expect(file && readRsx(file.bytes)).toMatchObject({ outcome: 'unreadable', reason, complete: true });
    }
  });

  test('has a name of its own, so that none overwrites another', () => {
    const generator = newGenerator();
    const names = oddities.flatMap((oddity) =>
      [1, 2].flatMap(() => generator.place({ count: 3, oddity }).map(({ name }) => name)),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test('is of the family and the partner that were asked for', () => {
    for (const retailer of retailers) {
      for (const family of retailer.families) {
        for (const oddity of [undefined, 'change', 'replace', 'cancel', 'same-number', 'several'] as const) {
          const generator = newGenerator();
          place(generator, { count: 8 });
          const texts = place(generator, { count: 2, family, partner: retailer.partnerId, ...(oddity ? { oddity } : {}) });
          expect(texts.flatMap((text) => valuesOf(text, 'TradingPartnerId')).every((id) => id === retailer.partnerId)).toBe(true);
          const split = family === 'crossdock' || family === 'multistore';
          const orders = texts.filter((text) => !text.includes('<OrderChange>'));
          expect(orders.every((text) => text.includes('<LocationQuantity>') === split)).toBe(true);
        }
      }
    }
  });
});

describe('oddities', () => {
  test('a shared vendor part is shared by two lines with other numbers, of any seed and with a line asked for', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const [text] = place(newGenerator(seed), { count: 1, oddity: 'shared-vendor-part', lines: 1 });
      const parts = valuesOf(text, 'VendorPartNumber');
      expect(parts).toHaveLength(2);
      expect(new Set(parts).size).toBe(1);
      expect(new Set(valuesOf(text, 'ConsumerPackageCode')).size).toBe(2);
    }
  });

  test('a shared vendor part of a retailer that names none is refused with those that do', () => {
    const request: OrderRequest = { count: 1, oddity: 'shared-vendor-part', partner: '9ADALLCONTOSOUS' };
    expect(() => newGenerator().place(request)).toThrow(/vendor parts/);
  });

  test('wrong totals are those of SPS: amount, count, quantity, and the total of a split that is the first store’s', () => {
    const [text] = place(newGenerator(), { count: 1, oddity: 'wrong-totals', family: 'multistore', lines: 1 });
    const [total] = valuesOf(text, 'TotalQty').map(Number);
    const stores = valuesOf(text, 'Qty').map(Number);
    expect(stores.length).toBeGreaterThan(1);
    expect(total).toBe(stores[0]);
    expect(valuesOf(text, 'OrderQty').map(Number)).toEqual([stores.reduce((sum, quantity) => sum + quantity, 0)]);
    expect(valuesOf(text, 'TotalLineItemNumber')).toEqual(['3']);
  });

  test('three cancellations cancel three orders, and nothing follows them', () => {
    const generator = newGenerator();
    const placed = place(generator, { count: 3 }).map(numberOf);
    const cancelled = place(generator, { count: 3, oddity: 'cancel' }).map(numberOf);
    expect(cancelled.toSorted()).toEqual(placed.toSorted());
    const [original, change] = place(generator, { count: 1, oddity: 'change' });
    expect(placed).not.toContain(numberOf(original));
    expect(numberOf(change)).toBe(numberOf(original));
  });

  test('a second change starts from what the first one left', () => {
    const generator = newGenerator();
    const [order] = place(generator, { count: 1, family: 'bulk', lines: 4 });
    const [first] = place(generator, { count: 1, oddity: 'change' });
    const [second] = place(generator, { count: 1, oddity: 'change' });
    expect([first, second].map(numberOf)).toEqual([numberOf(order), numberOf(order)]);
    expect(valuesOf(first, 'PreviousOrderQty')[0]).toBe(valuesOf(order, 'OrderQty')[0]);
    expect(valuesOf(second, 'PreviousOrderQty')[0]).toBe(valuesOf(first, 'OrderQty')[0]);
    expect(valuesOf(second, 'LineSequenceNumber')[1]).toBe('3');
    expect(Number(valuesOf(second, 'ChangeOrderSeqNumber')[0])).toBeGreaterThan(
      Number(valuesOf(first, 'ChangeOrderSeqNumber')[0]),
    );
  });

  test('a replacement says something else than the order, and a later change starts from it', () => {
    const generator = newGenerator();
    const [order] = place(generator, { count: 1, family: 'bulk', lines: 3 });
    const [replaced] = place(generator, { count: 1, oddity: 'replace' });
    expect(numberOf(replaced)).toBe(numberOf(order));
    expect(valuesOf(replaced, 'OrderQty')).not.toEqual(valuesOf(order, 'OrderQty'));
    const [change] = place(generator, { count: 1, oddity: 'change' });
    expect(valuesOf(change, 'PreviousOrderQty')[0]).toBe(valuesOf(replaced, 'OrderQty')[0]);
  });

  test('the same number comes with other content, also where orders are of a single line', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const [first, second] = place(newGenerator(seed), {
        count: 1,
        oddity: 'same-number',
        partner: '9ADALLCONTOSOUS',
        lines: 1,
      });
      expect(numberOf(second)).toBe(numberOf(first));
      expect(second, `seed ${seed}`).not.toBe(first);
    }
  });
});

test('a restart goes on where it was, and the same seed makes the same', () => {
  const requests: readonly OrderRequest[] = [{ count: 3 }, { count: 2, oddity: 'change' }, { count: 2, oddity: 'replace' }];
  const whole = newGenerator();
  const texts = requests.flatMap((request) => place(whole, request));
  let state = newGenerator().state();
  const restarted = requests.flatMap((request) => {
    const generator = createGenerator(
      4,
      createPracticeClock(() => now),
      structuredClone(state),
    );
    const made = place(generator, request);
    state = generator.state();
    return made;
  });
  expect(restarted).toEqual(texts);
});

test('a request that no retailer fits makes nothing and uses up no number', () => {
  const generator = newGenerator();
  expect(() => generator.place({ count: 1, partner: 'NOBODY' })).toThrow(new RegExp(families.join(', ')));
  expect(place(generator, { count: 1 })).toEqual(place(newGenerator(), { count: 1 }));
});
