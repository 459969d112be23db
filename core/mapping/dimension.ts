import type { Finding } from '#core/domain/finding.ts';

/** How an environment writes financial dimensions as one string (dynamics.md 2.8). */
export interface DimensionFormat {
  readonly segments: readonly string[];
  readonly delimiter: string;
}

export interface DimensionResult {
  /** '' sends none. */
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The partner's default dimensions as one display string, or why they do not fit the environment's format. */
export function dimensionText(values: readonly string[], format: DimensionFormat | undefined, path: string): DimensionResult {
  // Delimiters alone would overwrite the customer's own dimensions with nothing.
  if (values.every((value) => value.trim() === '')) return { text: '', findings: [] };
  const problem = !format
    ? 'The partner has financial dimensions, but the connection does not say the dimension format of this environment.'
    : values.length !== format.segments.length
      ? `The partner has ${values.length} financial dimensions, the environment's format has ${format.segments.length} (${format.segments.join(', ')}).`
      : values.some((value) => value.includes(format.delimiter))
        ? `A financial dimension of the partner contains the delimiter "${format.delimiter}".`
        : undefined;
  if (problem === undefined && format) return { text: values.join(format.delimiter), findings: [] };
  return {
    text: '',
    findings: [
      {
        severity: 'BLOCK',
        rule: 'DIM-01',
        path,
        message: problem ?? '',
        value: values.join(' | '),
        expected: format ? format.segments.join(format.delimiter) : 'a dimension format in the connection',
        fix: { fix: 'workspace', what: 'the dimension format in the connection, or the dimensions of the partner' },
        cost: 'The order would be booked on the wrong dimensions, or be refused by Dynamics.',
      },
    ],
  };
}
