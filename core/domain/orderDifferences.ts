import { sameCurrency } from './currency.ts';
import { decimalText, parseDecimal, sameDecimal } from './decimal.ts';
import { own } from './own.ts';
import { addressText, isSamePlace } from './samePlace.ts';
import type { DocumentAddress, DocumentDate, PurchaseOrder, PurchaseOrderLine, StoreQuantity } from './purchaseOrder.ts';

/**
 * What changed from one purchase order to another, in plain sentences for a red-line (`Line 3: quantity from 48 to 36`).
 * Lines belong together by their line number where both orders number all lines differently, else by position.
 * Decimals compare by value. Empty when both say the same to whoever fills the order.
 */
export function differences(before: PurchaseOrder, after: PurchaseOrder): string[] {
  return [
    ...headerDifferences(before, after),
    ...dateDifferences('', before.dates, after.dates),
    ...addressDifferences(before.addresses, after.addresses),
    ...listDifferences('Reference', before.references.map(referenceText), after.references.map(referenceText)),
    ...listDifferences('Note', before.notes.map(noteText), after.notes.map(noteText)),
    ...listDifferences('Payment terms', before.terms.map(plain), after.terms.map(plain)),
    ...listDifferences('Allowance or charge', before.allowances.map(plain), after.allowances.map(plain)),
    ...lineDifferences(before.lines, after.lines),
    ...change('Order: total amount', before.totalAmount, after.totalAmount),
  ];
}

/**
 * What a change says about the whole order that the order does not say, in sentences: dates, addresses, carrier, terms and allowances.
 * A change names what changes: what it leaves out stays. An address is another one by its code, where both have one.
 */
export function headerChanges(before: PurchaseOrder, change: Omit<PurchaseOrder, 'kind' | 'lines'>): string[] {
  const named = <T>(all: readonly T[], said: readonly T[], key: (one: T) => string): readonly T[] =>
    all.filter((one) => said.some((other) => key(other) === key(one)));
  const addresses = change.addresses.filter((address) => !before.addresses.some((known) => isSamePlace(known, address)));
  return [
    ...dateDifferences(
      '',
      named(before.dates, change.dates, ({ qualifier }) => qualifier),
      change.dates,
    ),
    ...addressDifferences(
      named(before.addresses, addresses, ({ type }) => type),
      addresses,
    ),
    ...(['carrierCode', 'carrierRouting', 'transportMethod'] as const).flatMap((key) =>
      change[key] === '' ? [] : textChange(`Order: ${words[key]}`, before[key], change[key]),
    ),
    ...(change.terms.length === 0 ? [] : listDifferences('Payment terms', before.terms.map(plain), change.terms.map(plain))),
    ...(change.allowances.length === 0
      ? []
      : listDifferences('Allowance or charge', before.allowances.map(plain), change.allowances.map(plain))),
  ];
}

/** Notes that a change brings: to be read, nothing to be done in Dynamics. */
export function addedNotes(before: Pick<PurchaseOrder, 'notes'>, change: Pick<PurchaseOrder, 'notes'>): string[] {
  const known = before.notes.map(noteText);
  return change.notes.map(noteText).flatMap((text) => (known.includes(text) ? [] : [`Note added: ${text}`]));
}

/** What `headerChanges` speaks of, as a change of the header leaves it: what is billed rests on its terms and allowances. */
export function headerAfter(
  before: PurchaseOrder,
  change: Omit<PurchaseOrder, 'kind' | 'lines'>,
): Pick<PurchaseOrder, 'dates' | 'addresses' | 'terms' | 'allowances' | keyof typeof words> {
  const moved = change.addresses.filter((address) => !before.addresses.some((known) => isSamePlace(known, address)));
  return {
    dates: [
      ...before.dates.filter(({ qualifier }) => !change.dates.some((said) => said.qualifier === qualifier)),
      ...change.dates,
    ],
    addresses: [...before.addresses.filter(({ type }) => !moved.some((said) => said.type === type)), ...moved],
    terms: change.terms.length === 0 ? before.terms : change.terms,
    allowances: change.allowances.length === 0 ? before.allowances : change.allowances,
    carrierCode: change.carrierCode || before.carrierCode,
    carrierRouting: change.carrierRouting || before.carrierRouting,
    transportMethod: change.transportMethod || before.transportMethod,
  };
}

