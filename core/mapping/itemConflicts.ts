import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { ItemMapping } from '#core/domain/mapping.ts';
import { mappingSheets } from './tables/sheets.ts';
import type { CellError } from './tables/table.ts';

interface Claim {
  readonly row: ItemMapping;
  /** Row of the file; absent for a row of the map. */
  readonly line?: number;
  readonly column: string;
  readonly value: string;
}

/** The codes of a row that may point to one product only. Vendor parts may be shared (sps.md 3.4). */
function codes(row: ItemMapping): readonly { readonly code: string; readonly column: string; readonly value: string }[] {
  const found: { code: string; column: string; value: string }[] = [];
  if (row.buyerPart !== '')
    found.push({ code: `${row.partnerId}|part|${row.buyerPart}`, column: 'buyerPart', value: row.buyerPart });
  for (const column of ['upc', 'gtin', 'ean'] as const)
    if (row[column] !== '') found.push({ code: `${row.partnerId}|${toGtin14(row[column])}`, column, value: row[column] });
  return found;
}

/**
 * Finds a GS1 code or a buyer part of one partner that would point to two products on the same day. It is shown the
 * rows of the map that the file does not replace and keeps those that share a code with it.
 */
export function createItemConflicts(file: readonly { readonly row: ItemMapping; readonly line: number }[]): {
  see(row: ItemMapping): void;
  found(): readonly CellError[];
} {
  const claims = new Map<string, Claim[]>();
  for (const { row, line } of file)
    for (const { code, column, value } of codes(row)) {
      const known = claims.get(code);
      if (known) known.push({ row, line, column, value });
      else claims.set(code, [{ row, line, column, value }]);
    }
  return {
    see(row) {
      for (const { code, column, value } of codes(row)) claims.get(code)?.push({ row, column, value });
    },
    found: () => [...claims.values()].flatMap((list) => (list.length < 2 ? [] : clashes(list))),
  };
}

interface Span extends Claim {
  readonly key: string;
  readonly from: string;
  /** The day of the next row of the key, '' where there is none. */
  readonly to: string;
}

/** When each row holds: from its day until the next row of its key takes over. */
function spansOf(claims: readonly Claim[]): readonly Span[] {
  const byKey = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = mappingSheets.items.keyOf(claim.row).join('\u001f');
    byKey.set(key, [...(byKey.get(key) ?? []), claim]);
  }
  return [...byKey].flatMap(([key, list]) => {
    const days = [...new Set(list.map(({ row }) => row.validFrom))].toSorted();
    return list.map((claim) => ({
      ...claim,
      key,
      from: claim.row.validFrom,
      to: days[days.indexOf(claim.row.validFrom) + 1] ?? '',
    }));
  });
}

/** Two rows clash where both hold on a day and point to different products; told at the later row of the file. */
function clashes(claims: readonly Claim[]): readonly CellError[] {
  const spans = spansOf(claims).filter(({ row }) => row.itemNumber !== '');
  const inFile = spans.filter((span) => span.line !== undefined).toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return inFile.flatMap((span): readonly CellError[] => {
    const other = spans.find(
      (candidate) =>
        candidate.key !== span.key &&
        candidate.row.itemNumber !== span.row.itemNumber &&
        (candidate.line === undefined || candidate.line < (span.line ?? 0)) &&
        overlap(candidate, span),
    );
    if (!other) return [];
    const where = other.line === undefined ? 'the map' : `row ${other.line}`;
    const sentence = `points to ${span.row.itemNumber} here and to ${other.row.itemNumber} in ${where}`;
    return [{ row: span.line ?? 0, column: span.column, value: span.value, sentence }];
  });
}

function overlap(a: Span, b: Span): boolean {
  return (a.to === '' || b.from < a.to) && (b.to === '' || a.from < b.to);
}
