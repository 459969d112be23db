import { isUndone } from '#core/domain/standing.ts';
import type { OutboundDocument } from '#core/drafting/draft.types.ts';
import { inDraft } from '../fixes.ts';
import { finding } from '../rule.ts';
import { aboutSame, findingAt, otherOfNumber, sentBefore, waitsFor } from './common.ts';
import { correctionFinding } from './corrections.ts';
import { echoChecks } from './echoed.ts';
import { numberOf, roots } from './facts.ts';
import type { GeneralRule } from './general.types.ts';
import { itemsOf } from './levels.ts';

/** GEN-03: the same thing twice. */
const notSentBefore: GeneralRule = {
  id: 'GEN-03',
  fix: otherOfNumber('it says the same, so set this one aside'),
  check: (document, { sameNumber, contentHash }) => {
    const left = sameNumber.filter(sentBefore);
    const before = left.filter((entry) => entry.contentHash === contentHash && !isUndone(entry, left));
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

/** The checks of every document that leaves, in the catalogue's order. */
export const generalChecks: readonly GeneralRule[] = [
  notSentBefore,
  correctionPolicy,
  outcomeKnown,
  required,
  wellFormed,
  ...echoChecks,
];