const words = { carrierCode: 'carrier', carrierRouting: 'routing', transportMethod: 'transport method' } as const;

const headerWords = [
  ['partnerId', 'trading partner id'],
  ['vendor', 'vendor number'],
  ['number', 'purchase order number'],
  ['release', 'release'],
  ['purpose', 'purpose code'],
  ['typeCode', 'order type'],
  ['orderDate', 'order date'],
  ['currency', 'currency'],
  ['department', 'department'],
  ['division', 'division'],
  ['customerOrderNumber', "consumer's order number"],
  ['shipComplete', 'ship complete'],
  ['carrierCode', words.carrierCode],
  ['carrierRouting', words.carrierRouting],
  ['transportMethod', words.transportMethod],
] as const satisfies readonly (readonly [keyof PurchaseOrder, string])[];

function headerDifferences(before: PurchaseOrder, after: PurchaseOrder): string[] {
  const words = sameCurrency(before.currency, after.currency) ? headerWords.filter(([key]) => key !== 'currency') : headerWords;
  return words.flatMap(([key, word]) => textChange(`Order: ${word}`, before[key] ?? '', after[key] ?? ''));
}

/** One sentence if the two differ. Numbers compare by value. */
function change(what: string, before: string | undefined = '', after: string | undefined = ''): string[] {
  if (before === after || (before !== '' && after !== '' && sameDecimal(before, after))) return [];
  return [`${what} from ${before || '(none)'} to ${after || '(none)'}`];
}

