import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#core/domain/decimal.ts';
import { packStructures } from '#core/domain/outboundSheet.ts';
import type { AckAnswer, Draft, DraftOrder } from '#core/drafting/draft.types.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import { eachLeaf } from '#core/rsx/leaves.ts';
import { fromOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import { checkOutbound } from '#core/rules/outbound/checkOutbound.ts';
import type { OutboundFacts } from '#core/rules/outbound/facts.ts';
import { itemsOf } from '#core/rules/outbound/levels.ts';
import { basis, join, posting, throughBytes } from './fixture.ts';
import { cents, packed, posted, stories, type Story } from './stories.ts';

const withLines = stories.chain((story) => posted(story).map((lines) => ({ story, lines })));

/** What was drafted is what the bytes say, and of every value it is known where it came from. */
function isWhatItSays({ document, origins }: Draft): void {
  expect(throughBytes(document)).toEqual(document);
  const paths: string[] = [];
  eachLeaf(document.kind, fromOutbound(document), (_leaf, path) => paths.push(path));
  expect(Object.keys(origins).toSorted()).toEqual(paths.toSorted());
  expect(applyOverlay(document, origins, [])).toEqual({ document, origins, changes: [], findings: [] });
}

const facts = (order: DraftOrder, sheet: OutboundFacts['sheet']): OutboundFacts => ({
  today: '2026-03-03',
  left: [],
  sheet,
  orders: [order],
  store: '',
  intent: 'original',
  contentHash: '',
  postingKeys: [],
  sameNumber: [],
  elsewhere: [],
  missing: [],
});

const total = (values: readonly (string | undefined)[]): string =>
  values.reduce((sum, value) => sum.plus(value ?? '0'), new Decimal(0)).toFixed();
const ordered = ({ bought }: Story) => bought.lines.map(({ quantity }) => quantity);

describe('any acknowledgment', () => {
  it('adds up, answers everything once its questions are answered, and is what its bytes say', () => {
    fc.assert(
      fc.property(
        withLines,
        fc.constantFrom('split', 'partial'),
        fc.array(fc.nat(9), { minLength: 9, maxLength: 9 }),
        ({ story, lines }, shortage, picks) => {
          const common = {
            ...basis({ ack: { shortage, codes: ['IA', 'IQ', 'IP', 'IC', 'DR', 'IB', 'BP', 'IR', 'ID'] }, echo: { notes: true } }),
            order: story.order,
            store: '',
          };
          const confirmation = join(posting('confirmation', lines), [story.order]);
          const asked = draftOrderAck({ ...common, confirmation, answers: [] });
          const answers = asked.choices.map(({ about, position, store, options }, index): AckAnswer => {
            const option = options[(picks[index % 9] ?? 0) % options.length];
            return {
              about,
              position,
              store,
              code: option?.code ?? 'IR',
              date: '2026-03-19',
              price: '1.25',
              reason: 'because',
              who: 'Ann',
              at: '2026-03-03T09:00:00.000Z',
            };
          });
          const draft = draftOrderAck({ ...common, confirmation, answers });
          expect([draft.choices, confirmation.held]).toEqual([[], []]);
          isWhatItSays(asked);
          isWhatItSays(draft);
          for (const line of draft.document.lines) {
            const sum = new Decimal(total(line.acknowledgements.map(({ quantity }) => quantity)));
            const partial = line.acknowledgements.some(({ status }) => status === 'BP');
            expect(partial ? sum.lessThan(line.quantity ?? '0') : sum.equals(line.quantity ?? '0')).toBe(true);
          }
          const found = checkOutbound({ kind: '855', document: draft.document, facts: facts(story.order, common.sheet) });
          expect(found.filter(({ rule }) => rule !== '855-05')).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('any ship notice', () => {
  const packedUp = withLines
    .filter(({ lines }) => lines.length > 0)
    .chain(({ story, lines }) => packed(story, lines).map((packing) => ({ story, lines, packing })));

  it('holds in its cartons what the slip says, and is what its bytes say', () => {
    fc.assert(
      fc.property(packedUp, fc.constantFrom(...packStructures), ({ story, lines, packing }, structure) => {
        const common = basis({ shipNotice: { structure, billOfLadingRequired: false }, echo: { notes: true } });
        const joined = join(posting('packing-slip', lines), [story.order]);
        const slips = [{ joined, packing }];
        const draft = draftShipNotice({ ...common, orders: [story.order], store: '', slips });
        isWhatItSays(draft);
        const items = itemsOf(draft.document.levels, 'Shipment').map(({ item }) => item);
        for (const [index, line] of story.bought.lines.entries()) {
          const eaches = lines.filter(({ itemNumber }) => itemNumber === `D${line.position}`).map(({ quantity }) => quantity);
          const shipped = items
            .filter(({ lineNumber }) => lineNumber === line.lineNumber)
            .map(({ shipQuantity }) => shipQuantity);
          expect(total(shipped)).toBe(new Decimal(total(eaches)).dividedBy(story.factors[index] ?? 1).toFixed());
        }
        expect([draft.missing, draft.findings]).toEqual([[], []]);
        const shipmentFacts = { ...facts(story.order, common.sheet), slips, serialUses: [] };
        const found = checkOutbound({ kind: '856', document: draft.document, facts: shipmentFacts });
        expect(found).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('any invoice', () => {
  it('comes to what its lines come to, and is what its bytes say', () => {
    fc.assert(
      fc.property(withLines, fc.constantFrom('line', 'total'), cents, cents, ({ story, lines }, rounding, freight, tax) => {
        const common = basis({ invoice: { rounding, chargeCodes: { FREIGHT: 'D240' } }, echo: { notes: true } });
        const charges = [{ code: 'FREIGHT', text: 'Freight', amount: freight }];
        const invoice = join(posting('invoice', lines, { charges, taxTotal: tax }), [story.order]);
        const draft = draftInvoice({ ...common, order: story.order, store: '', invoice, notices: [], carriesCharges: true });
        isWhatItSays(draft);
        const { document } = draft;
        expect(total(draft.lines.map(({ quantity }) => quantity))).toBe(total(document.lines.map(({ quantity }) => quantity)));
        expect(
          new Decimal(total(ordered(story))).greaterThanOrEqualTo(total(document.lines.map(({ quantity }) => quantity))),
        ).toBe(true);
        const sum = new Decimal(document.totalSales ?? '0')
          .minus(document.totalAllowances ?? 0)
          .plus(document.totalTaxesAndCharges ?? 0);
        expect(document.totalAmount).toBe(sum.toFixed());
        const found = checkOutbound({ kind: '810', document, facts: facts(story.order, common.sheet) });
        expect(found.filter(({ rule }) => rule !== '810-06')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
