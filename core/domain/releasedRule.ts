import { brief } from './brief.ts';
import type { Finding } from './finding.ts';
import type { Instant } from './time.ts';

/**
 * What a person released on one document: exactly one finding, with what it rested on. Another value, another
 * expectation or another basis of the same rule is not what was released.
 */
export interface ReleasedRule {
  readonly rule: string;
  /** Path of the finding; '' for the document as a whole. */
  readonly path: string;
  /** As `basisOf` told it when it was released; '' in records that did not keep it. */
  readonly basis: string;
  readonly who: string;
  readonly at: Instant;
  readonly reason: string;
}

/**
 * What a finding rests on, as text that is equal exactly when the same thing is found again. A rule whose expectation
 * moves by itself (today, a date from now) says its own.
 */
export function basisOf(finding: Pick<Finding, 'path' | 'value' | 'expected' | 'basis'>): string {
  return JSON.stringify([
    finding.path,
    ...(finding.basis === undefined ? [brief(finding.value ?? ''), brief(finding.expected ?? '')] : [finding.basis]),
  ]);
}

/** Releases as a document's row keeps them. Records of before were bare ids: they bind to nothing, so the rule is asked again. */
export function readReleases(json: string): readonly ReleasedRule[] {
  const entries = JSON.parse(json) as readonly (string | ReleasedRule)[];
  return entries.map((entry) =>
    typeof entry === 'string' ? { rule: entry, path: '', basis: '', who: '', at: '', reason: '' } : entry,
  );
}
