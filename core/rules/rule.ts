import { brief } from '#core/domain/brief.ts';
import type { Finding, Severity } from '#core/domain/finding.ts';

/** What a check found; the id of its rule is added where rules are run. */
export type Found = Omit<Finding, 'rule'>;

/** One rule of the catalogue: a pure function from a document and its surroundings to findings. */
export interface Rule<Document, Context> {
  /** Id as in the catalogue (`core/domain/rules`), `850-07`. */
  readonly id: string;
  readonly check: (document: Document, context: Context) => readonly Found[];
}

/** A finding of a rule; the id is added where rules are run. */
export function finding(
  severity: Severity,
  path: string,
  message: string,
  more: Partial<Pick<Finding, 'value' | 'expected' | 'cost' | 'fix' | 'basis'>> = {},
): Found {
  const value = more.value === undefined ? {} : { value: brief(more.value) };
  return { severity, path, message, ...more, ...value };
}

/** All findings of all rules at once: nobody fixes one thing at a time. */
export function runRules<Document, Context>(
  rules: readonly Rule<Document, Context>[],
  document: Document,
  context: Context,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) for (const found of rule.check(document, context)) findings.push({ ...found, rule: rule.id });
  return findings;
}
