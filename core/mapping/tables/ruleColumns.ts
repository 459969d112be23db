import { decimalText, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type { Partner } from '#core/domain/mapping.ts';
import {
  documentKinds,
  orderMultiples,
  partnerStages,
  sheetSeverities,
  type PartnerSheet,
  type SheetSeverity,
} from '#core/domain/partnerSheet.ts';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import { ruleCatalogue, ruleEntry } from '#core/domain/rules/catalogue.ts';
import { sheetColumn, words } from './sheetColumn.ts';
import { yesNo, type Cell, type Column } from './table.ts';

/** One of a few words. */
function oneOf<T extends string>(choices: readonly T[]): (text: string) => Cell<T> {
  return (text) => {
    const chosen = choices.find((choice) => choice !== '' && choice.toLowerCase() === text.toLowerCase());
    return chosen === undefined ? { sentence: `write ${choices.filter(Boolean).join(', ')}, or nothing` } : { value: chosen };
  };
}

/** A decimal from zero up, as EDI writes it. */
function amount(sentence: string): (text: string) => Cell<DecimalText> {
  return (text) => {
    const value = parseDecimal(text);
    return !value || value.isNegative() ? { sentence } : { value: decimalText(value) };
  };
}

function days(text: string): Cell<number> {
  return /^\d{1,3}$/.test(text) ? { value: Number(text) } : { sentence: 'write days as a whole number from 0 to 999' };
}

function codeLength(text: string): Cell<number> {
  const value = Number(text);
  return /^\d{1,2}$/.test(text) && value <= 35 ? { value } : { sentence: 'write a length from 1 to 35, or 0 for any' };
}

function kinds(text: string): Cell<readonly DocumentKind[]> {
  const named = words(text);
  const known = named.flatMap((word) => documentKinds.find((kind) => kind === word) ?? []);
  return known.length === named.length ? { value: known } : { sentence: `name kinds of documents: ${documentKinds.join(' ')}` };
}

/** `850-07=WARN;ITM-06=OFF`. Rules that the catalogue marks as without override are refused here, not only ignored later. */
export function readSeverities(text: string): Cell<Readonly<Record<string, SheetSeverity>>> {
  const severities: Record<string, SheetSeverity> = {};
  for (const pair of words(text)) {
    const [id = '', word = '', ...more] = pair.toUpperCase().split('=');
    const severity = sheetSeverities.find((known) => known === word);
    if (severity === undefined || more.length > 0)
      return { sentence: `write pairs like 850-07=WARN, with ${sheetSeverities.join(', ')}, separated by ;` };
    const rule = ruleEntry(id);
    if (!rule) return { sentence: `there is no rule ${id}; rules are ${ruleCatalogue.map((entry) => entry.id).join(' ')}` };
    if (rule.noOverride) return { sentence: `rule ${id} holds for every partner and cannot be changed: ${rule.title}` };
    severities[id] = severity;
  }
  return { value: severities };
}

const price = amount('write an amount per unit, 0.50');
const percent = amount('write percent without a sign, 2.5');
const quantity = amount('write a quantity of one line in its own unit, 12');

/** An amount of the sheet, written as it stands. */
function amountColumn(
  name: 'orderMinimum' | 'orderMaximum' | 'priceUpAmount' | 'priceUpPercent' | 'priceDownAmount' | 'priceDownPercent',
  read: (text: string) => Cell<DecimalText>,
): Column<Partner> {
  return sheetColumn(name, read, (sheet) => sheet[name]);
}

const textOf = (severities: PartnerSheet['severities']): string =>
  Object.entries(severities)
    .map(([id, severity]) => `${id}=${severity}`)
    .join(';');

/** Said where a list that has a default is to be empty: an empty cell keeps the default. */
const none = 'none';

/** What a partner's sheet says to the rules. An empty cell keeps the default. */
export const ruleColumns: readonly Column<Partner>[] = [
  sheetColumn('agreedDocuments', kinds, (sheet) => sheet.agreedDocuments.join(' ')),
  sheetColumn('stage', oneOf(partnerStages), (sheet) => sheet.stage),
  sheetColumn('locationCodeLength', codeLength, (sheet) => String(sheet.locationCodeLength)),
  sheetColumn('orderMultiple', oneOf(orderMultiples), (sheet) => sheet.orderMultiple),
  amountColumn('orderMinimum', quantity),
  amountColumn('orderMaximum', quantity),
  sheetColumn('leadDays', days, (sheet) => String(sheet.leadDays)),
  amountColumn('priceUpAmount', price),
  amountColumn('priceUpPercent', percent),
  amountColumn('priceDownAmount', price),
  amountColumn('priceDownPercent', percent),
  sheetColumn('notesMustBeRead', yesNo, (sheet) => (sheet.notesMustBeRead ? 'yes' : 'no')),
  sheetColumn(
    'exemptNotes',
    (text) => ({ value: text.toLowerCase() === none ? [] : words(text) }),
    (sheet) => sheet.exemptNotes.join(' ') || none,
  ),
  sheetColumn('severities', readSeverities, (sheet) => textOf(sheet.severities)),
];
