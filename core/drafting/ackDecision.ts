import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { LineCode, OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import type { ItemIdentifiers } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import type { AckAnswer, AckChoice, AckQuestion } from './draft.types.ts';
import { samePrice } from './units.ts';

/** One confirmed part of a line, in the 850's unit. */
export interface ConfirmedPart {
  readonly quantity: Decimal;
  readonly date?: LocalDate;
  readonly price?: Decimal;
  /** Set where Dynamics confirmed another product than the one that was ordered. */
  readonly substitute?: ItemIdentifiers;
  readonly source: PostingLine;
}

export interface LineSituation {
  readonly position: number;
  readonly store: string;
  readonly lineNumber: string;
  readonly ordered: Decimal;
  readonly unit: string;
  readonly price?: Decimal;
  readonly requested?: LocalDate;
  /** What ships before it is refused. */
  readonly soonest?: LocalDate;
  readonly parts: readonly ConfirmedPart[];
}

/** One `LineItemAcknowledgement` to be. */
export interface AnswerPart {
  readonly code: LineCode;
  readonly quantity: Decimal;
  readonly date?: LocalDate;
  readonly price?: Decimal;
  readonly item?: ItemIdentifiers;
  readonly reason?: string;
  /** Whose word the code is, where it is a person's. */
  readonly answer?: AckAnswer;
  /** The confirmed part that it rests on. */
  readonly source?: PostingLine;
}

export interface LineDecision {
  readonly parts: readonly AnswerPart[];
  /** Unanswered questions; the parts then carry the first option, to be looked at. */
  readonly choices: readonly AckChoice[];
}

/**
 * The decision table of reference/edi-practice.md 2.4: all as ordered, in one day or several that are in time, IA · later IQ with IB, or BP · moved DR · price IP,
 * with something else IC · another product IS · nothing IR or IB. Only what the confirmation shows is decided: whether
 * goods that it leaves out come later is a question, and so are a higher price and a substitute. Pure.
 */
export function decideLine(line: LineSituation, ack: OutboundSheet['ack'], answers: readonly AckAnswer[]): LineDecision {
  const ask = asking(line, ack, answers);
  const groups = inTime(line, byDate(line.parts.filter((part) => part.quantity.greaterThan(0))));
  const confirmed = groups.reduce((sum, group) => sum.plus(group.quantity), new Decimal(0));
  const rest = line.ordered.minus(confirmed);
  const accepted = acceptedParts(line, ack, groups, rest.greaterThan(0), ask);
  const parts = rest.greaterThan(0) ? restParts(line, ack, { groups, accepted }, rest, ask) : accepted;
  return { parts, choices: ask.choices };
}

interface Asking {
  readonly choices: AckChoice[];
  answer(
    about: AckQuestion,
    quantity: Decimal,
    question: string,
    codes: readonly LineCode[],
  ): { readonly code: LineCode; readonly answer?: AckAnswer };
}

/** Takes an answer that fits, else notes the question and goes on with its first option. */
function asking(line: LineSituation, ack: OutboundSheet['ack'], answers: readonly AckAnswer[]): Asking {
  const choices: AckChoice[] = [];
  const { position, store, lineNumber } = line;
  return {
    choices,
    answer(about, quantity, question, codes) {
      const allowed = codes.filter((code) => ack.codes.includes(code));
      const offered = allowed.length > 0 ? allowed : codes;
      const given = answers.find(
        (entry) => entry.about === about && entry.position === position && entry.store === store && offered.includes(entry.code),
      );
      if (given) return { code: given.code, answer: given };
      const options = offered.map((code) => ({ code, label: labels[about][code] ?? code, needs: ack.companions[code] ?? [] }));
      choices.push({ about, position, store, lineNumber, quantity: decimalText(quantity), question, options });
      return { code: offered[0] ?? 'IR' };
    },
  };
}

const labels: Readonly<Record<AckQuestion, Readonly<Partial<Record<LineCode, string>>>>> = {
  rest: {
    IB: 'It comes later: backordered, with the date',
    BP: 'It comes later: partial shipment, balance backordered, with the date',
    IR: 'It never comes: rejected, with the reason',
    ID: 'It never comes: deleted',
    IQ: 'It never comes: the quantity is changed',
  },
  price: { IP: 'Answer with our price', IC: 'Answer with our price and the other changes', IA: 'Keep the price of the order' },
  substitute: { IS: 'The buyer agreed to the other item', IR: 'Reject the line' },
};

/** Parts of one day together, earliest first; parts without a day come first. */
function byDate(parts: readonly ConfirmedPart[]): readonly ConfirmedPart[] {
  const groups = Map.groupBy(parts, (part) => part.date ?? '');
  return [...groups.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, [first, ...more]]) =>
      first ? [{ ...first, quantity: more.reduce((sum, part) => sum.plus(part.quantity), first.quantity) }] : [],
    );
}

