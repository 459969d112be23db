import { gs1CheckDigit, hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';

/** The barcodes that a line may carry, with the element each stands in. */
const places = [
  { kind: 'upc', word: 'UPC', element: 'ConsumerPackageCode' },
  { kind: 'ean', word: 'EAN', element: 'EAN' },
  { kind: 'gtin', word: 'GTIN', element: 'GTIN' },
] as const;

/** A barcode of a line with what is wrong with it. */
export interface JudgedCode {
  readonly code: string;
  readonly word: string;
  readonly path: string;
  readonly fault: CodeFault | undefined;
}

/** The barcodes of a line, judged once for all rules. */
export function judgedCodes(line: PurchaseOrderLine): readonly JudgedCode[] {
  const codes: JudgedCode[] = [];
  for (const { kind, word, element } of places) {
    const code = line.item[kind];
    if (code !== '') codes.push({ code, word, path: `${line.path}/OrderLine/${element}`, fault: codeFault(code) });
  }
  return codes;
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
