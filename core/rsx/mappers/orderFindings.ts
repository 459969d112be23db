import { parseDecimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import { shown } from '../shown.ts';
import { contradictions, mayContradict } from './contradictions.ts';
import { down, each, valueOf, type Cursor } from './cursor.ts';
import { carrierFindings } from './orderCarriers.ts';
import { codeFindings } from './orderCodes.ts';
import { dateFindings } from './orderDates.ts';
import { placeFindings } from './orderPlaces.ts';
import { currencyOf } from './orderParts.ts';
import { quantityFindings } from './orderQuantities.ts';
import { readDecimal } from './shape.ts';

/** Of these a second one is said in words of its own, whatever it says. */
const toldApart: ReadonlySet<string> = new Set(['OrderHeader', 'OrderLine']);
const headersToldApart: ReadonlySet<string> = new Set([...toldApart, 'Header']);

/**
 * What an order says that its domain form cannot hold, so that nobody works with less than was ordered: lines without
 * an OrderLine, values that contradict each other, a second place, carrier, currency, day, pack or total, prices and store quantities
 * that are no number. Malformed values of other fields are the reader's findings, `ofReader`: without them everything is
 * gone through for contradictions.
 */
export function orderFindings(root: Cursor, ofReader?: readonly Finding[]): readonly Finding[] {
  const twice = each(root, 'Header').flatMap((header) => each(header, 'OrderHeader')).length > 1;
  return [
    ...(twice ? [twoHeaders(root)] : []),
    ...(mayContradict(ofReader) ? contradictions(root, twice ? headersToldApart : toldApart) : []),
    ...carrierFindings(root),
    ...placeFindings(root),
    ...dateFindings(root),
    ...quantityFindings(root),
    ...each(root, 'LineItem').flatMap(lineFindings),
    ...otherCurrencies(root),
  ];
}

/** An order is in one currency, here and in Dynamics. */
function otherCurrencies(root: Cursor): readonly Finding[] {
  const currency = currencyOf(root);
  return each(root, 'LineItem').flatMap((line): readonly Finding[] => {
    const orderLine = down(line, 'OrderLine');
    const own = valueOf(orderLine, 'BuyersCurrency');
    if (own.toUpperCase() === currency.toUpperCase() || own === '') return [];
    return [
      {
        severity: 'HOLD',
        rule: 'RSX-CURRENCY',
        path: `${orderLine.path}/BuyersCurrency`,
        message: `Line ${line.position} is priced in ${shown(own)}, the order in ${shown(currency)}.`,
        value: shown(own),
        cost: 'The number would be billed in the currency of the order.',
      },
    ];
  });
}

function lineFindings(line: Cursor): readonly Finding[] {
  const [orderLine, second] = each(line, 'OrderLine');
  if (!orderLine) return [emptyLine(line)];
  return [
    ...(second ? [twoOrderLines(line)] : []),
    ...codeFindings(line, orderLine),
    ...unreadablePrice(line, orderLine),
    ...unreadableSplits(line),
  ];
}

function twoHeaders(root: Cursor): Finding {
  return {
    severity: 'HOLD',
    rule: 'RSX-TWICE',
    path: `${root.path}/Header`,
    message: 'The order has more than one OrderHeader, so it does not say which order it is.',
  };
}

function twoOrderLines(line: Cursor): Finding {
  return {
    severity: 'HOLD',
    rule: 'RSX-TWICE',
    path: line.path,
    message: `Line ${line.position} has more than one OrderLine; only the first could be ordered.`,
  };
}

/** A price that is no number would be left out, and Dynamics would take its own; one below zero would be paid to the retailer. */
function unreadablePrice(line: Cursor, orderLine: Cursor): readonly Finding[] {
  const price = valueOf(orderLine, 'PurchasePrice');
  const value = parseDecimal(readDecimal(price) ?? '');
  if (price === '' || value?.greaterThanOrEqualTo(0)) return [];
  return [
    {
      severity: 'HOLD',
      rule: 'RSX-PRICE',
      path: `${orderLine.path}/PurchasePrice`,
      message: `Line ${line.position} has the price '${shown(price)}', which is ${value ? 'less than nothing' : 'no number'}.`,
      value: shown(price),
      cost: value
        ? 'It would be billed as money that the retailer gets.'
        : 'Dynamics would take its own price, and the invoice may not match the order.',
    },
  ];
}

function emptyLine(line: Cursor): Finding {
  return {
    severity: 'HOLD',
    rule: 'RSX-LINE',
    path: line.path,
    message: `Line ${line.position} has no OrderLine, so it says neither what nor how many.`,
  };
}

/** Store quantities that nobody can ship by, even where they add up. One that is zero or less is judged by rule 850-17. */
function unreadableSplits(line: Cursor): readonly Finding[] {
  return each(line, 'QuantitiesSchedulesLocations')
    .flatMap((schedule) => each(schedule, 'LocationQuantity'))
    .flatMap((place): readonly Finding[] => {
      const problem = splitProblem(valueOf(place, 'Location'), valueOf(place, 'Qty'));
      if (problem === undefined) return [];
      const message = `Line ${line.position} gives ${problem}.`;
      const cost = 'A store would get another quantity than it ordered, or nobody would know which store.';
      return [{ severity: 'HOLD', rule: 'RSX-SPLIT', path: place.path, message, value: shown(valueOf(place, 'Qty')), cost }];
    });
}

function splitProblem(store: string, written: string): string | undefined {
  const quantity = readDecimal(written);
  const named = store === '' ? '(no number)' : shown(store);
  if (quantity === undefined) return `store ${named} no readable quantity`;
  return store === '' ? `${quantity} to a store without a number` : undefined;
}