/**
 * Days that are all in time are one promise, by the last of them: nothing of it is changed or backordered, and IQ with IB would
 * count as a shortage. What has a price or an item of its own stands by itself, as does what comes before it is wanted (855-05).
 */
function inTime(line: LineSituation, groups: readonly ConfirmedPart[]): readonly ConfirmedPart[] {
  const { requested, soonest } = line;
  const early = groups.some(({ date }) => date !== undefined && soonest !== undefined && date < soonest);
  if (requested === undefined || early) return groups;
  const [first, ...more] = groups.filter(({ date }) => date === undefined || date <= requested);
  if (!first || more.length === 0 || ![first, ...more].every((part) => saysAsFirst(first, part))) return groups;
  const quantity = more.reduce((sum, part) => sum.plus(part.quantity), first.quantity);
  const last = more.at(-1)?.date;
  return [{ ...first, quantity, ...(last === undefined ? {} : { date: last }) }, ...groups.slice(more.length + 1)];
}

const saysAsFirst = ({ price }: ConfirmedPart, part: ConfirmedPart): boolean =>
  !part.substitute && (price === undefined ? part.price === undefined : part.price !== undefined && samePrice(price, part.price));

function acceptedParts(
  line: LineSituation,
  ack: OutboundSheet['ack'],
  groups: readonly ConfirmedPart[],
  short: boolean,
  ask: Asking,
): readonly AnswerPart[] {
  const [first, second, ...others] = groups;
  if (!first) return [];
  const late = line.requested !== undefined && first.date !== undefined && first.date > line.requested;
  const over = groups.length === 1 && first.quantity.greaterThan(line.ordered);
  const plain: LineCode = late ? 'DR' : short || second || over ? 'IQ' : 'IA';
  const head = withPrice(line, ack, withSubstitute(line, first, answerPart(plain, first), ask), first, ask);
  if (!second) return [head];
  const balance = ack.codes.includes('BP') && (ack.shortage === 'partial' || !ack.codes.includes('IB'));
  if (balance && !late && !short && others.length === 0 && head.code === 'IQ') {
    return [{ ...head, code: 'BP', ...(second.date === undefined ? {} : { date: second.date }) }];
  }
  const later: LineCode = ack.codes.includes('IB') || !ack.codes.includes('DR') ? 'IB' : 'DR';
  return [head, ...[second, ...others].map((part) => answerPart(later, part))];
}

const answerPart = (code: LineCode, { quantity, date, source }: ConfirmedPart): AnswerPart => ({
  code,
  quantity,
  ...(date === undefined ? {} : { date }),
  source,
});

function withSubstitute(line: LineSituation, part: ConfirmedPart, answer: AnswerPart, ask: Asking): AnswerPart {
  if (!part.substitute) return answer;
  const what = part.source.itemNumber || part.source.name;
  const said = ask.answer(
    'substitute',
    part.quantity,
    `${nameOf(line)}: Dynamics confirmed ${what} in place of what was ordered. Did the buyer agree?`,
    ['IS', 'IR'],
  );
  const word = said.answer ? { answer: said.answer } : {};
  if (said.code === 'IR') return { code: 'IR', quantity: part.quantity, ...reasonOf(said.answer), ...word };
  return { ...answer, code: 'IS', item: said.answer?.item ?? part.substitute, ...word };
}

