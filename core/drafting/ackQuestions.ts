import { decimalText, type Decimal } from '#core/domain/decimal.ts';
import type { LineCode, OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { LineSituation } from './ackParts.ts';
import type { AckAnswer, AckChoice, AckQuestion } from './draft.types.ts';

/** A code with whose word it is, where it is a person's. */
export interface Said {
  readonly code: LineCode;
  readonly answer?: AckAnswer;
}

export interface Asking {
  readonly choices: AckChoice[];
  answer(about: AckQuestion, quantity: Decimal, question: string, codes: readonly LineCode[], same?: readonly LineCode[]): Said;
}

/** Takes an answer that fits (`same`: codes that mean one thing to another part), else notes the question and goes on with its first option. */
export function asking(line: LineSituation, ack: OutboundSheet['ack'], answers: readonly AckAnswer[]): Asking {
  const choices: AckChoice[] = [];
  const { position, store, lineNumber } = line;
  return {
    choices,
    answer(about, quantity, question, codes, same = []) {
      const allowed = codes.filter((code) => ack.codes.includes(code));
      const offered = allowed.length > 0 ? allowed : codes;
      const given = answers.find(
        (entry) =>
          entry.about === about &&
          entry.position === position &&
          entry.store === store &&
          [...offered, ...same].includes(entry.code),
      );
      if (given) return { code: given.code, answer: given };
      // One answer speaks for all parts of a line that ask the same.
      if (choices.some((choice) => choice.about === about)) return { code: offered[0] ?? 'IR' };
      const options = offered.map((code) => ({ code, label: labels[about][code] ?? code, needs: needsOf(ack, about, code) }));
      choices.push({ about, position, store, lineNumber, quantity: decimalText(quantity), question, options });
      return { code: offered[0] ?? 'IR' };
    },
  };
}

/** What a person types with a code; the later day that the buyer takes is the one that Dynamics confirmed. */
function needsOf(ack: OutboundSheet['ack'], about: AckQuestion, code: LineCode): AckChoice['options'][number]['needs'] {
  const needs = ack.companions[code] ?? [];
  return about === 'rest' && code === 'DR' ? needs.filter((need) => need !== 'date') : needs;
}

const labels: Readonly<Record<AckQuestion, Readonly<Partial<Record<LineCode, string>>>>> = {
  rest: {
    IB: 'It comes later: backordered, with the date',
    BP: 'It comes later: partial shipment, balance backordered, with the date',
    IR: 'It never comes: rejected, with the reason',
    ID: 'It never comes: deleted',
    IQ: 'It never comes: the quantity is changed',
    DR: 'The buyer takes it on the later day: rescheduled',
  },
  price: { IP: 'Answer with our price', IC: 'Answer with our price and the other changes', IA: 'Keep the price of the order' },
  substitute: { IS: 'The buyer agreed to the other item', IR: 'Reject the line' },
};
