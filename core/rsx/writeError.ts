import type { Finding } from '#core/domain/finding.ts';

/** A document that must not or cannot be written. `path` is the first place that stands in the way, `findings` all. */
export class RsxWriteError extends Error {
  readonly path: string;
  readonly findings: readonly Finding[];

  constructor(findings: readonly [Finding, ...(readonly Finding[])]) {
    const [first, ...more] = findings;
    super(`${first.path}: ${first.message}${more.length === 0 ? '' : ` (and ${more.length} more)`}`);
    this.name = 'RsxWriteError';
    this.path = first.path;
    this.findings = findings;
  }
}

/** One reason against writing. */
export function writeError(rule: string, path: string, message: string): RsxWriteError {
  return new RsxWriteError([{ severity: 'BLOCK', rule, path, message }]);
}
