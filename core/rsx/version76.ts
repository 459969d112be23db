/** Element names of RSX 7.6 that 7.7 never uses; one is enough (the `LineItems` wrapper and the numbered date fields). */
const sure: ReadonlySet<string> = new Set(['LineItems', 'DateTimeQualifier1', 'Date1', 'NoteInformationField']);
/** Names that 7.6 had where 7.7 has others; two different ones are enough. */
const likely: ReadonlySet<string> = new Set([
  'PurchaseOrderTypeCode',
  'PackDimensionUOM',
  'PromotionDealNumber',
  'Sublines',
  'Reference',
  'Contact',
  'Tax',
  'TotalLineItems',
]);

/** True when the names that 7.7.7 does not know in a document are the marks of 7.6 (reference/sps.md 3.3). */
export function isVersion76(unknownNames: ReadonlySet<string>): boolean {
  let marks = 0;
  for (const name of unknownNames) {
    if (sure.has(name)) return true;
    if (likely.has(name)) marks += 1;
  }
  return marks >= 2;
}
