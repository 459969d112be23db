import { assertNever } from '#core/domain/assertNever.ts';
import type { Finding } from '#core/domain/finding.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { fromOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import { runRules } from '../rule.ts';
import type { Drafted } from './facts.ts';
import { generalChecks } from './general.ts';
import { invoiceChecks } from './invoice.ts';
import { labelChecks } from './labels.ts';
import { ackChecks } from './orderAck.ts';
import { noticeChecks } from './shipNotice.ts';

/**
 * Everything that the rules have to say about a drafted document, at once, before the partner's sheet weighs it (`weigh`). To be asked
 * about the document as it would leave, with a person's corrections on top. Pure.
 */
export function checkOutbound(drafted: Drafted): readonly Finding[] {
  const { document, facts } = drafted;
  const strict = checkStrict({ kind: document.kind, root: fromOutbound(document) });
  const general = runRules(generalChecks, document, { ...facts, strict });
  // A cancellation says what left before: its goods and money were asked about then, and count no more.
  return facts.intent === 'cancel' ? general : [...general, ...ofKind(drafted)];
}

function ofKind(drafted: Drafted): readonly Finding[] {
  switch (drafted.kind) {
    case '855':
      return runRules(ackChecks, drafted.document, drafted.facts);
    case '856':
      return [
        ...runRules(noticeChecks, drafted.document, drafted.facts),
        ...runRules(labelChecks, drafted.document, drafted.facts),
      ];
    case '810':
      return runRules(invoiceChecks, drafted.document, drafted.facts);
    case '865':
      return [];
    default:
      return assertNever(drafted, 'drafted document');
  }
}