function withPrice(
  line: LineSituation,
  ack: OutboundSheet['ack'],
  answer: AnswerPart,
  part: ConfirmedPart,
  ask: Asking,
): AnswerPart {
  const { price } = part;
  if (!price || !line.price || samePrice(price, line.price) || answer.code === 'IR') return answer;
  if (answer.code === 'IS') return { ...answer, price };
  const changed: LineCode = answer.code === 'IA' || !ack.codes.includes('IC') ? 'IP' : 'IC';
  if (price.lessThan(line.price) && ack.codes.includes(changed)) return { ...answer, code: changed, price };
  const question = `${nameOf(line)}: the order says ${decimalText(line.price)}, Dynamics confirmed ${decimalText(price.toDecimalPlaces(6))} per ${line.unit || 'unit'}. Which price is answered?`;
  const said = ask.answer('price', part.quantity, question, [changed, 'IA']);
  const word = said.answer ? { answer: said.answer } : {};
  if (said.code === 'IA') return { ...answer, ...word };
  const agreed = said.answer?.price === undefined ? price : new Decimal(said.answer.price);
  return { ...answer, code: said.code, price: agreed, ...reasonOf(said.answer), ...word };
}

/** The part that nothing in the confirmation speaks of. */
function restParts(
  line: LineSituation,
  ack: OutboundSheet['ack'],
  { groups, accepted }: { readonly groups: readonly ConfirmedPart[]; readonly accepted: readonly AnswerPart[] },
  rest: Decimal,
  ask: Asking,
): readonly AnswerPart[] {
  const [only] = accepted;
  const nothing = only === undefined;
  const said = ask.answer('rest', rest, question(line, rest, nothing), restCodes(ack, groups));
  const word = said.answer ? { answer: said.answer } : {};
  const date = said.answer?.date === undefined ? {} : { date: said.answer.date };
  if (said.code === 'IQ') return accepted;
  if (said.code === 'BP' && only) return [{ ...only, code: 'BP', ...date, ...word }];
  if (said.code === 'IB') return [...accepted, { code: 'IB', quantity: rest, ...date, ...word }];
  return [...accepted, { code: said.code, quantity: rest, ...reasonOf(said.answer), ...word }];
}

/**
 * Follows from the situation alone, never from other answers: a question that changed with them would lose its own. IQ alone is
 * an answer only where the partner takes no code for a rest: else the quantities would not add up.
 */
function restCodes(ack: OutboundSheet['ack'], groups: readonly ConfirmedPart[]): readonly LineCode[] {
  if (groups.length === 0) return ['IR', 'IB', 'ID'];
  const partial = groups.length === 1 && groups[0]?.substitute === undefined && ack.codes.includes('BP');
  const later: LineCode = partial && (ack.shortage === 'partial' || !ack.codes.includes('IB')) ? 'BP' : 'IB';
  const closes = ack.codes.includes('IR') || ack.codes.includes('ID');
  return closes ? ['IR', later, 'ID'] : [later, 'IQ'];
}

function question(line: LineSituation, rest: Decimal, nothing: boolean): string {
  const left = `${decimalText(rest)} ${line.unit}`.trim();
  return nothing
    ? `${nameOf(line)}: Dynamics confirmed none of ${left}. Does it come later, or never?`
    : `${nameOf(line)}: Dynamics confirmed ${decimalText(line.ordered.minus(rest))} of ${decimalText(line.ordered)}. Do the other ${left} come later, or never?`;
}

const reasonOf = (answer: AckAnswer | undefined): { reason?: string } =>
  answer?.reason === undefined ? {} : { reason: answer.reason };
const nameOf = (line: LineSituation): string =>
  `Line ${line.lineNumber || line.position}${line.store === '' ? '' : ` for store ${line.store}`}`;
