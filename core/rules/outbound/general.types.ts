import type { Finding } from '#core/domain/finding.ts';
import type { OutboundDocument } from '#core/drafting/draft.types.ts';
import type { Rule } from '../rule.ts';
import type { OutboundFacts } from './facts.ts';

/** The facts with what the strict check of RSX said, which two rules put in their words. */
export interface GeneralFacts extends OutboundFacts {
  readonly strict: readonly Finding[];
}

/** A rule of every document that leaves. */
export type GeneralRule = Rule<OutboundDocument, GeneralFacts>;
