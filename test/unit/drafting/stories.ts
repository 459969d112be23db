import fc from 'fast-check';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { gs1CheckDigit } from '#core/domain/checkDigit.ts';
import { line, order } from '../mapping/fixture.ts';
import { draftOrder, postingLine } from './fixture.ts';

/** Generated orders with what Dynamics might post of them. */

const text = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', '&', '<', '>', '"', "'", 'é', '中', '/', ']]>'),
  maxLength: 12,
});
const price = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(0, 1, 2, 4))
  .map(([value, places]) => (value / 10 ** places).toFixed(places));
const quantity = fc.integer({ min: 1, max: 200 });
export const cents = price;

interface Ordered {
  readonly line: PurchaseOrderLine;
  /** Eaches of one unit of the line. */
  readonly factor: number;
}

const orderedLine = (position: number): fc.Arbitrary<Ordered> =>
  fc.record({ quantity, price, description: text, inCases: fc.boolean(), note: text, reference: text }).map((made) => ({
    factor: made.inCases ? 12 : 1,
    line: line(position, {
      quantity: String(made.quantity),
      price: made.price,
      description: made.description,
      unit: made.inCases ? 'CA' : 'EA',
      notes: made.note.trim() === '' ? [] : [{ code: 'GEN', text: made.note, path: `Order/LineItem[${position}]/Notes[1]` }],
      references:
        made.reference.trim() === ''
          ? []
          : [{ qualifier: 'CT', id: made.reference, description: '', path: `Order/LineItem[${position}]/References[1]` }],
    }),
  }));

export interface Story {
  readonly bought: PurchaseOrder;
  readonly order: DraftOrder;
  readonly factors: readonly number[];
}

/** An order of one to five lines, in eaches or cases, with allowances and terms. */
export const stories: fc.Arbitrary<Story> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: count }, (_, index) => orderedLine(index + 1))),
      fc.constantFrom('2', '3.5', '0.25'),
      fc.boolean(),
    ),
  )
  .map(([ordered, rate, reduced]) => {
    const lines = ordered as readonly Ordered[];
    const bought = order({
      lines: lines.map((entry) => entry.line),
      terms: [
        {
          type: '01',
          basis: '3',
          discountPercent: rate,
          discountDays: '10',
          netDays: '30',
          description: '',
          path: 'Order/Header/PaymentTerms[1]',
        },
      ],
      allowances: reduced
        ? [
            {
              indicator: 'A',
              code: 'C310',
              percent: rate,
              unit: '',
              handling: '02',
              description: '',
              path: 'Order/Header/ChargesAllowances[1]',
            },
          ]
        : [],
    });
    const factors = lines.map(({ factor }) => factor);
    const facts = {
      lines: factors.map((factor, index) => ({
        position: index + 1,
        itemNumber: `D${index + 1}`,
        units: [{ unit: 'ea', factor: String(factor) }],
      })),
    };
    return { bought, order: draftOrder(bought, facts), factors };
  });

/** Parts of a whole that add up to at most it, as integers. */
function parts(whole: number, cuts: readonly number[]): readonly number[] {
  const points = [0, ...cuts.map((cut) => cut % (whole + 1))].toSorted((a, b) => a - b);
  return points
    .slice(1)
    .map((point, index) => point - (points[index] ?? 0))
    .filter((part) => part > 0);
}

const cuts = fc.array(fc.nat(1000), { maxLength: 3 });

/** Posted lines of a story in eaches: parts of its lines, some under lots that are not ours. */
export function posted(story: Story): fc.Arbitrary<readonly PostingLine[]> {
  const days = ['2026-03-08', '2026-03-10', '2026-03-15', '2026-03-24'] as const;
  const each = story.bought.lines.map((bought, index) =>
    fc
      .tuple(cuts, fc.shuffledSubarray([...days], { minLength: 4 }), fc.constantFrom('same', 'lower', 'higher'))
      .map(([at, order, money]) =>
        parts(Number(bought.quantity), at).map((count, part) => {
          const factor = story.factors[index] ?? 1;
          const perEach = Number(bought.price) / factor;
          const value = money === 'same' ? perEach : money === 'lower' ? perEach * 0.9 : perEach * 1.2;
          return {
            lotId: part === 0 ? `L${index + 1}` : `X${index}-${part}`,
            itemNumber: `D${index + 1}`,
            quantity: String(count * factor),
            confirmedShip: order[part] ?? '2026-03-10',
            price: value.toFixed(6),
          };
        }),
      ),
  );
  return fc.tuple(...each).map((all) => all.flat().map((change, index) => postingLine(index + 1, { ...change, remaining: '0' })));
}

export const sscc = (serial: number): string => {
  const body = `00614141${String(serial).padStart(9, '0')}`;
  return body + gs1CheckDigit(body);
};

/** A packing record that holds exactly the posted lines, each cut over cartons in whole units of its order line. */
export function packed(story: Story, lines: readonly PostingLine[]): fc.Arbitrary<PackingRecord> {
  const factorOf = (posted: PostingLine): number => story.factors[Number(posted.itemNumber.slice(1)) - 1] ?? 1;
  return fc
    .tuple(fc.array(cuts, { minLength: lines.length, maxLength: lines.length }), fc.integer({ min: 1, max: 4 }))
    .map(([all, cartons]) => {
      const content: { slipLine: number; quantity: string }[][] = Array.from({ length: cartons }, () => []);
      for (const [index, posted] of lines.entries()) {
        const factor = factorOf(posted);
        const whole = Number(posted.quantity) / factor;
        const some = parts(whole, all[index] ?? []);
        const rest = whole - some.reduce((sum, part) => sum + part, 0);
        for (const [part, count] of [...some, rest].entries())
          if (count > 0) content[(index + part) % cartons]?.push({ slipLine: posted.position, quantity: String(count * factor) });
      }
      const full = content.filter((inside) => inside.length > 0);
      return {
        source: 'person',
        pallets: [{ number: 1, sscc: sscc(900), weightUnit: 'LB' }],
        cartons: full.map((inside, index) => ({
          number: index + 1,
          sscc: sscc(index + 1),
          pallet: 1,
          store: '',
          weightUnit: '',
          tracking: '',
          lines: inside,
        })),
      };
    });
}
