import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { LineAcknowledgement, OrderAck, OrderAckLine } from '#core/domain/orderAck.ts';
import type { LineCode } from '#core/domain/outboundSheet.ts';
import { inDraft, inDynamics } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, inOrderSheet, lineName, waitsFor } from './common.ts';
import { insideWindow } from './ackWindow.ts';
import type { OutboundFacts } from './facts.ts';

export type AckRule = Rule<OrderAck, OutboundFacts>;

const headerPath = 'OrderAck/Header/OrderHeader/AcknowledgementType';
const linePath = (index: number): string => `OrderAck/LineItem[${index + 1}]`;
const answerPath = (line: number, answer: number): string => `${linePath(line)}/LineItemAcknowledgement[${answer + 1}]`;
const rejected: ReadonlySet<string> = new Set(['IR', 'ID']);

/** 855-02: the answers add up. BP says itself that the rest follows; IQ alone is whole where the partner has no code for a rest. */
const quantitiesAdd: AckRule = {
  id: '855-02',
  fix: inDynamics('confirm what the order asks for, or say what becomes of the rest'),
  check: (document, { sheet }) =>
    document.lines.flatMap((line, index) => {
      if (line.quantity === undefined || line.acknowledgements.length === 0) return [];
      const sum = line.acknowledgements.reduce((total, { quantity }) => total.plus(quantity ?? '0'), new Decimal(0));
      const ordered = new Decimal(line.quantity);
      if (sum.equals(ordered) || (sum.lessThan(ordered) && explainsRest(line.acknowledgements, sheet.ack.codes))) return [];
      const parts = line.acknowledgements.map(({ status, quantity }) => `${status} ${quantity ?? '?'}`).join(' + ');
      return [
        findingAt(
          'BLOCK',
          `${linePath(index)}/OrderLine/OrderQty`,
          `${lineName(line)}: ${parts} is ${decimalText(sum)}, ordered are ${decimalText(ordered)}.`,
          decimalText(sum),
          decimalText(ordered),
          'The retailer cannot tell what comes and rejects the answer.',
        ),
      ];
    }),
};

function explainsRest(answers: readonly LineAcknowledgement[], codes: readonly LineCode[]): boolean {
  const [only, ...more] = answers;
  if (more.length > 0 || !only) return false;
  const noCode = !codes.includes('IR') && !codes.includes('ID');
  return only.status === 'BP' || (only.status === 'IQ' && noCode);
}

/** 855-03: a code that the partner takes, and a header code that goes with those of the lines. */
const codesAllowed: AckRule = {
  id: '855-03',
  fix: (found, document, context) =>
    found.path === headerPath ? inDraft(found) : inOrderSheet('ack.codes')(found, document, context),
  check: (document, { sheet }) => {
    const cost = 'A code outside the list is rejected, and with it the answer to the whole order.';
    const lines = document.lines.flatMap((line, at) =>
      line.acknowledgements.flatMap(({ status }, index): readonly Found[] =>
        (sheet.ack.codes as readonly string[]).includes(status)
          ? []
          : [
              findingAt(
                'BLOCK',
                `${answerPath(at, index)}/ItemStatusCode`,
                `${lineName(line)}: the partner does not take ${status}.`,
                status,
                sheet.ack.codes.join(' '),
                cost,
              ),
            ],
      ),
    );
    const expected = headerOf(document);
    if (expected === undefined || expected.includes(document.acknowledgementType)) return lines;
    return [
      ...lines,
      findingAt(
        'BLOCK',
        headerPath,
        `${document.acknowledgementType} does not go with the codes of the lines.`,
        document.acknowledgementType,
        expected.join(' or '),
        cost,
      ),
    ];
  },
};

/** Header codes that the lines allow; undefined where there are none. Exceptions only (AE) and holds (AH) are the partner's. */
function headerOf({ lines }: OrderAck): readonly string[] | undefined {
  const codes = lines.flatMap(({ acknowledgements }) => acknowledgements.map(({ status }) => status));
  if (codes.length === 0) return undefined;
  if (codes.every((code) => rejected.has(code))) return ['RD', 'RF'];
  return codes.every((code) => code === 'IA') ? ['AD', 'AK'] : ['AC', 'AE'];
}

/** 855-04: a code with what must stand beside it. */
const companions: AckRule = {
  id: '855-04',
  fix: inDraft,
  check: (document, facts) =>
    document.lines.flatMap((line, at) =>
      line.acknowledgements.flatMap((answer, index) => {
        const needs = facts.sheet.ack.companions[answer.status as LineCode] ?? [];
        return needs.flatMap((need): readonly Found[] => {
          const { there, path, word } = companion(need, line, answer, at, index);
          if (there || waitsFor(facts, path)) return [];
          return [
            findingAt(
              'BLOCK',
              path,
              `${lineName(line)}: ${answer.status} needs ${word}.`,
              '',
              word,
              'Without it the code says nothing, and the answer is rejected.',
            ),
          ];
        });
      }),
    ),
};

function companion(
  need: 'date' | 'price' | 'item' | 'reason',
  line: OrderAckLine,
  answer: LineAcknowledgement,
  at: number,
  index: number,
) {
  const path = answerPath(at, index);
  switch (need) {
    case 'date':
      return { there: answer.scheduleDate !== undefined, path: `${path}/ItemScheduleDate`, word: 'a date' };
    case 'price':
      return { there: answer.price !== undefined, path: `${path}/PurchasePrice`, word: 'a price' };
    case 'item':
      return {
        there: Object.values(answer.item).some((value) => value !== ''),
        path: `${path}/VendorPartNumber`,
        word: 'the item that is sent instead',
      };
    case 'reason':
      return { there: line.notes.some(({ text }) => text !== ''), path: `${linePath(at)}/Notes[1]/Note`, word: 'a reason' };
  }
}

/** What is checked of the answers to single lines, in the catalogue's order. */
export const answerChecks: readonly AckRule[] = [quantitiesAdd, codesAllowed, companions, insideWindow];
