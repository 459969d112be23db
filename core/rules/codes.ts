import { toGtin14 } from '#core/domain/checkDigit.ts';
import { brief } from '#core/domain/brief.ts';
import { decimalText, parseDecimal, type Decimal } from '#core/domain/decimal.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { JudgedCode } from './barcodes.ts';
import type { IntakeContext, LineFacts } from './context.ts';
import { askFor, askForRight } from './fixes.ts';
import { finding, type Found, type Rule } from './rule.ts';

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

/** ITM-02: a GS1 length and the right check digit. */
export const checkDigits: OrderRule = {
  id: 'ITM-02',
  fix: askForRight('the right barcode of the item'),
  check: (_order, { lines }) =>
    lines.flatMap(({ codes, name }) =>
      codes.flatMap(({ code, word, path, fault }) => {
        if (!fault || fault.fault === 'indicator') return [];
        const expected = fault.fault === 'no-number' ? undefined : fault.expected;
        const wrong =
          fault.fault === 'no-number'
            ? 'is no number'
            : fault.fault === 'length'
              ? `has ${code.length} digits; it must have 8, 12, 13 or 14`
              : `has a wrong check digit ${code.at(-1)}`;
        return [
          finding('BLOCK', path, `${name}: ${word} ${brief(code)} ${wrong}${expected ? ` (${expected} would be right)` : ''}.`, {
            value: code,
            ...(expected === undefined ? {} : { expected }),
            cost: 'The same number goes out on labels and ship notices, which are rejected.',
          }),
        ];
      }),
    ),
};

/** ITM-03: padding keeps the check digit, a packaging indicator does not; and the code of a case is not that of an each. */
export const packagingIndicator: OrderRule = {
  id: 'ITM-03',
  fix: askFor('the barcode of the unit that is ordered, not of another pack'),
  check: (_order, { lines }) =>
    lines.flatMap((facts) => {
      const kept = keptDigits(facts);
      return kept.length > 0 ? kept : caseCodeAsEach(facts);
    }),
};

function keptDigits({ codes, name }: LineFacts): readonly Found[] {
  return codes.flatMap(({ code, word, path, fault }) => {
    if (fault?.fault !== 'indicator') return [];
    return [
      finding(
        'BLOCK',
        path,
        `${name}: ${word} ${code} has packaging indicator ${code[0]} but the check digit of the code inside; with the indicator it is ${fault.expected}, another trade item.`,
        { value: code, expected: fault.expected, cost: 'The code of a case is taken for that of an each.' },
      ),
    ];
  });
}

/**
 * By the barcodes of the master data: every code of the line stands for more than the unit of the line, so the code of a
 * case was sent for an each. (The code of an each on a line of cases is usual: it names the item.) What a barcode holds
 * is kept loosely in many companies, so this holds for a person and does not block.
 */
function caseCodeAsEach({ line, codes, name, resolved, master }: LineFacts): readonly Found[] {
  if (!resolved || master?.state !== 'known' || master.product.barcodes.length === 0) return [];
  let first: { readonly given: JudgedCode; readonly quantity: Decimal } | undefined;
  for (const given of codes) {
    const barcode = master.product.barcodes.find((row) => sameCode(row.barcode, given.code));
    const quantity = barcode && parseDecimal(barcode.quantity);
    if (!quantity?.greaterThan(resolved.factor)) return [];
    first ??= { given, quantity };
  }
  if (!first) return [];
  const { given, quantity } = first;
  return [
    finding(
      'HOLD',
      given.path,
      `${name}: ${given.word} ${given.code} is the code of ${decimalText(quantity)} ${master.product.inventoryUnit}, but one ${line.unit || 'unit'} of the line is ${decimalText(resolved.factor)} ${resolved.unit}.`,
      {
        value: decimalText(quantity),
        expected: decimalText(resolved.factor),
        cost: 'The code of a case is taken for that of an each: the pack too many or too few goods ship.',
      },
    ),
  ];
}

const sameCode = (a: string, b: string): boolean => a === b || toGtin14(a) === toGtin14(b);
