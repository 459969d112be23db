import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import { packLinesOf } from '#core/engine/packing/slip.ts';
import { packingOfNotices, type NoticeLine } from '#core/packing/fromNotice.ts';
import { basis, draftOrder, join, posting, postingLine, throughBytes } from '../drafting/fixture.ts';
import { packed, posted, sscc, stories } from '../drafting/stories.ts';

/** A slip with its lines, and the notice of it as the partner got it. */
function slipOf(order: DraftOrder, lines: readonly PostingLine[]) {
  const joined = join(posting('packing-slip', lines), [order]);
  const own = packLinesOf({ lines: joined.lines, orders: [{ threadId: order.threadId, order: order.order }] });
  const factorOf = (slipLine: number) => joined.lines.find(({ source }) => source.position === slipLine)?.factor ?? '1';
  const noticeLines: readonly NoticeLine[] = own.map((line) => ({ ...line, factor: factorOf(line.slipLine) }));
  const noticeOf = (packing: PackingRecord, structure: 'carton' | 'pallet-carton' = 'carton') => {
    const sheet = basis({ shipNotice: { structure, billOfLadingRequired: false } });
    const slips = [{ joined, packing }];
    return throughBytes(draftShipNotice({ ...sheet, orders: [order], store: '', slips }).document);
  };
  return { own, noticeLines, noticeOf };
}

const nowhere: ReadonlySet<string> = new Set();

/** What a carton has of each item, whichever line of the slip it is counted on. */
const contents = ({ cartons }: PackingRecord, lines: readonly NoticeLine[]): unknown =>
  Object.fromEntries(
    cartons.map((carton) => {
      const held = new Map<string, number>();
      for (const { slipLine, quantity } of carton.lines) {
        const item = lines.find((line) => line.slipLine === slipLine)?.lineNumber ?? '?';
        held.set(item, (held.get(item) ?? 0) + Number(quantity));
      }
      return [carton.sscc, Object.fromEntries(held)];
    }),
  );

const carton = (number: number, lines: PackingRecord['cartons'][number]['lines'], change: object = {}) => ({
  number,
  sscc: sscc(number),
  store: '',
  weightUnit: '',
  tracking: '',
  lines,
  ...change,
});

const record = (cartons: PackingRecord['cartons'], pallets: PackingRecord['pallets'] = []): PackingRecord => ({
  source: 'file',
  cartons,
  pallets,
});

const two = () => slipOf(draftOrder(), [postingLine(1, { quantity: '24' }), postingLine(2, { quantity: '36' })]);

describe('a packing that is read back from its ship notice', () => {
  it('is the packing that the notice was drafted from, in cases and pieces, over any cartons', () => {
    const packedUp = stories
      .chain((story) => posted(story).map((lines) => ({ story, lines })))
      .filter(({ lines }) => lines.length > 0)
      .chain(({ story, lines }) => packed(story, lines).map((packing) => ({ story, lines, packing })));
    fc.assert(
      fc.property(
        packedUp,
        fc.constantFrom('carton' as const, 'pallet-carton' as const),
        ({ story, lines, packing }, structure) => {
          const { own, noticeLines, noticeOf } = slipOf(story.order, lines);
          const back = packingOfNotices([noticeOf(packing, structure)], noticeLines, nowhere);
          if (back.is !== 'packed') throw new Error(JSON.stringify(back));
          expect(contents(back.record, noticeLines)).toEqual(contents(packing, noticeLines));
          expect(checkPacking(own, back.record, false)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has numbers, pallets, weights, tracking, lots and expiries', () => {
    const { noticeLines, noticeOf } = two();
    const given = record(
      [
        carton(1, [{ slipLine: 1, quantity: '24', lot: 'A7', expiry: '2027-01-31' }], {
          pallet: 1,
          weight: '40.5',
          weightUnit: 'LB',
        }),
        carton(2, [{ slipLine: 2, quantity: '30' }], { pallet: 2, tracking: '1Z999AA10123456784' }),
        carton(3, [{ slipLine: 2, quantity: '6' }], { pallet: 1 }),
      ],
      [
        { number: 1, sscc: sscc(91), weightUnit: '' },
        { number: 2, sscc: sscc(92), weight: '120', weightUnit: 'KG' },
      ],
    );
    expect(packingOfNotices([noticeOf(given, 'pallet-carton')], noticeLines, nowhere)).toEqual({ is: 'packed', record: given });
  });

  it('leaves goods of other slips, and cartons whose numbers are theirs', () => {
    const { noticeLines, noticeOf } = two();
    const given = record([carton(1, [{ slipLine: 1, quantity: '24' }]), carton(2, [{ slipLine: 2, quantity: '36' }])]);
    const notice = noticeOf(given);
    const only = noticeLines.filter(({ slipLine }) => slipLine === 2);
    expect(packingOfNotices([notice], only, nowhere)).toMatchObject({ record: { cartons: [{ sscc: sscc(2), number: 1 }] } });
    expect(packingOfNotices([notice], noticeLines, new Set([sscc(2)]))).toMatchObject({
      record: { cartons: [{ sscc: sscc(1) }] },
    });
  });

  it('is that of the newest notice; where that takes it back there is none, until a new one is sent', () => {
    const { noticeLines, noticeOf } = two();
    const first = noticeOf(record([carton(1, [{ slipLine: 1, quantity: '24' }]), carton(2, [{ slipLine: 2, quantity: '36' }])]));
    const both = [
      { slipLine: 1, quantity: '24' },
      { slipLine: 2, quantity: '36' },
    ];
    const later = { ...noticeOf(record([carton(5, both)])), purpose: '05' };
    expect(packingOfNotices([first, later], noticeLines, nowhere)).toMatchObject({
      record: { cartons: [{ sscc: sscc(5), number: 1 }] },
    });
    expect(packingOfNotices([first, { ...first, purpose: '01' }], noticeLines, nowhere)).toEqual({
      is: 'cancelled',
      numbers: [first.number],
    });
    const anew = { ...later, purpose: '00', number: `${first.number}-R2` };
    const taken = [first, { ...first, purpose: '01' }];
    expect(packingOfNotices([...taken, anew], noticeLines, nowhere)).toMatchObject({ record: { cartons: [{ sscc: sscc(5) }] } });
    expect(packingOfNotices([...taken, anew, { ...anew, purpose: '01' }], noticeLines, nowhere)).toEqual({
      is: 'cancelled',
      numbers: [anew.number],
    });
    // Nothing was taken back that tells of other goods.
    expect(packingOfNotices([], noticeLines, nowhere)).toMatchObject({ is: 'not' });
  });

  it('takes more than the slip has for none of its cartons', () => {
    const { noticeOf } = two();
    const given = record([carton(1, [{ slipLine: 1, quantity: '24' }]), carton(2, [{ slipLine: 2, quantity: '36' }])]);
    const smaller = slipOf(draftOrder(), [postingLine(1, { quantity: '24' }), postingLine(2, { quantity: '20' })]);
    const back = packingOfNotices([noticeOf(given)], smaller.noticeLines, nowhere);
    if (back.is !== 'packed') throw new Error(JSON.stringify(back));
    expect(checkPacking(smaller.own, back.record, false)[0]?.message).toContain('20 still to be packed');
  });
});
