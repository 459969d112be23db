import type { Posting, PostingKind } from './posting.ts';

/**
 * Entity sets that name one order of a posting, newest first: of a slip or an invoice over several orders they tell the
 * first order only, or may. Versions of Dynamics have them where the BI entities are missing.
 */
export const oneOrderSets = {
  slips: [
    'BusinessDocumentStockedPackingSlipLinesV3',
    'BusinessDocumentStockedPackingSlipLinesV2',
    'BusinessDocumentStockedPackingSlipLines',
  ],
  invoices: ['SalesInvoiceHeadersV4', 'SalesInvoiceHeadersV2'],
} as const;

const names: ReadonlySet<string> = new Set([...oneOrderSets.slips, ...oneOrderSets.invoices]);

/** True where the set that a posting was read from cannot be trusted to name every order that it is of. */
export const namesOneOrder = ({ set }: Pick<Posting, 'set'>): boolean => names.has(set);

/** The set that tells all of a kind of posting. */
export const fullSetOf = (kind: PostingKind): string =>
  ({
    confirmation: 'SalesOrderConfirmationHeaders',
    'packing-slip': 'CustPackingSlipJourBiEntities',
    invoice: 'CustInvoiceJourBiEntities',
  })[kind];

/**
 * True where one posting tells what another one tells and more: a slip over several orders that a set with one order a row
 * shows as a posting for each. Number and day name a slip, whatever order it stands under.
 */
export function covers(whole: Posting, part: Posting): boolean {
  return (
    whole.kind === 'packing-slip' &&
    part.kind === 'packing-slip' &&
    whole.key !== part.key &&
    !namesOneOrder(whole) &&
    namesOneOrder(part) &&
    whole.company.toLowerCase() === part.company.toLowerCase() &&
    whole.number === part.number &&
    whole.date === part.date &&
    part.salesOrders.every((order) => whole.salesOrders.includes(order))
  );
}
