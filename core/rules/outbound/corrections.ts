import { assertNever } from '#core/domain/assertNever.ts';
import type { OutboundDocument } from '#core/drafting/draft.types.ts';
import { finding, type Found } from '../rule.ts';
import { numberOf, type OutboundFacts } from './facts.ts';

const cost = 'A second document of one number is fined, or books the goods twice.';

/** What the partner's correction policy says to a document whose number was sent with other content (GEN-04). */
export function correctionFinding(document: OutboundDocument, { sheet, intent }: OutboundFacts): readonly Found[] {
  const policy = sheet.documents[document.kind].correction;
  const what = `${document.kind} ${numberOf(document)} was sent already and says something else now`;
  const block = (rest: string, expected: string): readonly Found[] => [
    finding('BLOCK', '', `${what}; ${rest}`, { value: intent, expected, cost }),
  ];
  switch (policy) {
    case 'free':
      return [];
    case 'replace':
      return intent === 'original' ? block('the partner takes a correction only as a replacement (05).', 'a replacement') : [];
    case 'cancel-and-new':
      return intent === 'cancel'
        ? []
        : block('the partner wants it cancelled (01), and then a new one with a new number.', 'a cancellation');
    case 'call-first':
      // Drafted only once a person said with whom they spoke, and looked at before it leaves.
      if (intent !== 'original') return [];
      return [
        finding('HOLD', '', `${what}; call the partner first.`, { value: intent, expected: 'a word of the partner', cost }),
      ];
    case 'never':
      return block('the partner takes no correction.', 'no second document');
    default:
      return assertNever(policy, 'correction policy');
  }
}
