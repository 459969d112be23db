import type { OutboundKind } from '#core/domain/outbound.ts';
import { policyWords } from '../../../lib/outboundWords.ts';
import { choice, number, yesNo, type SheetField } from './sheetField.ts';

/** How a kind of document is handled: agreed, looked at, taken back, followed. */
export const handling = (kind: OutboundKind): readonly SheetField[] =>
  (
    [
      ['agreed', 'Agreed with the partner', 'No: this document is never drafted for it.', yesNo],
      ['review', 'A person looks at every one', 'No: what passes the rules leaves by itself.', yesNo],
      ['undoSeconds', 'Seconds to take it back', 'After a release, before it leaves; 0 to 120.', number],
      [
        'correction',
        'What a correction may do',
        'For what the partner has already: a second one may cost a chargeback.',
        choice(...Object.entries(policyWords)),
      ],
      ['pickupMinutes', 'Minutes until SPS collects', 'Later than this is said.', number],
      ['replyHours', 'Hours until the partner answers', 'Silence beyond this is held; 0 where it never answers.', number],
    ] as const
  ).map(([name, label, help, how]) => ({ id: `documents.${kind}.${name}`, label, help, group: kind, how }));
