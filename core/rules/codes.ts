import { gs1CheckDigit, hasValidCheckDigit, toGtin14 } from '#core/domain/checkDigit.ts';
import { decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { IntakeContext, LineFacts } from './context.ts';
import { finding, type Found, type Rule } from './rule.ts';

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

/** The barcodes that a line may carry, with the element each stands in. */
const places = [
  { kind: 'upc', word: 'UPC', element: 'ConsumerPackageCode' },
  { kind: 'ean', word: 'EAN', element: 'EAN' },
  { kind: 'gtin', word: 'GTIN', element: 'GTIN' },
] as const;

interface Code {
  readonly code: string;
  readonly word: string;
  readonly path: string;
}

function codesOf(line: PurchaseOrderLine): readonly Code[] {
  return places.flatMap(({ kind, word, element }) =>
    line.item[kind] === '' ? [] : [{ code: line.item[kind], word, path: `${line.path}/OrderLine/${element}` }],
  );
}

/** What is wrong with a barcode, and what it should be where that follows. */
export type CodeFault =
  | { readonly fault: 'no-number' }
  | { readonly fault: 'length'; readonly expected: string | undefined }
  | { readonly fault: 'check-digit'; readonly expected: string }
  /** A GTIN-14 that kept the check digit of the code inside although its packaging indicator makes it another trade item. */
  | { readonly fault: 'indicator'; readonly expected: string };

const lengths: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/** Judges one UPC, EAN or GTIN (ITM-02, ITM-03). `undefined` when it is right. Pure arithmetic: whether anybody knows it is no question here. */
export function codeFault(code: string): CodeFault | undefined {
  if (!/^\d+$/.test(code)) return { fault: 'no-number' };
  if (!lengths.has(code.length)) {
    const padded = `0${code}`;
    return { fault: 'length', expected: lengths.has(padded.length) && hasValidCheckDigit(padded) ? padded : undefined };
  }
  if (hasValidCheckDigit(code)) return undefined;
  const body = code.slice(0, -1);
  const expected = body + gs1CheckDigit(body);
  const keptInner = code.length === 14 && code[0] !== '0' && gs1CheckDigit(`0${body.slice(1)}`) === code.at(-1);
  return { fault: keptInner ? 'indicator' : 'check-digit', expected };
}

/** ITM-02: a GS1 length and the right check digit. */
export const checkDigits: OrderRule = {
  id: 'ITM-02',
  check: (_order, { lines }) =>
    lines.flatMap(({ line, name }) =>
      codesOf(line).flatMap(({ code, word, path }) => {
        const fault = codeFault(code);
        if (!fault || fault.fault === 'indicator') return [];
        const expected = fault.fault === 'no-number' ? undefined : fault.expected;
        const wrong =
          fault.fault === 'no-number'
            ? 'is no number'
            : fault.fault === 'length'
              ? `has ${code.length} digits; it must have 8, 12, 13 or 14`
              : `has a wrong check digit ${code.at(-1)}`;
        return [
          finding('BLOCK', path, `${name}: ${word} ${code} ${wrong}${expected ? ` (${expected} would be right)` : ''}.`, {
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
  check: (_order, { lines }) => lines.flatMap((facts) => [...keptDigits(facts), ...caseCodeAsEach(facts)]),
};

function keptDigits({ line, name }: LineFacts): readonly Found[] {
  return codesOf(line).flatMap(({ code, word, path }) => {
    const fault = codeFault(code);
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
 * By the barcodes of the master data: every code of the line stands for another quantity than the unit of the line. What
 * a barcode holds is kept loosely in many companies, so this holds for a person and does not block.
 */
function caseCodeAsEach({ line, name, resolved, master }: LineFacts): readonly Found[] {
  if (!resolved || master?.state !== 'known') return [];
  const told = codesOf(line).flatMap((given) => {
    const barcode = master.product.barcodes.find((row) => toGtin14(row.barcode) === toGtin14(given.code));
    const quantity = barcode && parseDecimal(barcode.quantity);
    return quantity?.greaterThan(0) ? [{ ...given, quantity }] : [];
  });
  const [first] = told;
  if (!first || told.some(({ quantity }) => quantity.equals(resolved.factor))) return [];
  return [
    finding(
      'HOLD',
      first.path,
      `${name}: ${first.word} ${first.code} is the code of ${decimalText(first.quantity)} ${master.product.inventoryUnit}, but one ${line.unit || 'unit'} of the line is ${decimalText(resolved.factor)} ${resolved.unit}.`,
      {
        value: decimalText(first.quantity),
        expected: decimalText(resolved.factor),
        cost: 'The code of a case is taken for that of an each: the pack too many or too few goods ship.',
      },
    ),
  ];
}
