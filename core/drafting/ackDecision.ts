import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { LineCode, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { priceInWords } from '#core/domain/prices.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import type { ItemIdentifiers } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { partsOf, type ConfirmedPart, type LineSituation } from './ackParts.ts';
import { asking, type Asking, type Said } from './ackQuestions.ts';
import type { AckAnswer, AckChoice } from './draft.types.ts';
import { samePrice } from './units.ts';

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
 * goods that it leaves out come later is a question, and so are a higher price and a substitute. Where the 850 allows no
 * backorder nothing is answered IB or BP: what comes late is then a question too. Pure.
 */
export function decideLine(line: LineSituation, ack: OutboundSheet['ack'], answers: readonly AckAnswer[]): LineDecision {
  const ask = asking(line, ack, answers);
  const groups = partsOf(line);
  const late = line.noBackorder ? groups.slice(1).filter((part) => isLate(line, part)) : [];
  const inTime = groups.filter((part) => !late.includes(part));
  const rest = left(line, inTime);
  const said = rest.greaterThan(0) ? askRest(line, ack, { groups, inTime }, ask) : undefined;
  // The buyer takes the later day although it wants no backorder: it is as confirmed.
  if (said?.code === 'DR')
    return { parts: acceptedParts(line, ack, groups, { short: false, agreed: said.answer }, ask), choices: ask.choices };
  const accepted = acceptedParts(line, ack, inTime, { short: said !== undefined }, ask);
  return { parts: said ? restParts(accepted, rest, said) : accepted, choices: ask.choices };
}

const left = (line: LineSituation, parts: readonly ConfirmedPart[]): Decimal =>
  parts.reduce((sum, { quantity }) => sum.minus(quantity), line.ordered);

const isLate = ({ requested }: LineSituation, { date }: ConfirmedPart): boolean =>
  date !== undefined && (requested === undefined || date > requested);

function acceptedParts(
  line: LineSituation,
  ack: OutboundSheet['ack'],
  groups: readonly ConfirmedPart[],
  { short, agreed }: { readonly short: boolean; readonly agreed?: AckAnswer | undefined },
  ask: Asking,
): readonly AnswerPart[] {
  const [first, ...others] = groups;
  if (!first) return [];
  const late = line.requested !== undefined && isLate(line, first);
  const sameDay = others.filter(({ date }) => date === first.date).map((part) => ofSameDay(line, ack, part, late, ask));
  // What a person answered as ordered after all is part of it.
  const kept = sameDay.filter(({ code }) => code === 'IA' || code === 'DR');
  const beside = sameDay.filter((part) => !kept.includes(part));
  const later = others.filter(({ date }) => date !== first.date);
  const whole = { ...first, quantity: kept.reduce((sum, { quantity }) => sum.plus(quantity), first.quantity) };
  const alone = beside.length === 0 && later.length === 0;
  const over = alone && whole.quantity.greaterThan(line.ordered);
  const plain: LineCode = late ? 'DR' : short || !alone || over ? 'IQ' : 'IA';
  const head = withPrice(line, ack, withSubstitute(line, whole, answerPart(plain, whole), ask), whole, ask);
  const following = later.map((part) => ofLaterDay(line, ack, part, ask, agreed));
  const [balance] = following;
  const partial = ack.codes.includes('BP') && (ack.shortage === 'partial' || !ack.codes.includes('IB'));
  if (
    !line.noBackorder &&
    partial &&
    balance &&
    isPlain(balance) &&
    !late &&
    !short &&
    others.length === 1 &&
    head.code === 'IQ'
  ) {
    return [{ ...head, code: 'BP', ...(balance.date === undefined ? {} : { date: balance.date }) }];
  }
  return [head, ...beside, ...following];
}

/** A part beside the first one of its day: another item, or another price. */
function ofSameDay(line: LineSituation, ack: OutboundSheet['ack'], part: ConfirmedPart, late: boolean, ask: Asking): AnswerPart {
  return withPrice(line, ack, withSubstitute(line, part, answerPart(late ? 'DR' : 'IA', part), ask), part, ask);
}

/** A part of a later day: its code says that, and its price stands with it. */
function ofLaterDay(
  line: LineSituation,
  ack: OutboundSheet['ack'],
  part: ConfirmedPart,
  ask: Asking,
  agreed: AckAnswer | undefined,
): AnswerPart {
  if (line.noBackorder) {
    const late = isLate(line, part);
    const word = late && agreed ? { answer: agreed, ...reasonOf(agreed) } : {};
    return { ...word, ...ofSameDay(line, ack, part, late, ask) };
  }
  const code: LineCode = ack.codes.includes('IB') || !ack.codes.includes('DR') ? 'IB' : 'DR';
  const said = ofSameDay(line, ack, part, false, ask);
  return said.code === 'IS' || said.code === 'IR' ? said : { ...said, code };
}

const isPlain = ({ price, item, code }: AnswerPart): boolean => price === undefined && item === undefined && code !== 'IR';

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
  const question = `${nameOf(line)}: the order says ${priceInWords(line.price)}, Dynamics confirmed ${priceInWords(price)} per ${line.unit || 'unit'}. Which price is answered?`;
  const said = ask.answer('price', part.quantity, question, [changed, 'IA'], ['IP', 'IC']);
  const word = said.answer ? { answer: said.answer } : {};
  if (said.code === 'IA') return { ...answer, ...word };
  const agreed = said.answer?.price === undefined ? price : new Decimal(said.answer.price);
  return { ...answer, code: changed, price: agreed, ...reasonOf(said.answer), ...word };
}

