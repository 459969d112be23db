import { brief } from '#core/domain/brief.ts';
import type { OutboundDocument } from '#core/drafting/draft.types.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import { inDraft } from '../fixes.ts';
import type { Found } from '../rule.ts';
import { findingAt, inOrderSheet } from './common.ts';
import { roots, type OutboundFacts } from './facts.ts';
import type { GeneralRule } from './general.types.ts';
import { itemsOf, orderLevels } from './levels.ts';

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

function identities(document: OutboundDocument, { orders, sheet }: OutboundFacts): readonly Identity[] {
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
  const levels = orderLevels(document).flatMap(({ level, path }) => {
    const order = orders.find((entry) => entry.order.number === level.number)?.order;
    return order ? own(`${path}/OrderHeader`, level, order) : [];
  });
  return [partner, ...levels];
}

/** GEN-16: what the buyer wants back comes back. */
const echoed: GeneralRule = {
  id: 'GEN-16',
  fix: (found, document, context) =>
    found.path.endsWith('/References') ? inOrderSheet('echo.references')(found, document, context) : inDraft(found),
  check: (document, { orders, sheet }) => {
    const order = orders[0]?.order;
    if (!order || orders.length > 1) return [];
    const root = roots[document.kind];
    const codes = fieldAt(document.kind, `${root}/Header/References/ReferenceQual`)?.codes;
    const wanted = order.references.filter(
      ({ qualifier, id }) =>
        id !== '' &&
        (sheet.echo.references.includes('*') || sheet.echo.references.includes(qualifier)) &&
        (codes === undefined || codes.has(qualifier)),
    );
    const lost = wanted.filter(
      ({ qualifier, id }) => !document.references.some((entry) => entry.qualifier === qualifier && entry.id === id),
    );
    return [
      ...lost.map(({ qualifier, id }) =>
        findingAt(
          'BLOCK',
          `${root}/Header/References`,
          `Reference ${qualifier} ${brief(id)} of the order is not on the ${document.kind}.`,
          '',
          `${qualifier} ${id}`,
          'The buyer matches by it and rejects what does not carry it.',
        ),
      ),
      ...lostParts(document, order),
    ];
  },
};

/** Buyer parts of the lines that are answered: each as the order had it. */
function lostParts(
  document: OutboundDocument,
  order: { readonly lines: OutboundFacts['orders'][number]['order']['lines'] },
): readonly Found[] {
  const root = roots[document.kind];
  const group = document.kind === '810' ? 'InvoiceLine' : 'OrderLine';
  const answered =
    document.kind === '856'
      ? itemsOf(document.levels, root).map(({ item, path }) => ({ ...item, path: `${path}/ShipmentLine` }))
      : document.lines.map((line, index) => ({ ...line, path: `${root}/LineItem[${index + 1}]/${group}` }));
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
