export const familyWords = {
  bulk: 'Bulk, one address',
  crossdock: 'Cross-dock, marked for stores',
  multistore: 'Multi-store, quantities by store',
  dropship: 'Drop-ship, to a consumer',
} as const;

/** What the practice world can do wrong on request, in the words of a coordinator. */
export const oddityWords: Readonly<Record<string, string>> = {
  'same-number': 'A number that was used before, with other content',
  'shared-vendor-part': 'One vendor part on two lines',
  'wrong-totals': 'Totals that do not add up',
  bom: 'A byte order mark before the XML',
  'bare-root': 'A root without its plural',
  json: 'JSON instead of XML',
  v76: 'The old format RSX 7.6',
  x12: 'An X12 file passed through',
  several: 'Several orders in one file',
  change: 'A change (860) to an earlier order',
  replace: 'A replacement of an earlier order',
  cancel: 'A cancellation of an earlier order',
  price: 'A price that is 8 % above yours',
  'case-price': 'The price of a case for an each, or the other way round',
  note: 'A special instruction in a note',
  'new-item': 'A product that nobody has mapped yet',
};
