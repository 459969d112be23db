import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { priceInWords } from '#core/domain/prices.ts';
import { itemIdentifierKinds } from '#core/domain/partnerSheet.ts';
import { identifierWords } from '../../lib/mappingWords.ts';

type Fix = MissingMapping['fix'];

/** What the document says of what is missing, as names and values; nothing that it does not say. */
export function asSent(fix: Fix): readonly (readonly [string, string])[] {
  return facts(fix).filter(([, value]) => value !== '');
}

function facts(fix: Fix): readonly (readonly [string, string])[] {
  switch (fix.fix) {
    case 'item':
      return [
        ...numbers(fix.identifiers),
        ['Description', fix.description],
        ['Quantity', `${fix.quantity ?? ''} ${fix.unit}`.trim()],
        ['Pack', fix.pack ?? ''],
        ['Price', fix.price === undefined ? '' : `${priceInWords(fix.price)} per ${fix.unit}`],
      ];
    case 'item-choice':
      return [...numbers(fix.identifiers), ['Description', fix.description]];
    case 'location':
      return [
        ['Code', `${fix.code} (qualifier ${fix.qualifier})`],
        ['Name', fix.name],
        ['Address', fix.address.join(', ')],
      ];
    case 'unit':
      return [
        ['Unit as ordered', fix.ediUnit],
        ['Dynamics item', fix.itemNumber],
        ['Unit of the item', fix.itemUnit],
        ['Pack', fix.pack ?? ''],
      ];
    case 'partner':
      return [
        ['Partner id', fix.partnerId],
        ['Vendor number', fix.vendor],
      ];
    case 'price':
      return [
        ['Dynamics item', fix.itemNumber],
        ['Price', `${priceInWords(fix.price)} ${fix.currency} per ${fix.unit}`],
      ];
    case 'read':
      return fix.texts.map((text) => ['Text', text] as const);
  }
}

function numbers(identifiers: Extract<Fix, { fix: 'item' }>['identifiers']): readonly (readonly [string, string])[] {
  return itemIdentifierKinds.map((kind) => [identifierWords[kind], identifiers[kind] ?? ''] as const);
}

/** What is missing in a few words: the number and the name by which people know it. */
export function missingName(fix: Fix): string {
  switch (fix.fix) {
    case 'item':
    case 'item-choice': {
      const kind = itemIdentifierKinds.find((known) => (fix.identifiers[known] ?? '') !== '');
      return kind === undefined ? fix.description : (fix.identifiers[kind] ?? '');
    }
    case 'location':
      return fix.code;
    case 'unit':
      return `${fix.ediUnit} of ${fix.itemNumber}`;
    case 'partner':
      return fix.vendor === '' ? fix.partnerId : `${fix.partnerId}, vendor ${fix.vendor}`;
    case 'price':
      return fix.itemNumber;
    case 'read':
      return fix.texts[0] ?? '';
  }
}

/** The words that came with it. */
export function missingText(fix: Fix): string {
  switch (fix.fix) {
    case 'item':
    case 'item-choice':
      return fix.description;
    case 'location':
      return [fix.name, ...fix.address].filter(Boolean).join(', ');
    case 'partner':
      return fix.inactive ? 'known, but switched off' : '';
    case 'unit':
      return fix.pack === undefined ? '' : `pack of ${fix.pack}`;
    case 'price':
    case 'read':
      return '';
  }
}
