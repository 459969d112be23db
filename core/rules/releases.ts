import type { Finding } from '#core/domain/finding.ts';
import { basisOf, type ReleasedRule } from '#core/domain/releasedRule.ts';
import { dayInWords } from '#core/domain/time.ts';

/** Findings that stop a document: what leaves only with a person's word, or not at all. */
export const stops = (finding: Finding): boolean => finding.severity === 'BLOCK' || finding.severity === 'HOLD';

/**
 * The findings that still hold a document after what people released on it. A release counts for the very thing that was
 * released; where something of the same rule and place changed since, the finding says so. BLOCK is never released.
 */
export function heldFindings(findings: readonly Finding[], releases: readonly ReleasedRule[]): readonly Finding[] {
  return findings.filter(stops).flatMap((found) => {
    const ofRule = releases.filter((release) => release.rule === found.rule);
    if (found.severity === 'BLOCK' || ofRule.length === 0) return [found];
    const basis = basisOf(found);
    if (ofRule.some((release) => release.basis === basis)) return [];
    const before = ofRule.findLast((release) => release.path === found.path || release.basis === '');
    return [before ? { ...found, message: `${found.message} ${wasReleased(before)}` } : found];
  });
}

function wasReleased({ who, at, reason, basis }: ReleasedRule): string {
  if (basis === '') return '(The rule was released on this order before; for what exactly was not kept then.)';
  return `(It was released by ${who} on ${dayInWords(at.slice(0, 10))}: “${reason}”; what was released has changed since.)`;
}
