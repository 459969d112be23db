/** Segment names in order and what joins them: "Financial dimension configuration for integrating applications". */
export interface DimensionFormat {
  readonly segments: readonly string[];
  readonly delimiter: string;
}

export type DimensionValue =
  | { readonly ok: true; readonly value: string }
  /** Each a sentence for a person. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * `DefaultLedgerDimensionDisplayValue` of an order (dynamics.md 2.8): the values in the format's order, joined with its
 * delimiter; an empty segment keeps its delimiter (`-002-022--`). No value at all gives '' (nothing is sent).
 */
export function dimensionDisplayValue(values: Readonly<Record<string, string>>, format: DimensionFormat): DimensionValue {
  const names = new Map(Object.keys(values).map((name) => [name.toLowerCase(), name]));
  const known = new Set(format.segments.map((segment) => segment.toLowerCase()));
  const problems = [...names]
    .filter(([lower, name]) => !known.has(lower) && values[name]?.trim() !== '')
    .map(([, name]) => `The dimension ${name} is no segment of the environment's format (${format.segments.join(', ')}).`);
  const parts = format.segments.map((segment) => values[names.get(segment.toLowerCase()) ?? '']?.trim() ?? '');
  problems.push(...parts.flatMap((part, index) => delimiterInside(part, format, index)));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: parts.every((part) => part === '') ? '' : parts.join(format.delimiter) };
}

/**
 * What is wrong with a finished display string, before it is sent: it must have as many segments as the format. A
 * delimiter inside a value shows as one segment too many. '' is right: the customer's own dimensions apply.
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

function delimiterInside(part: string, format: DimensionFormat, index: number): readonly string[] {
  if (!part.includes(format.delimiter)) return [];
  const segment = format.segments[index] ?? '';
  return [`The value "${part}" of the dimension ${segment} contains "${format.delimiter}", which joins the segments.`];
}

function count(segments: number): string {
  return segments === 1 ? '1 segment' : `${segments} segments`;
}
