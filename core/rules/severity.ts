import type { Finding } from '#core/domain/finding.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import { ruleEntry } from '#core/domain/rules/catalogue.ts';

/**
 * Findings as they weigh for a partner: its sheet may raise, lower or switch off a rule, but never one that the catalogue
 * marks as without override. A finding that its rule weighed less because its data is weak is not raised by that.
 */
export function weigh(findings: readonly Finding[], sheet: Pick<PartnerSheet, 'severities'>): readonly Finding[] {
  const { severities } = sheet;
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((found) => {
    const said = severities[found.rule];
    if (said === undefined || ruleEntry(found.rule)?.noOverride !== false) return [found];
    return said === 'OFF' ? [] : [{ ...found, severity: said }];
  });
}
