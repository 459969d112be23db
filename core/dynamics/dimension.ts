/** Segment names in order and what joins them: "Financial dimension configuration for integrating applications". */
export interface DimensionFormat {
  readonly segments: readonly string[];
  readonly delimiter: string;
}

/**
 * What is wrong with a `DefaultLedgerDimensionDisplayValue` (dynamics.md 2.8) before it is sent: it must have as many
 * segments as the format, empty ones too (`-002-022--`). A delimiter inside a value shows as one segment too many. '' is
 * right: the customer's own dimensions apply.
 */
export function checkDimensionDisplayValue(text: string, format: DimensionFormat): readonly string[] {
  if (text === '') return [];
  const found = text.split(format.delimiter).length;
  const wanted = format.segments.length;
  if (found === wanted) return [];
  return [
    `The financial dimensions "${text}" have ${count(found)}, but the environment's format has ${count(wanted)} ` +
      `(${format.segments.join(format.delimiter)}): write every segment, empty ones too, and no "${format.delimiter}" inside a value.`,
  ];
}

function count(segments: number): string {
  return segments === 1 ? '1 segment' : `${segments} segments`;
}
