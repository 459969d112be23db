import { brief } from '#core/domain/brief.ts';
import type { Finding } from '#core/domain/finding.ts';
import { aboutSame, findingAt, inOrderSheet, otherOfNumber, sentBefore, waitsFor } from './common.ts';
import type { OutboundDocument } from '#core/drafting/draft.types.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import { itemsOf, orderLevels } from './levels.ts';
import { inDraft } from '../fixes.ts';
import { finding, type Found, type Rule } from '../rule.ts';
import { numberOf, roots, type OutboundFacts } from './facts.ts';
import { correctionFinding } from './corrections.ts';

/** The facts with what the strict check of RSX said, which two rules put in their words. */
export interface GeneralFacts extends OutboundFacts {
  readonly strict: readonly Finding[];
}

export type GeneralRule = Rule<OutboundDocument, GeneralFacts>;

/** GEN-03: the same thing twice. */
const notSentBefore: GeneralRule = {
  id: 'GEN-03',
  fix: otherOfNumber('it says the same, so set this one aside'),
  check: (document, { sameNumber, contentHash }) => {
    const before = sameNumber.filter((entry) => sentBefore(entry) && entry.contentHash === contentHash);
    if (before.length === 0) return [];
    return [
      finding('BLOCK', '', `${document.kind} ${numberOf(document)} with exactly this content was sent already.`, {
        value: numberOf(document),
        expected: 'a number or a content that was not sent',
        cost: 'A second copy of the same document is fined as a duplicate.',
      }),
    ];
  },
};

/** GEN-04: the same number with other content goes the way that the sheet says. */
const correctionPolicy: GeneralRule = {
  id: 'GEN-04',
  fix: otherOfNumber('correct it as the partner takes corrections, or set this one aside'),
  check: (document, facts) => {
    const before = facts.sameNumber.filter(
      (entry) =>
        sentBefore(entry) &&
        entry.contentHash !== facts.contentHash &&
        entry.counts &&
        // Another shipment or invoice under the number is 856-04 or 810-01, once.
        aboutSame(entry, facts.postingKeys),
    );
    if (before.length === 0) return [];
    return correctionFinding(document, facts);
  },
};

/** GEN-05: nobody knows whether the one before arrived. */
const outcomeKnown: GeneralRule = {
  id: 'GEN-05',
  fix: () => ({ fix: 'lost-answer' }),
  check: (document, { sameNumber }) =>
    sameNumber.some(({ transport }) => transport === 'unknown' || transport === 'sending')
      ? [
          finding(
            'BLOCK',
            '',
            `Nobody knows yet whether ${document.kind} ${numberOf(document)} left before. Settle that first.`,
            {
              value: 'outcome unknown',
              expected: 'sent or not sent',
              cost: 'The partner may get it twice.',
            },
          ),
        ]
      : [],
};

/** GEN-06: what RSX requires and what nobody can book a document without. What the draft waits for anyway is no fault of it. */
const required: GeneralRule = {
  id: 'GEN-06',
  fix: inDraft,
  check: (document, facts) => {
    const schema = facts.strict
      .filter(({ rule }) => rule === 'RSX-MISSING')
      .map(({ path }) => ({ path, word: path.split('/').at(-1) ?? path }));
    const ours = requiredOf(document).filter(
      ({ path, value }) => (value ?? '') === '' && !schema.some((entry) => entry.path === path),
    );
    return [...schema, ...ours]
      .filter(({ path }) => !waitsFor(facts, path))
      .map(({ path, word }) =>
        findingAt('BLOCK', path, `${word} is missing.`, '', word, 'The document is rejected before anybody reads it.'),
      );
  },
};

interface RequiredValue {
  readonly path: string;
  readonly word: string;
  readonly value: string | undefined;
}

/** Beyond what RSX requires: without these nobody can book the document (reference/sps.md 3.2). */
function requiredOf(document: OutboundDocument): readonly RequiredValue[] {
  const root = roots[document.kind];
  const at = (path: string, word: string, value: string | undefined): RequiredValue => ({
    path: `${root}/Header/${path}`,
    word,
    value,
  });
  switch (document.kind) {
    case '855':
    case '865':
      return [
        at('OrderHeader/AcknowledgementType', 'The acknowledgment code', document.acknowledgementType),
        at('OrderHeader/AcknowledgementDate', 'The day of the acknowledgment', document.acknowledgementDate),
        ...document.lines.map(({ item }, index) => itemOf(item, `${root}/LineItem[${index + 1}]/OrderLine/BuyerPartNumber`)),
      ];
    case '856':
      return [
        at('ShipmentHeader/ShipDate', 'The ship date', document.shipDate),
        at('ShipmentHeader/ASNStructureCode', 'The structure code', document.structure),
        ...itemsOf(document.levels, root).map(({ item, path }) => itemOf(item.item, `${path}/ShipmentLine/BuyerPartNumber`)),
      ];
    case '810':
      return [
        at('InvoiceHeader/InvoiceDate', 'The invoice date', document.invoiceDate),
        at('InvoiceHeader/PurchaseOrderNumber', 'The purchase order number', document.orderNumber),
        at('InvoiceHeader/InvoiceTypeCode', 'The invoice type', document.typeCode),
        { path: `${root}/Summary/TotalAmount`, word: 'The total', value: document.totalAmount },
        ...document.lines.map(({ item }, index) => itemOf(item, `${root}/LineItem[${index + 1}]/InvoiceLine/BuyerPartNumber`)),
      ];
  }
}

const itemOf = (item: object, path: string): RequiredValue => ({
  path,
  word: 'A number of the item',
  value: Object.values(item).find((value) => value !== '') as string | undefined,
});

/** GEN-07: code lists, lengths, dates and numbers as RSX has them. */
const wellFormed: GeneralRule = {
  id: 'GEN-07',
  fix: inDraft,
  check: (_document, { strict }) =>
    strict
      .filter(({ rule }) => rule !== 'RSX-MISSING')
      .map(({ path, message, value, expected }) =>
        finding('BLOCK', path, message, {
          ...(value === undefined ? {} : { value }),
          ...(expected === undefined ? {} : { expected }),
          cost: 'SPS or the partner rejects the document.',
        }),
      ),
};

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

/** The checks of every document that leaves, in the catalogue's order. */
export const generalChecks: readonly GeneralRule[] = [
  notSentBefore,
  correctionPolicy,
  outcomeKnown,
  required,
  wellFormed,
  samePartner,
  echoed,
];