/** The same as `change` for identifiers, where `007` is not `7`. */
function textChange(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what} from ${before || '(none)'} to ${after || '(none)'}`];
}

const dateWords: Readonly<Record<string, string>> = {
  '001': 'cancel after',
  '002': 'requested delivery',
  '010': 'requested ship',
  '037': 'ship not before',
  '038': 'ship no later than',
  '063': 'do not deliver after',
  '064': 'do not deliver before',
  '067': 'scheduled delivery',
  '068': 'scheduled ship',
};

/** A date of an order as sentences name it: `requested ship date`, by its X12 374 where that has no word here. */
export function dateNamed(qualifier: string): string {
  const word = own(dateWords, qualifier);
  return word === undefined ? `date ${qualifier}` : `${word} date`;
}

function dateDifferences(where: string, before: readonly DocumentDate[], after: readonly DocumentDate[]): string[] {
  const [left, right] = [datesByQualifier(before), datesByQualifier(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((qualifier) => {
    const what = `${where || 'Order: '}${dateNamed(qualifier)}`;
    return textChange(what, left.get(qualifier) ?? '', right.get(qualifier) ?? '');
  });
}

function datesByQualifier(dates: readonly DocumentDate[]): ReadonlyMap<string, string> {
  const groups = Map.groupBy(dates, (entry) => entry.qualifier);
  const text = (entry: DocumentDate): string => (entry.time === undefined ? entry.date : `${entry.date} ${entry.time}`);
  return new Map([...groups].map(([qualifier, entries]) => [qualifier, entries.map(text).sort().join(', ')]));
}

const addressWords: Readonly<Record<string, string>> = {
  ST: 'ship-to',
  BT: 'bill-to',
  BY: 'buying party',
  Z7: 'mark-for',
  SF: 'ship-from',
  RI: 'remit-to',
};

function addressDifferences(before: readonly DocumentAddress[], after: readonly DocumentAddress[]): string[] {
  const [left, right] = [Map.groupBy(before, (entry) => entry.type), Map.groupBy(after, (entry) => entry.type)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((type) => {
    const text = (entries: readonly DocumentAddress[] = []): string => entries.map(addressText).join(' and ');
    return textChange(`Order: ${own(addressWords, type) ?? `address ${type}`}`, text(left.get(type)), text(right.get(type)));
  });
}

const referenceText = ({ qualifier, id, description }: PurchaseOrder['references'][number]): string =>
  [qualifier, id, description].filter(Boolean).join(' ');
const noteText = ({ code, text }: PurchaseOrder['notes'][number]): string => [code, text].filter(Boolean).join(' ');

/** A small flat record in words, without its path; figures by their value. */
function plain(entry: object): string {
  return Object.entries(entry)
    .filter(([key, value]) => key !== 'path' && value !== '' && value !== undefined)
    .map(([key, value]) => {
      const figure = figures.has(key) ? parseDecimal(String(value)) : undefined;
      return figure ? decimalText(figure) : String(value);
    })
    .join(' ');
}

const figures: ReadonlySet<string> = new Set(['amount', 'percent', 'rate', 'discountPercent', 'discountAmount']);

function listDifferences(what: string, before: readonly string[], after: readonly string[]): string[] {
  const [left, right] = [new Set(before), new Set(after)];
  return [
    ...[...left].filter((text) => !right.has(text)).map((text) => `${what} removed: ${text}`),
    ...[...right].filter((text) => !left.has(text)).map((text) => `${what} added: ${text}`),
  ];
}

function lineDifferences(before: readonly PurchaseOrderLine[], after: readonly PurchaseOrderLine[]): string[] {
  const key = isNumbered(before) && isNumbered(after) ? lineNumberOf : positionOf;
  const [left, right] = [new Map(before.map((line) => [key(line), line])), new Map(after.map((line) => [key(line), line]))];
  return [
    ...after.flatMap((line) => {
      const was = left.get(key(line));
      return was ? oneLine(was, line) : [`${title(line)} added: ${lineText(line)}`];
    }),
    ...before.filter((line) => !right.has(key(line))).map((line) => `${title(line)} removed: ${lineText(line)}`),
  ];
}

const lineNumberOf = (line: PurchaseOrderLine): string => line.lineNumber;
const positionOf = (line: PurchaseOrderLine): string => String(line.position);
const title = (line: PurchaseOrderLine): string => `Line ${line.lineNumber || line.position}`;

function isNumbered(lines: readonly PurchaseOrderLine[]): boolean {
  return lines.every((line) => line.lineNumber !== '') && new Set(lines.map(lineNumberOf)).size === lines.length;
}

function lineText({ quantity, unit, item, description, price }: PurchaseOrderLine): string {
  const product = item.buyerPart || item.vendorPart || item.upc || item.gtin || item.ean || description;
  return [quantity ?? '(no quantity)', unit, 'of', product || '(no item)', ...(price === undefined ? [] : ['at', price])]
    .filter(Boolean)
    .join(' ');
}

function oneLine(before: PurchaseOrderLine, after: PurchaseOrderLine): string[] {
  const where = `${title(after)}: `;
  return [
    ...textChange(`${where}line number`, before.lineNumber, after.lineNumber),
    ...change(`${where}quantity`, before.quantity, after.quantity),
    ...textChange(`${where}unit`, before.unit, after.unit),
    ...change(`${where}price`, before.price, after.price),
    ...textChange(`${where}price basis`, before.priceBasis, after.priceBasis),
    ...textChange(`${where}buyer's part`, before.item.buyerPart, after.item.buyerPart),
    ...textChange(`${where}vendor's part`, before.item.vendorPart, after.item.vendorPart),
    ...textChange(`${where}UPC`, before.item.upc, after.item.upc),
    ...textChange(`${where}GTIN`, before.item.gtin, after.item.gtin),
    ...textChange(`${where}EAN`, before.item.ean, after.item.ean),
    ...textChange(`${where}description`, before.description, after.description),
    ...change(`${where}pack`, before.pack, after.pack),
    ...change(`${where}inner pack`, before.innerPack, after.innerPack),
    ...dateDifferences(where, before.dates, after.dates),
    ...storeDifferences(where, before.stores, after.stores),
    ...listDifferences(`${where}reference`, before.references.map(referenceText), after.references.map(referenceText)),
    ...listDifferences(`${where}note`, before.notes.map(noteText), after.notes.map(noteText)),
    ...listDifferences(`${where}allowance or charge`, before.allowances.map(plain), after.allowances.map(plain)),
  ];
}

function storeDifferences(where: string, before: readonly StoreQuantity[], after: readonly StoreQuantity[]): string[] {
  const [left, right] = [Map.groupBy(before, (entry) => entry.store), Map.groupBy(after, (entry) => entry.store)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((store) => {
    const text = (entries: readonly StoreQuantity[] = []): string => entries.map((entry) => entry.quantity).join(' + ');
    return change(`${where}store ${store || '(no number)'}`, text(left.get(store)), text(right.get(store)));
  });
}
