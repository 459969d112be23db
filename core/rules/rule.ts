import type { Finding, Severity } from '#core/domain/finding.ts';

/** One rule of the catalogue: a pure function from a document and its surroundings to findings. */
export interface Rule<Document, Context> {
  /** Id as in the catalogue, `850-07`. */
  readonly id: string;
  readonly check: (document: Document, context: Context) => readonly Omit<Finding, 'rule'>[];
}

/** A finding of a rule; the id is added where rules are run. */
export function finding(
  severity: Severity,
  path: string,
  message: string,
  more: Partial<Pick<Finding, 'value' | 'expected' | 'cost'>> = {},
): Omit<Finding, 'rule'> {
  return { severity, path, message, ...more };
}

/** All findings of all rules at once: nobody fixes one thing at a time. */
export function runRules<Document, Context>(
  rules: readonly Rule<Document, Context>[],
  document: Document,
  context: Context,
): readonly Finding[] {
  return rules.flatMap((rule) => rule.check(document, context).map((found) => ({ ...found, rule: rule.id })));
}
