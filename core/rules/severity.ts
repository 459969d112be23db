import type { Finding, Severity } from '#core/domain/finding.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import { ruleEntry } from '#core/domain/rules/catalogue.ts';

/**
 * Findings as they weigh for a partner: its sheet may raise, lower or switch off a rule, but never one that the catalogue
 * marks as without override. A finding that weighs more than its rule does (what cannot be said in the ordered unit at
 * all, ITM-05) stays: a sheet speaks of the rule as it usually is.
 */
export function weigh(findings: readonly Finding[], sheet: Pick<PartnerSheet, 'severities'>): readonly Finding[] {
  const { severities } = sheet;
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((found) => {
    const said = severities[found.rule];
    const entry = ruleEntry(found.rule);
    if (said === undefined || entry?.noOverride !== false || isAbove(found.severity, entry.severity)) return [found];
    return said === 'OFF' ? [] : [{ ...found, severity: said }];
  });
}

const order = ['INFO', 'WARN', 'HOLD', 'BLOCK'] as const satisfies readonly Severity[];
const isAbove = (a: Severity, b: Severity): boolean => order.indexOf(a) > order.indexOf(b);
