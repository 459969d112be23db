import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import { parseDecimal } from '#core/domain/decimal.ts';
import type { ItemMapping, MappingKind, MappingTables, PartnerLocation, UnitMapping } from '#core/domain/mapping.ts';
import { partnerSheetTable } from './partners.ts';
import { textColumn, type Column, type MappingSheet } from './table.ts';

const locations: MappingSheet<PartnerLocation> = {
  columns: [
    textColumn('partnerId', true),
    textColumn('qualifier', false),
    textColumn('code', true),
    textColumn('addressLocationId', true),
  ],
  keyOf: (row) => [row.partnerId, row.code, row.qualifier],
  defaults: { qualifier: '' },
  check: () => undefined,
};

/** A UPC, EAN or GTIN: digits of a GS1 length with the right check digit (ITM-02). */
function gs1Column(name: 'upc' | 'gtin' | 'ean'): Column<ItemMapping> {
  return {
    name,
    required: false,
    read(text, draft) {
      if (text !== '' && !/^\d+$/.test(text)) return 'write digits only';
      if (text !== '' && ![8, 12, 13, 14].includes(text.length))
        return `has ${text.length} digits; a code has 8, 12, 13 or 14 (a spreadsheet may have dropped leading zeros)`;
      if (text !== '' && !hasValidCheckDigit(text)) return 'the check digit is wrong';
      draft[name] = text;
      return undefined;
    },
    write: (row) => row[name],
  };
}

const items: MappingSheet<ItemMapping> = {
  columns: [
    textColumn('partnerId', true),
    textColumn('buyerPart', false),
    textColumn('vendorPart', false),
    gs1Column('upc'),
    gs1Column('gtin'),
    gs1Column('ean'),
    textColumn('itemNumber', true),
    textColumn('unit', false),
  ],
  keyOf: (row) => [row.partnerId, row.buyerPart, row.vendorPart, row.upc, row.gtin, row.ean],
  defaults: { buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '', unit: '' },
  check: (row) =>
    [row.buyerPart, row.vendorPart, row.upc, row.gtin, row.ean].some((value) => value !== '')
      ? undefined
      : { column: 'buyerPart', sentence: 'give at least one of buyerPart, vendorPart, upc, gtin, ean' },
};

const units: MappingSheet<UnitMapping> = {
  columns: [
    textColumn('partnerId', true),
    textColumn('itemNumber', false),
    textColumn('ediUnit', true),
    textColumn('unit', true),
    {
      name: 'factor',
      required: true,
      read(text, draft) {
        const factor = parseDecimal(text);
        if (!factor || factor.lessThanOrEqualTo(0))
          return 'write a number above zero: how many of the Dynamics unit one EDI unit is';
        draft['factor'] = factor.toFixed();
        return undefined;
      },
      write: (row) => row.factor,
    },
  ],
  keyOf: (row) => [row.partnerId, row.itemNumber, row.ediUnit],
  defaults: { itemNumber: '' },
  check: () => undefined,
};

/** Every kind by the name that the command line uses. */
export const mappingSheets: { readonly [K in MappingKind]: MappingSheet<MappingTables[K]> } = {
  partners: partnerSheetTable,
  locations,
  items,
  units,
};
