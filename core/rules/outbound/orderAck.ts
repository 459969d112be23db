import type { OrderAckLine } from '#core/domain/orderAck.ts';
import { speaking } from '#core/drafting/earlier.ts';
import { inDynamics } from '../fixes.ts';
import { answerChecks, type AckRule } from './ackAnswers.ts';
import { asked } from './ackWindow.ts';
import { findingAt, inOrderSheet } from './common.ts';

/** 855-01: every line of the 850 once, in its order. RJ rejects without detail. */
const everyLine: AckRule = {
  id: '855-01',
  fix: inDynamics('confirm all lines of the sales order'),
  check: (document, facts) => {
    if (document.acknowledgementType === 'RJ' || facts.orders.length === 0) return [];
    const wanted = asked(facts).map(({ line }, index) => nameOf(line, index));
    const given = document.lines.map(nameOf);
    const unanswered = document.lines.flatMap((line, index) => (line.acknowledgements.length === 0 ? [given[index] ?? ''] : []));
    const cost = 'What is not answered counts as not confirmed, and is fined or reordered elsewhere.';
    if (unanswered.length > 0)
      return [
        findingAt('BLOCK', 'OrderAck/LineItem', `${unanswered.join(', ')} has no answer.`, '', 'an answer to each line', cost),
      ];
    if (wanted.join('\n') === given.join('\n')) return [];
    const missing = wanted.filter((name) => !given.includes(name));
    const message =
      missing.length > 0
        ? `The 855 leaves out ${missing.join(', ')}.`
        : 'The lines of the 855 are not those of the order, once and in its order.';
    return [findingAt('BLOCK', 'OrderAck/LineItem', message, given.join(', '), wanted.join(', '), cost)];
  },
};

/** What tells a line from its neighbours: its number, else its part, else its place. */
const nameOf = (line: Pick<OrderAckLine, 'lineNumber' | 'item'>, index: number): string =>
  `Line ${line.lineNumber || line.item.buyerPart || index + 1}`;

/** 855-07: the partner does not use it. */
const agreed: AckRule = {
  id: '855-07',
  fix: inOrderSheet('documents.855.agreed'),
  check: (_document, { sheet }) =>
    sheet.documents['855'].agreed
      ? []
      : [
          findingAt(
            'BLOCK',
            '',
            'The partner does not use the 855: none is sent.',
            '855',
            'no 855',
            'A document that nobody agreed on is an error at the retailer.',
          ),
        ],
};

/** 855-08: a second answer, where the partner takes one only. */
const onlyOne: AckRule = {
  id: '855-08',
  fix: inOrderSheet('ack.amendments'),
  check: (document, { orders, sheet, intent, store }) => {
    if (sheet.ack.amendments || intent !== 'original') return [];
    const [order] = orders;
    const sent = order ? speaking(order, ['855']) : [];
    const before = sent.find((entry) => entry.store === store && entry.number !== document.acknowledgementNumber);
    if (!before) return [];
    return [
      findingAt(
        'HOLD',
        'OrderAck/Header/OrderHeader/AcknowledgementNumber',
        `The order was answered with ${before.number} already, and the partner takes no second answer.`,
        document.acknowledgementNumber,
        before.number,
        'Changing a confirmation is fined, or the second answer is rejected.',
      ),
    ];
  },
};

/** The checks of an 855, in the catalogue's order. */
export const ackChecks: readonly AckRule[] = [everyLine, ...answerChecks, agreed, onlyOne];
