import type { MissingData } from '#core/domain/outbound.ts';
import type { AnswerPart } from './ackDecision.ts';
import { promised } from './ackSituation.ts';
import type { AckInput } from './draft.types.ts';
import type { ScopedLine } from './scope.ts';

/** What a line of an 855 still waits for: a delivery day that cannot be worked out, a reason that nobody has given. */
export function missingOfLine(
  { order, sheet, confirmation }: Pick<AckInput, 'order' | 'sheet' | 'confirmation'>,
  { line }: ScopedLine,
  parts: readonly AnswerPart[],
  position: number,
): readonly MissingData[] {
  const name = `Line ${line.lineNumber || line.position}`;
  return parts.flatMap((part, index) => {
    const path = `OrderAck/LineItem[${position}]/LineItemAcknowledgement[${index + 1}]`;
    const missing: MissingData[] = [];
    if (part.date !== undefined && promised(part.date, order, sheet.ack.dateQualifier) === undefined) {
      missing.push({
        path: `${path}/ItemScheduleDate`,
        what: `${name}: the delivery day (067). The 850 does not name ship and delivery day, so the days on the way are not known.`,
        nextStep: 'Type the day on the draft, or let the partner sheet promise ship days (068).',
        typed: true,
      });
    }
    // Where the confirmation leaves something open it is a question, which asks for the reason with its answer.
    const decided = part.answer !== undefined || !confirmation;
    if (decided && part.reason === undefined && (sheet.ack.companions[part.code] ?? []).includes('reason')) {
      missing.push({
        path: `OrderAck/LineItem[${position}]/Notes[1]/Note`,
        what: `${name}: the reason for ${part.code}.`,
        nextStep: 'Say on the draft why the line is not accepted.',
        typed: true,
      });
    }
    return missing;
  });
}
