import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import { parseDecimal } from '#core/domain/decimal.ts';
import type { ItemMapping, MappingKind, MappingTables, PartnerLocation, UnitMapping } from '#core/domain/mapping.ts';
import { parseLocalDate } from '#core/domain/time.ts';
import { partnerSheetTable } from './partners.ts';
import { textColumn, type CellProblem, type Column, type MappingSheet } from './table.ts';

/** The day from which a row holds; the last column of every dated kind. */
function validFrom<Row>(write: (row: Row) => string): Column<Row> {
  return {
    name: 'validFrom',
    required: false,
    read(text, draft) {
      const day = text === '' ? '' : parseLocalDate(text);
      if (day === undefined) return 'write a day as YYYY-MM-DD, or nothing for always';
      draft['validFrom'] = day;
      return undefined;
    },
    write,
  };
}

/** What a key points to. An empty cell with a day ends the key from that day on. */
const target = <Row>(name: keyof Row & string): Column<Row> => ({ ...textColumn<Row>(name, true), emptyEnds: true });

const endless = (name: string): { readonly column: string; readonly sentence: string } => ({
  column: name,
  sentence: 'may be empty only with a validFrom: then the mapping ends on that day',
});

const locations: MappingSheet<PartnerLocation> = {
  columns: [
    textColumn('partnerId', true),
    textColumn('qualifier', false),
    textColumn('code', true),
    target('addressLocationId'),
    validFrom((row) => row.validFrom),
  ],
  keyOf: (row) => [row.partnerId, row.code, row.qualifier],
  defaults: { qualifier: '', validFrom: '' },
  check: (row) => (row.addressLocationId === '' && row.validFrom === '' ? endless('addressLocationId') : undefined),
};

const codeLengths = [8, 12, 13, 14];

/** What is wrong with a UPC, EAN or GTIN. Zeros that a spreadsheet dropped are suggested where the check digit proves them. */
function codeProblem(text: string): CellProblem | undefined {
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(text))
    return {
      sentence: 'a spreadsheet shortened the code and its last digits are lost; format the column as text and write it again',
    };
  if (!/^\d+$/.test(text)) return { sentence: 'write digits only' };
  if (hasValidCheckDigit(text) && codeLengths.includes(text.length)) return undefined;
  if (codeLengths.includes(text.length)) return { sentence: 'the check digit is wrong' };
  const padded = codeLengths.map((length) => text.padStart(length, '0')).find((code) => hasValidCheckDigit(code));
  const sentence = `has ${text.length} digits; a code has 8, 12, 13 or 14`;
  return padded === undefined
    ? { sentence: `${sentence} (a spreadsheet may have dropped leading zeros)` }
    : { sentence: `${sentence}; with the zeros that a spreadsheet dropped it is probably ${padded}`, suggestion: padded };
}

/** A UPC, EAN or GTIN: digits of a GS1 length with the right check digit (ITM-02). */
function gs1Column(name: 'upc' | 'gtin' | 'ean'): Column<ItemMapping> {
  return {
    name,
    required: false,
    identifier: false,
    read(text, draft) {
      const problem = text === '' ? undefined : codeProblem(text);
      if (problem) return problem;
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
    target('itemNumber'),
    textColumn('unit', false),
    validFrom((row) => row.validFrom),
  ],
  keyOf: (row) => [row.partnerId, row.buyerPart, row.vendorPart, row.upc, row.gtin, row.ean],
  defaults: { buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '', unit: '', validFrom: '' },
  check: (row) =>
    [row.buyerPart, row.vendorPart, row.upc, row.gtin, row.ean].some((value) => value !== '')
      ? row.itemNumber === '' && row.validFrom === ''
        ? endless('itemNumber')
        : undefined
      : { column: 'buyerPart', sentence: 'give at least one of buyerPart, vendorPart, upc, gtin, ean' },
};

const units: MappingSheet<UnitMapping> = {
  columns: [
    textColumn('partnerId', true),
    textColumn('itemNumber', false),
    textColumn('ediUnit', true),
    target('unit'),
    {
      name: 'factor',
      required: true,
      emptyEnds: true,
      read(text, draft) {
        const factor = parseDecimal(text);
        if (text !== '' && (!factor || factor.lessThanOrEqualTo(0)))
          return 'write a number above zero: how many of the Dynamics unit one EDI unit is';
        draft['factor'] = factor?.toFixed() ?? '';
        return undefined;
      },
      write: (row) => row.factor,
    },
    validFrom((row) => row.validFrom),
  ],
  keyOf: (row) => [row.partnerId, row.itemNumber, row.ediUnit],
  defaults: { itemNumber: '', unit: '', factor: '', validFrom: '' },
  check: (row) => {
    if (row.unit === '' && row.validFrom === '') return endless('unit');
    return row.unit !== '' && row.factor === ''
      ? { column: 'factor', sentence: 'write how many of the Dynamics unit one EDI unit is' }
      : undefined;
  },
};

/** Every kind by the name that the command line uses. */
export const mappingSheets: { readonly [K in MappingKind]: MappingSheet<MappingTables[K]> } = {
  partners: partnerSheetTable,
  locations,
  items,
  units,
};
