import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { DetailedAllowance } from '#core/domain/documentParts.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import { priceInWords } from '#core/domain/prices.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import { inDraft } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, inOrderSheet, lineName, waitsFor } from './common.ts';
import type { OutboundFacts } from './facts.ts';
import { billedLines } from './invoiceGoods.ts';

type InvoiceRule = Rule<Invoice, OutboundFacts>;

interface PlacedAllowance {
  readonly entry: DetailedAllowance;
  readonly path: string;
}

/** 810-09: a known code, a sign, the amount of its rate, and not off the price as well. */
export const allowances: InvoiceRule = {
  id: '810-09',
  // A code comes from the sheet; an amount is what the draft reckoned or Dynamics posted.
  fix: (found, document, context) =>
    found.path.endsWith('/AllowChrgCode') ? inOrderSheet('invoice.chargeCodes')(found, document, context) : inDraft(found),
  check: (document, facts) => {
    const placed: readonly PlacedAllowance[] = [
      ...document.allowances.map((entry, index) => ({ entry, path: `Invoice/Header/ChargesAllowances[${index + 1}]` })),
      ...document.lines.flatMap((line, at) =>
        line.allowances.map((entry, index) => ({ entry, path: `Invoice/LineItem[${at + 1}]/ChargesAllowances[${index + 1}]` })),
      ),
    ];
    return [...placed.flatMap((allowance) => wrongAllowance(allowance, facts)), ...nettedTwice(document, facts)];
  },
};

function wrongAllowance({ entry, path }: PlacedAllowance, facts: OutboundFacts): readonly Found[] {
  const cost = 'An allowance or charge that the retailer cannot read is deducted or not paid.';
  const at = `${path}/AllowChrgCode`;
  const known = fieldAt('810', 'Invoice/Header/ChargesAllowances/AllowChrgCode')?.codes;
  const code =
    entry.code === '' && waitsFor(facts, at)
      ? []
      : known?.has(entry.code) === false
        ? [
            findingAt(
              'BLOCK',
              at,
              `${entry.code === '' ? 'An allowance or charge has no code' : `Code ${entry.code} is no allowance or charge`}.`,
              entry.code,
              'a code of RSX',
              cost,
            ),
          ]
        : [];
  const amount = parseDecimal(entry.amount ?? '');
  const sign =
    (entry.indicator === 'A' || entry.indicator === 'C') && amount && !amount.isNegative()
      ? []
      : [
          findingAt(
            'BLOCK',
            `${path}/AllowChrgAmt`,
            `${entry.indicator || 'No indicator'} ${entry.amount ?? 'without an amount'}: A takes off and C adds a positive amount.`,
            entry.amount ?? '',
            'A or C and a positive amount',
            cost,
          ),
        ];
  return [...code, ...sign, ...wrongRate(entry, path, cost)];
}

function wrongRate({ percent, basis, rate, quantity, amount }: DetailedAllowance, path: string, cost: string): readonly Found[] {
  const [share, of, each, count, said] = [percent, basis, rate, quantity, amount].map((text) => parseDecimal(text ?? ''));
  if (!said) return [];
  const exact = share ? of?.times(share).dividedBy(100) : count && each?.times(count);
  const expected = exact?.toDecimalPlaces(2);
  if (!expected || said.equals(expected)) return [];
  const how = share && of ? `${decimalText(share)} % of ${priceInWords(of)}` : `${rate ?? ''} for each of ${quantity ?? ''}`;
  return [
    findingAt(
      'BLOCK',
      `${path}/AllowChrgAmt`,
      `${how} is ${priceInWords(expected)}, not ${priceInWords(said)}.`,
      decimalText(said),
      decimalText(expected),
      cost,
    ),
  ];
}

/** A price that is lower by just the rate that the header or the line takes off: the discount would be given twice. */
function nettedTwice(document: Invoice, facts: OutboundFacts): readonly Found[] {
  const ratesOf = (allowances: readonly DetailedAllowance[]): readonly Decimal[] =>
    allowances.flatMap(({ indicator, percent }) => (indicator === 'A' ? (parseDecimal(percent ?? '') ?? []) : []));
  const ofHeader = ratesOf(document.allowances);
  return billedLines(document, facts).flatMap(({ billed, line, path }): readonly Found[] => {
    const rates = [...ofHeader, ...ratesOf(billed.allowances)];
    const [ours, theirs] = [parseDecimal(billed.price ?? ''), parseDecimal(line?.price ?? '')];
    if (!ours || !theirs || !line) return [];
    const places = Math.max(2, ours.decimalPlaces());
    const reduced = (rate: Decimal): Decimal => theirs.times(new Decimal(100).minus(rate)).dividedBy(100).toDecimalPlaces(places);
    const netted = rates.find((rate) => reduced(rate).equals(ours) && !reduced(rate).equals(theirs));
    if (!netted) return [];
    return [
      findingAt(
        'BLOCK',
        `${path}/PurchasePrice`,
        `${lineName(line)}: the price is lower by ${decimalText(netted)} %, which the allowance takes off as well.`,
        decimalText(ours),
        decimalText(theirs),
        'The discount is given twice, in the price and as an allowance.',
      ),
    ];
  });
}
