import type { ChangeSet, MappingEntry, MissingMapping } from '#core/contract/views/mappings.ts';
import type { ItemSuggestion, MasterFinding, MasterSetState } from '#core/contract/views/master.ts';
import type { MappingKind, MappingOrigin } from '#core/domain/mapping.ts';
import type { ItemIdentifierKind } from '#core/domain/partnerSheet.ts';
import type { Word } from './words/tone.ts';

export const kindWords: Readonly<Record<MappingKind, { readonly one: string; readonly many: string }>> = {
  partners: { one: 'partner', many: 'Partners' },
  locations: { one: 'location', many: 'Locations' },
  items: { one: 'item', many: 'Items' },
  units: { one: 'unit', many: 'Units' },
};

export const identifierWords: Readonly<Record<ItemIdentifierKind, string>> = {
  buyerPart: 'Buyer part',
  vendorPart: 'Vendor part',
  upc: 'UPC',
  gtin: 'GTIN',
  ean: 'EAN',
};

export const originWords: Readonly<Record<MappingOrigin, string>> = {
  screen: 'on screen',
  file: 'from a file',
  paste: 'pasted',
  suggestion: 'by suggestion',
  practice: 'by the practice world',
};

export const mappingStateWords: Readonly<Record<MappingEntry['state'], Word>> = {
  valid: { word: 'Valid', tone: 'good', meaning: 'Orders of today use it.' },
  later: { word: 'Later', tone: 'wait', meaning: 'It holds from a day to come.' },
  past: { word: 'Past', tone: 'quiet', meaning: 'Another row of the same key took over.' },
  ended: { word: 'Ended', tone: 'quiet', meaning: 'From its day on the key means nothing any more.' },
};

export const missingWords: Readonly<Record<MissingMapping['fix']['fix'], string>> = {
  partner: 'Partner',
  location: 'Location',
  item: 'Item',
  'item-choice': 'Contradiction',
  unit: 'Unit',
  price: 'Price',
  read: 'To be read',
};

/** What a mapping says that the newest copy of Dynamics does not. */
export const findingWords: Readonly<Record<MasterFinding['kind'], Word>> = {
  'item-not-released': { word: 'Not released now', tone: 'bad', meaning: 'It was a released product when it was mapped.' },
  'item-unknown': { word: 'No such product', tone: 'bad', meaning: 'The company has no released product of this number.' },
  'customer-on-hold': {
    word: 'Customer on hold',
    tone: 'warn',
    meaning: 'Dynamics refuses its orders until the hold is lifted.',
  },
  'customer-unknown': { word: 'No such customer', tone: 'bad', meaning: 'The company has no customer of this account.' },
  'address-unknown': { word: 'Address gone', tone: 'warn', meaning: 'It is no address of the customer any more.' },
};

export const confidenceWords: Readonly<Record<ItemSuggestion['confidence'], Word>> = {
  certain: { word: 'Certain', tone: 'good', meaning: 'A number that means this and nothing else.' },
  likely: { word: 'Likely', tone: 'info', meaning: 'A number that usually means this.' },
  'text-only': { word: 'Words only', tone: 'warn', meaning: 'Only the words are alike: look before you take it.' },
};

export const masterSetWords: Readonly<Record<MasterSetState['set'], string>> = {
  companies: 'Companies',
  units: 'Units',
  warehouses: 'Warehouses',
  customers: 'Customers',
  addresses: 'Addresses',
  products: 'Products',
  barcodes: 'Barcodes',
  'customer-items': 'Customer item numbers',
};

/** `12 added, 1 changed`. */
export function changesInWords({ added, updated, removed }: Pick<ChangeSet, 'added' | 'updated' | 'removed'>): string {
  const parts = [
    added > 0 ? `${added} added` : '',
    updated > 0 ? `${updated} changed` : '',
    removed > 0 ? `${removed} removed` : '',
  ];
  return parts.filter((part) => part !== '').join(', ') || 'nothing';
}