/** What becomes of what nothing in the confirmation speaks of and, without backorders, of what it says too late. */
function askRest(
  line: LineSituation,
  ack: OutboundSheet['ack'],
  { groups, inTime }: { readonly groups: readonly ConfirmedPart[]; readonly inTime: readonly ConfirmedPart[] },
  ask: Asking,
): Said {
  const rest = left(line, inTime);
  const later = left(line, groups).greaterThan(0) ? [] : (['DR'] as const);
  const codes = line.noBackorder ? [...closingCodes(ack, groups), ...later] : restCodes(ack, groups);
  return ask.answer('rest', rest, question(line, rest, groups.length === 0), codes);
}

function restParts(accepted: readonly AnswerPart[], rest: Decimal, said: Said): readonly AnswerPart[] {
  const [only] = accepted;
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
  const [never = 'IR', ...others] = closingCodes(ack, groups);
  if (groups.length === 0) return [never, 'IB', ...others];
  const partial = groups.length === 1 && groups[0]?.substitute === undefined && ack.codes.includes('BP');
  const later: LineCode = partial && (ack.shortage === 'partial' || !ack.codes.includes('IB')) ? 'BP' : 'IB';
  return never === 'IQ' ? [later, never] : [never, later, ...others];
}

/** The codes of what never comes. */
function closingCodes(ack: OutboundSheet['ack'], groups: readonly ConfirmedPart[]): readonly LineCode[] {
  const closes = ack.codes.includes('IR') || ack.codes.includes('ID');
  return groups.length === 0 || closes ? ['IR', 'ID'] : ['IQ'];
}

function question(line: LineSituation, rest: Decimal, nothing: boolean): string {
  const asked = `${decimalText(rest)} ${line.unit}`.trim();
  if (line.noBackorder) {
    const inTime = nothing
      ? `confirmed none of ${asked}`
      : `confirmed ${decimalText(line.ordered.minus(rest))} of ${decimalText(line.ordered)} in time`;
    return `${nameOf(line)}: Dynamics ${inTime}, and the order allows no backorder (ShipCompleteCode N). What becomes of ${nothing ? 'them' : `the other ${asked}`}?`;
  }
  return nothing
    ? `${nameOf(line)}: Dynamics confirmed none of ${asked}. Does it come later, or never?`
    : `${nameOf(line)}: Dynamics confirmed ${decimalText(line.ordered.minus(rest))} of ${decimalText(line.ordered)}. Do the other ${asked} come later, or never?`;
}

const reasonOf = (answer: AckAnswer | undefined): { reason?: string } =>
  answer?.reason === undefined ? {} : { reason: answer.reason };
const nameOf = (line: LineSituation): string =>
  `Line ${line.lineNumber || line.position}${line.store === '' ? '' : ` for store ${line.store}`}`;
