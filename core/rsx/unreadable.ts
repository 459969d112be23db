import type { UnreadableReason } from '#core/domain/rsx.ts';

/** Elements deeper than this are refused: no RSX document comes near it, a depth bomb does. */
export const deepest = 64;

/** Ends the reading of a file. Never leaves this folder: `readRsx` turns it into its answer. */
export class RsxUnreadable extends Error {
  readonly reason: UnreadableReason;
  /** False when the bytes end early, or are not the file's own: another fetch may bring them. */
  readonly complete: boolean;

  constructor(reason: UnreadableReason, sentence: string, { complete = reason !== 'truncated' } = {}) {
    super(sentence);
    this.name = 'RsxUnreadable';
    this.reason = reason;
    this.complete = complete;
  }
}

/** The file ends before its document does. */
export function truncated(what: string): RsxUnreadable {
  return new RsxUnreadable(
    'truncated',
    `The file ends early: ${what}. It is fetched again at the next poll; if it stays so, ask SPS to send it again.`,
  );
}

/** More than 64 levels of nesting. */
export function tooDeep(): RsxUnreadable {
  return new RsxUnreadable(
    'too-deep',
    `The file nests elements more than ${deepest} deep, which no RSX document does, and was not read. Ask SPS where it comes from.`,
  );
}
