import type { Finding } from '#core/domain/finding.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { cleanText, forbiddenSet } from '#core/drafting/forbidden.ts';
import type { FoundOrder } from '#core/dynamics/client.types.ts';
import { cancellationHold, changeHold, conflictHold, purposeHold, replacementHold } from '#core/engine/intake/holdTexts.ts';
import { identify, type Arrival, type KnownDocument, type KnownThread } from '#core/engine/intake/identify.ts';
import { identifyChange } from '#core/engine/intake/identifyChange.ts';
import { decideHeader, type SagaFacts } from '#core/engine/orders/decide.ts';
import { adoptHold } from '#core/engine/orders/holdTexts.ts';
import { turnOf } from '#core/engine/outbound/turn.ts';
import { gapText } from '#core/mapping/gapTexts.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import { draftOrder, join, posting, postingLine } from '../drafting/fixture.ts';
import { arrival, document, thread, tried } from '../engine/arrivals.ts';
import { candidate, line as sentLine, other, row } from '../engine/sendCandidate.ts';
import { address, identity, line, order, partner, rows } from '../mapping/fixture.ts';

/** What stops a document: a finding of its making, or the hold that follows from what it is. */
export type Stop = Finding | NewHold;

/** A rule that is decided elsewhere than by a check: what passes, what stops, and where nobody can tell. */
export interface ElsewhereCase {
  readonly rule: string;
  readonly passes: readonly Stop[];
  readonly fails: readonly Stop[];
  readonly stop: { readonly message: string };
  readonly lacks: readonly [string, readonly Stop[]];
}

const words = { partner: 'P', purchaseOrder: 'PO1' };

const begun = thread({ sagas: tried });

function identified(change: Partial<Arrival>, threads: readonly KnownThread[]): readonly Stop[] {
  const came = arrival(change);
  const found = identify(came, threads);
  if (found.is !== 'hold') return [];
  switch (found.cause) {
    case 'conflict':
      return [conflictHold(words, [], { cancelled: false, begun: false })];
    case 'purpose':
      return [purposeHold(words, came.purpose)];
    case 'replacement':
      return [replacementHold(words, [], { cancelled: false, begun: true })];
    case 'cancellation':
      return [cancellationHold(words)];
    case 'change':
      return [changeHold(words, { tie: false, late: false, sentences: [] })];
  }
}

/** An 860 with a sequence; what is only a change of the order breaks no rule. */
function changed(
  changeSequence: string,
  applied: readonly string[],
  orders: readonly KnownDocument[] = [document()],
): readonly Stop[] {
  const before = applied.map((sequence, index) => document({ id: 2 + index, kind: '860', changeSequence: sequence }));
  const change = { documentId: 10, purpose: '04', changeSequence, documentDate: '2026-03-02', canonicalHash: 'b' };
  const found = identifyChange(change, [thread({ documents: [...orders, ...before] })]);
  if (found.is !== 'change') return [];
  return [changeHold(words, { tie: false, late: found.late, sentences: [] })].filter(({ rule }) => rule !== undefined);
}

const resolved = (change: Parameters<typeof order>[0] = {}, map: Parameters<typeof rows>[0] = {}): readonly Stop[] => {
  const result = resolveOrder({ order: order(change), identity, rows: rows(map), today: '2026-03-02' });
  const gaps = result.outcome === 'gaps' ? result.gaps : [];
  return [...gaps.map((gap) => ({ cause: 'gap' as const, ...gapText(gap, words) })), ...result.findings];
};
const oneLine = (change: Partial<PurchaseOrderLine>) => ({ lines: [line(1, change)] });
const numbers = (buyerPart: string, vendorPart = '') => ({ item: { buyerPart, vendorPart, upc: '', gtin: '', ean: '' } });
const stores = (quantity: string) => ({
  stores: [{ store: '0101', qualifier: '92', quantity, unit: 'EA', path: 's' }],
});

const plan = { company: 'usmf', customer: 'US-1', reference: 'PO1', requisition: 'PO1' } as SagaFacts['plan'];
function lookedUp(found: readonly FoundOrder[], change: Partial<SagaFacts> = {}): readonly Stop[] {
  const saga: SagaFacts = {
    state: 'ready',
    plan,
    salesOrderNumber: undefined,
    unknownSince: undefined,
    ignoreForeign: false,
    restored: false,
  };
  const decision = decideHeader({ ...saga, ...change }, found, '2026-03-02T10:00:00.000Z', 900_000);
  return decision.do === 'ask-to-adopt' ? [adoptHold(plan, decision)] : [];
}
const byHand: FoundOrder = {
  company: 'usmf',
  salesOrderNumber: 'SO-7',
  customer: 'US-1',
  reference: '',
  requisition: 'PO1',
  status: 'Backorder',
  createdAt: '',
};

const billed = (others: Parameters<typeof candidate>[0], lines = [sentLine(1, '12')]): readonly Stop[] => {
  const turn = turnOf(candidate({ row: row({ kind: '810', number: 'I1' }), lines, ...others }));
  return turn.turn === 'hold' ? turn.holds : [];
};
const noticeOfGoods = (transport: 'sent' | 'unknown') => ({
  others: [other({ kind: '856', number: 'S1', lines: [sentLine(1, '12')], transport })],
});

const bol = 'Shipment/Header/ShipmentHeader/BillOfLadingNumber';
const clean = (value: string, refused: string): readonly Stop[] => {
  const { finding } = cleanText(value, bol, fieldAt('856', bol), forbiddenSet(refused));
  return finding ? [finding] : [];
};

