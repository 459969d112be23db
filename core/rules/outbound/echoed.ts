import { brief } from '#core/domain/brief.ts';
import type { ItemIdentifiers, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { OutboundDocument } from '#core/drafting/draft.types.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import { inDraft } from '../fixes.ts';
import type { Found } from '../rule.ts';
import { findingAt, inOrderSheet } from './common.ts';
import { roots, type OutboundFacts } from './facts.ts';
import type { GeneralRule } from './general.types.ts';
import { itemsOf } from './levels.ts';
import { answeredOrders } from './shipNoticeOrder.ts';

/** GEN-12: the sender that the order was placed with. */
const samePartner: GeneralRule = {
  id: 'GEN-12',
  fix: inDraft,
  check: (document, facts) =>
    identities(document, facts).flatMap(({ path, word, value, expected }) =>
      expected === '' || value === expected
        ? []
        : [
            findingAt(
              'BLOCK',
              path,
              `${word} is ${value === '' ? 'missing' : brief(value)}, the order has ${brief(expected)}.`,
              value,
              expected,
              'A document from another sender than the order went to is rejected.',
            ),
          ],
    ),
};

interface Identity {
  readonly path: string;
  readonly word: string;
  readonly value: string;
  readonly expected: string;
}

function identities(document: OutboundDocument, facts: OutboundFacts): readonly Identity[] {
  const { orders, sheet } = facts;
  const first = orders[0]?.order;
  if (!first) return [];
  const root = roots[document.kind];
  const header = { '855': 'OrderHeader', '865': 'OrderHeader', '856': 'ShipmentHeader', '810': 'InvoiceHeader' }[document.kind];
  const own = (
    at: string,
    value: { readonly vendor: string; readonly department: string },
    order: typeof first,
  ): readonly Identity[] => [
    { path: `${at}/Vendor`, word: 'The vendor number', value: value.vendor, expected: order.vendor },
    ...(sheet.echo.department
      ? [{ path: `${at}/Department`, word: 'The department', value: value.department, expected: order.department }]
      : []),
  ];
  const partner = {
    path: `${root}/Header/${header}/TradingPartnerId`,
    word: 'The trading partner id',
    value: document.partnerId,
    expected: first.partnerId,
  };
  if (document.kind !== '856') return [partner, ...own(`${root}/Header/${header}`, document, first)];
  const levels = answeredOrders(document, facts).flatMap(({ level, path, order }) =>
    order ? own(`${path}/OrderHeader`, level, order.order) : [],
  );
  return [partner, ...levels];
}

/** GEN-16: what the buyer wants back comes back, of every order at its place. */
const echoed: GeneralRule = {
  id: 'GEN-16',
  fix: (found, document, context) =>
    found.path.endsWith('/References') ? inOrderSheet('echo.references')(found, document, context) : inDraft(found),
  check: (document, facts) => {
    const first = facts.orders[0]?.order;
    if (!first) return [];
    if (document.kind !== '856')
      return [
        ...lostReferences(document.kind, document, headerOf(document.kind), first, facts),
        ...lostParts(linesOf(document), first),
      ];
    const alone = facts.orders.length === 1;
    const header = alone ? lostReferences('856', document, headerOf('856'), first, facts) : [];
    const levels = answeredOrders(document, facts).flatMap(({ level, path, order }): readonly Found[] => {
      if (!order) return [];
      // A notice of one order has its references in the header.
      const references = alone ? [] : lostReferences('856', level, { at: path, of: 'Shipment/OrderLevel' }, order.order, facts);
      const items = itemsOf(level.levels, path).map(({ item, path: at }) => ({ ...item, path: `${at}/ShipmentLine` }));
      return [...references, ...lostParts(items, order.order)];
    });
    return [...header, ...levels];
  },
};

/** A place for references: in the document, and in the schema. */
interface Place {
  readonly at: string;
  readonly of: string;
}

const headerOf = (kind: OutboundDocument['kind']): Place => ({ at: `${roots[kind]}/Header`, of: `${roots[kind]}/Header` });

/** References of an order that do not stand where they go back; one that RSX does not let us write there is none. */
function lostReferences(
  kind: OutboundDocument['kind'],
  given: { readonly references: PurchaseOrder['references'] },
  place: Place,
  order: PurchaseOrder,
  { sheet }: OutboundFacts,
): readonly Found[] {
  const codes = fieldAt(kind, `${place.of}/References/ReferenceQual`)?.codes;
  const wanted = order.references.filter(
    ({ qualifier, id }) =>
      id !== '' &&
      (sheet.echo.references.includes('*') || sheet.echo.references.includes(qualifier)) &&
      (codes === undefined || codes.has(qualifier)),
  );
  return wanted
    .filter(({ qualifier, id }) => !given.references.some((entry) => entry.qualifier === qualifier && entry.id === id))
    .map(({ qualifier, id }) =>
      findingAt(
        'BLOCK',
        `${place.at}/References`,
        `Reference ${qualifier} ${brief(id)} of the order is not on the ${kind}.`,
        '',
        `${qualifier} ${id}`,
        'The buyer matches by it and rejects what does not carry it.',
      ),
    );
}

interface AnsweredLine {
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly path: string;
}

function linesOf(document: Exclude<OutboundDocument, Shipment>): readonly AnsweredLine[] {
  const group = document.kind === '810' ? 'InvoiceLine' : 'OrderLine';
  return document.lines.map(({ lineNumber, item }, index) => ({
    lineNumber,
    item,
    path: `${roots[document.kind]}/LineItem[${index + 1}]/${group}`,
  }));
}

/** Buyer parts of the lines that are answered: each as the order had it. */
function lostParts(answered: readonly AnsweredLine[], order: PurchaseOrder): readonly Found[] {
  return answered.flatMap(({ lineNumber, item, path }) => {
    const same = lineNumber === '' ? [] : order.lines.filter((line) => line.lineNumber === lineNumber);
    const expected = same.length === 1 ? (same[0]?.item.buyerPart ?? '') : '';
    if (expected === '' || item.buyerPart === expected) return [];
    return [
      findingAt(
        'BLOCK',
        `${path}/BuyerPartNumber`,
        `Line ${lineNumber}: the buyer's part is ${brief(item.buyerPart) || 'missing'}, the order has ${brief(expected)}.`,
        item.buyerPart,
        expected,
        'The buyer matches by it and rejects what does not carry it.',
      ),
    ];
  });
}

/** What a document must say as its order said it, in the catalogue's order. */
export const echoChecks: readonly GeneralRule[] = [samePartner, echoed];
