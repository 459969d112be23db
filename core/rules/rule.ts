import { brief } from '#core/domain/brief.ts';
import type { Finding, Severity } from '#core/domain/finding.ts';
import type { Fix } from '#core/domain/fix.ts';
import { ruleEntry } from '#core/domain/rules/catalogue.ts';

/** What a check found; the id of its rule is added where rules are run. */
export type Found = Omit<Finding, 'rule'>;

/** One rule of the catalogue: a pure function from a document and its surroundings to findings. */
export interface Rule<Document, Context> {
  /** Id as in the catalogue (`core/domain/rules`), `850-07`. */
  readonly id: string;
  readonly check: (document: Document, context: Context) => readonly Found[];
  /** What puts a finding right that names no other fix: no finding leaves a person without a next step. */
  readonly fix: (found: Found, document: Document, context: Context) => Fix;
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

/** All findings of all rules at once, each with what it costs and what puts it right: nobody fixes one thing at a time. */
export function runRules<Document, Context>(
  rules: readonly Rule<Document, Context>[],
  document: Document,
  context: Context,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules)
    for (const found of rule.check(document, context)) {
      const cost = found.cost ?? ruleEntry(rule.id)?.cost;
      const fix = found.fix ?? rule.fix(found, document, context);
      findings.push({ ...found, rule: rule.id, ...(cost === undefined ? {} : { cost }), fix });
    }
  return findings;
}
