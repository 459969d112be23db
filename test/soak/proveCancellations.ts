import { Decimal } from 'decimal.js';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { isBeingChanged, numberOf, storyOf } from './proveOrders.ts';
import { familyOf, type SaidLine, type SentDocument } from './sentDocuments.ts';
import { isCancelAnswer, type PlacedBook } from './standingOrders.ts';
import type { WorldOrder } from './worldControl.ts';

interface CancelledInput {
  readonly book: Pick<PlacedBook, 'cancelled'>;
  /** The orders as they stand after all answers. */
  readonly standing: PlacedBook['orders'];
  readonly sent: readonly SentDocument[];
  /** What counts of it: not what the retailer threw back. */
  readonly counted: readonly SentDocument[];
  readonly orders: readonly WorldOrder[];
  readonly threads: readonly ThreadView[];
}

/** What became of the cancellations of the retailers. */
export interface Cancellations {
  /** Nothing of the order had left: an 865 takes back all of it. */
  readonly taken: number;
  /** Some of it had. */
  readonly inPart: number;
  readonly refused: number;
  /** Nothing was made or promised of it: an 855 says that nothing comes. */
  readonly untold: number;
  /** The desk shows what it waits for. */
  readonly open: number;
}

type End = keyof Cancellations;

/**
 * Every cancellation is answered once: by an 865, or, where nothing was promised yet, by an 855 that promises nothing; or the desk
 * shows it. Of what was taken back nothing is told as shipped or billed, and Dynamics delivers none of it.
 */
export function cancellationsAnswered(input: CancelledInput): {
  readonly wrong: readonly string[];
  readonly ends: Cancellations;
} {
  const desk = Map.groupBy(input.threads, ({ order }) => order.purchaseOrder);
  const answers = Map.groupBy(
    input.sent.filter((document) => !document.takesBack && isCancelAnswer(document)),
    (document) => document.lines[0]?.purchaseOrder ?? '',
  );
  const papers = Map.groupBy(
    input.counted.flatMap(({ kind, lines }) => lines.map((line) => ({ ...line, kind }))),
    ({ purchaseOrder }) => purchaseOrder,
  );
  const live = Map.groupBy(
    input.orders.filter(({ lines }) => lines.some(({ quantity }) => quantity !== 0)),
    ({ purchaseOrder }) => numberOf(purchaseOrder),
  );
  const wrong: string[] = [];
  const ends: Record<End, number> = { taken: 0, inPart: 0, refused: 0, untold: 0, open: 0 };
  for (const number of input.book.cancelled) {
    const views = desk.get(number) ?? [];
    const said = answers.get(number) ?? [];
    const told = papers.get(number) ?? [];
    const families = [...new Set(said.map(familyOf))];
    if (families.length > 1) wrong.push(`the cancellation of ${number} is answered as ${families.join(' and ')}`);
    const end = endOf(views, said.at(-1), told);
    if (end === undefined) wrong.push(`the cancellation of ${number} has no answer: ${views.map(storyOf).join(' | ')}`);
    else ends[end] += 1;
    if (end === 'untold' && live.has(number)) wrong.push(`${number} was called off and told as such, and Dynamics delivers it`);
    if (end === 'taken' || end === 'inPart' || end === 'untold')
      wrong.push(...tooMuch(number, input.standing, told).map((text) => `${text}: ${views.map(storyOf).join(' | ')}`));
  }
  for (const number of answers.keys())
    if (!input.book.cancelled.has(number)) wrong.push(`an 865 takes all of ${number} back, which nobody cancelled`);
  return { wrong, ends };
}

type Paper = SaidLine & { readonly kind: SentDocument['kind'] };

function endOf(views: readonly ThreadView[], answer: SentDocument | undefined, told: readonly Paper[]): End | undefined {
  if (answer) {
    const left = answer.lines.filter(({ change, quantity }) => !change?.taken || !quantity.isZero());
    if (left.length === 0) return 'taken';
    return answer.lines.some(({ change }) => change?.taken) ? 'inPart' : 'refused';
  }
  if (views.some(isBeingChanged)) return 'open';
  const acks = told.filter(({ kind }) => kind === '855');
  if (acks.length > 0 && acks.every(({ quantity }) => quantity.isZero())) return 'untold';
  return views.some(isOnWay) ? 'open' : undefined;
}

const onWay: ReadonlySet<string> = new Set(['waiting', 'held', 'review', 'ring', 'ready', 'refused', 'unknown', 'rejected']);
const isOnWay = ({ answers, holds }: ThreadView): boolean => holds.length > 0 || answers.some(({ place }) => onWay.has(place));

/** Goods that documents tell beyond what a cancellation left of their order. */
function tooMuch(number: string, standing: PlacedBook['orders'], told: readonly Paper[]): readonly string[] {
  const lines = Map.groupBy(
    (standing.get(number) ?? []).flatMap((order) => order.lines),
    (line) => line.number,
  );
  return (['856', '810'] as const).flatMap((kind) =>
    [
      ...Map.groupBy(
        told.filter((paper) => paper.kind === kind),
        ({ line }) => line,
      ),
    ].flatMap(([line, own]) => {
      const [all, kept] = [sum(own), sum(lines.get(line) ?? [])];
      return all.greaterThan(kept)
        ? [`${number} line ${line} is cancelled but for ${kept.toFixed()}, and ${kind}s tell ${all.toFixed()}`]
        : [];
    }),
  );
}

const sum = (parts: readonly { readonly quantity: Decimal }[]): Decimal =>
  parts.reduce((total, { quantity }) => total.plus(quantity), new Decimal(0));