const inCases = draftOrder(order({ lines: [line(1, { unit: 'CA', quantity: '10', pack: '12' })] }), {
  lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: '12' }] }],
});
const posted = (quantity: string, unit = 'ea'): readonly Stop[] =>
  join(posting('packing-slip', [postingLine(1, { quantity, unit })]), [inCases]).findings;

/** Rules that are no checks of core/rules, each by the part of the program that decides it. */
export const elsewhereCases: readonly ElsewhereCase[] = [
  {
    rule: 'GEN-01',
    passes: resolved(),
    fails: resolved({}, { partner: undefined }),
    stop: { message: 'Partner P with vendor number V is not known.' },
    lacks: ['the row is for every vendor number', resolved({}, { partner: partner({}, { vendor: '' }) })],
  },
  {
    rule: 'GEN-04',
    passes: identified({ purpose: '05' }, [thread()]),
    fails: identified({ purpose: '05' }, [begun]),
    stop: { message: 'Purchase order PO1 was replaced by the retailer after its sales order was begun.' },
    lacks: ['there is no order that it replaces', identified({ purpose: '05' }, [])],
  },
  {
    rule: 'GEN-08',
    passes: clean('0614 141-7', '/&'),
    fails: clean('0614/141', '/&'),
    stop: { message: 'BillOfLadingNumber 0614/141 has /, which the partner does not take.' },
    lacks: ['the sheet refuses nothing', clean('0614/141', '')],
  },
  {
    rule: 'GEN-13',
    passes: resolved(),
    fails: resolved({ addresses: [address({ code: '817' })] }),
    stop: { message: 'Location 817 (DC), qualifier 92, is no address of the customer yet.' },
    lacks: [
      'a consumer, who has no code',
      resolved({
        isDropShip: true,
        addresses: [address({ code: '', name: 'Ann', lines: ['1 Road'], city: 'X', country: 'USA' })],
      }),
    ],
  },
  {
    rule: 'ITM-01',
    passes: resolved(oneLine({})),
    fails: resolved(oneLine(numbers('X'))),
    stop: { message: 'No product is known for "thing 1" (buyer part X).' },
    lacks: ['one of two numbers is enough', resolved(oneLine(numbers('NW-1', 'unknown')))],
  },
  {
    rule: 'ITM-04',
    passes: resolved(oneLine({ unit: 'EA' })),
    fails: resolved(oneLine({ unit: 'PL' })),
    stop: { message: 'Unit PL of item D1 has no conversion to a Dynamics unit.' },
    lacks: ['a line without a unit is in the product’s own', resolved(oneLine({ unit: '' }))],
  },
  {
    rule: 'ITM-05',
    passes: posted('24'),
    fails: posted('18'),
    stop: { message: 'Line 001: 18 ea at 12 ea per CA is 1.5 CA, a broken one.' },
    lacks: [
      'Dynamics posted in the ordered unit',
      join(posting('packing-slip', [postingLine(1, { quantity: '2', unit: 'CA' })]), [
        draftOrder(order({ lines: [line(1, { unit: 'CA', quantity: '10' })] })),
      ]).findings,
    ],
  },
  {
    rule: 'ITM-11',
    passes: resolved(oneLine(numbers('NW-1', 'V-1'))),
    fails: resolved(oneLine(numbers('NW-1', 'V-2'))),
    stop: {
      message: 'The numbers of "thing 1" point to different products: buyer part NW-1 to D1; vendor part V-2 to D2.',
    },
    lacks: ['only one of the numbers is known', resolved(oneLine(numbers('NW-1', 'unknown')))],
  },
  {
    rule: '850-01',
    passes: lookedUp([{ ...byHand, requisition: 'PO2' }]),
    fails: lookedUp([byHand]),
    stop: { message: 'Dynamics already has sales order SO-7 for purchase order PO1, not made by Quayside.' },
    lacks: [
      'an answer was lost, and has not settled',
      lookedUp([byHand], { state: 'header-unknown', unknownSince: '2026-03-02T09:59:00.000Z' }),
    ],
  },
  {
    rule: '850-02',
    passes: identified({ canonicalHash: 'a' }, [thread()]),
    fails: identified({}, [thread()]),
    stop: { message: 'Purchase order PO1 came again with other content.' },
    lacks: ['nothing has the number', identified({}, [])],
  },
  {
    rule: '850-03',
    passes: identified({ purpose: '06' }, []),
    fails: identified({ purpose: '53' }, []),
    stop: {
      message:
        'Purpose code 53 of purchase order PO1 is none that an order is made from (00, none, 06, 07; 05 replaces, 01 cancels).',
    },
    lacks: ['the order names no purpose', identified({ purpose: '' }, [])],
  },
  {
    rule: '850-06',
    passes: resolved(oneLine(stores('24'))),
    fails: resolved(oneLine(stores('20'))),
    stop: { message: 'Line 001: the stores add up to 20, the line orders 24.' },
    lacks: ['no store is named', resolved(oneLine({}))],
  },
  {
    rule: '860-01',
    passes: changed('3', ['2']),
    fails: changed('2', ['3']),
    stop: {
      message: 'The retailer changed purchase order PO1. A later change was applied already (rule 860-01): this one may be old.',
    },
    lacks: ['its order is not there yet: it waits', changed('2', ['3'], [])],
  },
  {
    rule: '810-03',
    passes: billed(noticeOfGoods('sent')),
    fails: billed(noticeOfGoods('unknown')),
    stop: { message: '810 I1 does not leave. It goes behind 856 S1, of which nobody knows whether SPS has it.' },
    lacks: ['it bills no goods', billed({ others: [] }, [])],
  },
];
