import { brief } from '#core/domain/brief.ts';
import type { DocumentKind, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { ArrivalContext, IntakeContext } from './context.ts';
import { askFor, inSheet } from './fixes.ts';
import { finding, type Rule } from './rule.ts';

/** What the rules of arrival look at: the same for an 850 and an 860. */
export interface Arrived {
  readonly kind: DocumentKind;
  readonly partnerId: string;
}

/** A rule that judges a partner's sheet is only broken where there is one. */
const nobody = { partnerId: '', vendor: '' };

type ArrivalRule = Rule<Arrived, ArrivalContext>;

const partnerPath = (kind: DocumentKind): string =>
  `${kind === '860' ? 'OrderChange' : 'Order'}/Header/OrderHeader/TradingPartnerId`;

/** GEN-01: this kind of document is agreed. That the partner is known and active, resolving says. */
export const agreedKind: ArrivalRule = {
  id: 'GEN-01',
  fix: (_found, _document, { partner }) => inSheet('agreedDocuments')(partner ?? nobody),
  check: ({ kind, partnerId }, { partner }) =>
    !partner || partner.sheet.agreedDocuments.includes(kind)
      ? []
      : [
          finding('BLOCK', partnerPath(kind), `Document ${kind} is not agreed with ${partner.name} (${partnerId}).`, {
            value: kind,
            expected: partner.sheet.agreedDocuments.join(' '),
            cost: 'Nobody tested this kind of document with the partner. If it is agreed by now, add it to the partner’s sheet.',
          }),
        ],
};

/** A folder of SPS that holds test documents: `testout/`, `test/out/` (reference: SPS provisions them as twins of the real ones). */
const testFolder = /(^|\/)test(in|out)?\//i;

/**
 * GEN-02: test and production agree. Only a live workspace can tell: a sandbox may have no test folders, and the practice
 * world has none.
 */
export const stagesAgree: ArrivalRule = {
  id: 'GEN-02',
  fix: (_found, _document, { partner }) => inSheet('stage')(partner ?? nobody),
  check: ({ kind, partnerId }, { workspace, path, partner }) => {
    if (workspace !== 'live') return [];
    const cost = 'A test order in production ships real goods.';
    if (testFolder.test(path)) {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      return [
        finding('BLOCK', '', `The file came from the test folder ${folder}, this workspace is live.`, {
          value: folder,
          expected: 'a folder of real documents',
          cost,
          fix: { fix: 'workspace', what: 'the inbound folders' },
        }),
      ];
    }
    if (partner?.sheet.stage !== 'test') return [];
    return [
      finding(
        'BLOCK',
        partnerPath(kind),
        `${partner.name} (${partnerId}) is still in testing by its sheet, this workspace is live.`,
        {
          value: 'test',
          expected: 'live',
          cost,
        },
      ),
    ];
  },
};

/** GEN-11: three of the retailer, three of context, nine of the supplier. */
export const partnerIdShape: Rule<PurchaseOrder, IntakeContext> = {
  id: 'GEN-11',
  fix: askFor('the trading partner id by which SPS routes your answers'),
  check: (order) =>
    order.partnerId.length === 15 || order.partnerId.length === 0
      ? []
      : [
          finding(
            'WARN',
            'Order/Header/OrderHeader/TradingPartnerId',
            `The partner id ${brief(order.partnerId)} has ${order.partnerId.length} characters, usual are 15.`,
            { value: order.partnerId, expected: '15 characters' },
          ),
        ],
};

/** GEN-13: location codes in the length that the sheet says. That a code is in the list, resolving says. */
export const locationCodeLength: Rule<PurchaseOrder, IntakeContext> = {
  id: 'GEN-13',
  fix: (_found, order, { sheet }) => ({
    fix: 'retailer',
    ask: `the location code in full (${sheet.locationCodeLength} characters) on purchase order ${order.number}`,
  }),
  check: (order, { sheet }) => {
    const length = sheet.locationCodeLength;
    if (length === 0) return [];
    const seen = new Set<string>();
    const shipTo = order.addresses.filter((address) => address.type === 'ST');
    const stores = order.lines.flatMap((line) => line.stores.map((part) => ({ code: part.store, path: part.path })));
    return [...shipTo, ...stores].flatMap(({ code, path }) => {
      if (code === '' || code.length === length || seen.has(code)) return [];
      seen.add(code);
      const cut = code.length < length ? ' A leading zero may be missing, or it is the code of something else.' : '';
      return [
        finding(
          'BLOCK',
          path,
          `Location code ${brief(code)} has ${code.length} characters, this partner’s have ${length}.${cut}`,
          {
            value: code,
            expected: `${length} characters`,
            cost: 'The goods go to the wrong place, and the ship notice is rejected.',
          },
        ),
      ];
    });
  },
};
