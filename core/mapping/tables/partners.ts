import type { Partner } from '#core/domain/mapping.ts';
import { defaultPartnerSheet, itemIdentifierKinds, type ItemIdentifierKind } from '#core/domain/partnerSheet.ts';
import { ruleColumns } from './ruleColumns.ts';
import { sheetColumn, words } from './sheetColumn.ts';
import { textColumn, yesNo, type Column, type MappingSheet } from './table.ts';

/** An empty cell says nothing: the careful default stays, so that nothing leaves unseen because a cell was left out. */
function flag(name: 'active' | 'review'): Column<Partner> {
  return {
    name,
    required: false,
    read(text, draft) {
      if (text === '') return undefined;
      const cell = yesNo(text);
      if ('sentence' in cell) return cell.sentence;
      draft[name] = cell.value;
      return undefined;
    },
    write: (row) => (row[name] ? 'yes' : 'no'),
  };
}

const undoSeconds: Column<Partner> = {
  name: 'undoSeconds',
  required: false,
  read(text, draft) {
    const value = Number(text);
    if (!/^\d{1,3}$/.test(text) || value > 120) return 'write seconds from 0 to 120';
    draft['undoSeconds'] = value;
    return undefined;
  },
  write: (row) => String(row.undoSeconds),
};

function readTrust(text: string): { readonly value: readonly ItemIdentifierKind[] } | { readonly sentence: string } {
  const named = words(text);
  const kinds = named.flatMap((word) => itemIdentifierKinds.find((kind) => kind.toLowerCase() === word.toLowerCase()) ?? []);
  return kinds.length === named.length && new Set(kinds).size === kinds.length
    ? { value: kinds }
    : { sentence: `name each at most once, in order of trust: ${itemIdentifierKinds.join(' ')}` };
}

function readModes(text: string): { readonly value: Readonly<Record<string, string>> } | { readonly sentence: string } {
  const pairs = words(text).map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2 || pair.some((part) => part === '')))
    return { sentence: 'write SCAC=mode pairs, separated by ;' };
  return { value: Object.fromEntries(pairs.map(([code = '', mode = '']) => [code, mode])) };
}

/** partners.csv: who a partner id and vendor number are in Dynamics, and what differs for them. */
export const partnerSheetTable: MappingSheet<Partner> = {
  columns: [
    textColumn('partnerId', true, { test: /^.{1,15}$/, sentence: 'a trading partner id has at most 15 characters' }),
    textColumn('vendor', false),
    textColumn('name', true),
    textColumn('company', true, { test: /^\w{1,4}$/, sentence: 'a legal entity id has at most 4 letters and digits' }),
    textColumn('customer', true),
    textColumn('invoiceAccount', false),
    textColumn('site', false),
    textColumn('warehouse', false),
    flag('review'),
    undoSeconds,
    flag('active'),
    sheetColumn(
      'storeSplit',
      (text) => (text === 'lines' || text === 'orders' ? { value: text } : { sentence: 'write lines or orders' }),
      (sheet) => sheet.storeSplit,
    ),
    sheetColumn('numberPerStore', yesNo, (sheet) => (sheet.numberPerStore ? 'yes' : 'no')),
    sheetColumn('itemTrust', readTrust, (sheet) => sheet.itemTrust.join(' ')),
    sheetColumn(
      'deliveryMode',
      (text) => ({ value: text }),
      (sheet) => sheet.deliveryMode,
    ),
    sheetColumn('deliveryModes', readModes, (sheet) =>
      Object.entries(sheet.deliveryModes)
        .map(([code, mode]) => `${code}=${mode}`)
        .join(';'),
    ),
    sheetColumn(
      'currency',
      (text) => (/^[A-Z]{3}$/.test(text) ? { value: text } : { sentence: 'write a currency as three capitals, USD' }),
      (sheet) => sheet.currency,
    ),
    sheetColumn(
      'dimensions',
      (text) => ({ value: text.split('|') }),
      (sheet) => sheet.dimensions.join('|'),
    ),
    sheetColumn(
      'orderOrigin',
      (text) => ({ value: text }),
      (sheet) => sheet.orderOrigin,
    ),
    sheetColumn(
      'receiptQualifiers',
      (text) => ({ value: words(text) }),
      (sheet) => sheet.receiptQualifiers.join(' '),
    ),
    sheetColumn(
      'shipQualifiers',
      (text) => ({ value: words(text) }),
      (sheet) => sheet.shipQualifiers.join(' '),
    ),
    ...ruleColumns,
  ],
  keyOf: (row) => [row.partnerId, row.vendor],
  defaults: {
    vendor: '',
    invoiceAccount: '',
    site: '',
    warehouse: '',
    review: true,
    undoSeconds: 30,
    active: true,
    sheet: defaultPartnerSheet,
  },
  check: () => undefined,
};
