import { Decimal } from 'decimal.js';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { journalKey, type JournalSums } from './journalSums.ts';
import type { PlacedLine, PlacedOrder } from './placedOrders.ts';
import { isBeingChanged, numberOf } from './proveOrders.ts';
import type { SentDocument } from './sentDocuments.ts';
import { answersInTurn, turnsOf, type PlacedBook } from './standingOrders.ts';
import type { WorldOrder } from './worldControl.ts';

interface BalanceInput {
  readonly placed: PlacedBook['orders'];
  readonly orders: readonly WorldOrder[];
  /** What counts: not what the retailer threw back. */
  readonly sent: readonly SentDocument[];
  readonly journals: JournalSums;
  readonly threads: readonly ThreadView[];
  readonly corrected: ReadonlySet<string>;
}

/** Ordered, acknowledged, shipped and invoiced of one line; undefined where nothing was acknowledged. */
interface Figures {
  readonly ordered: Decimal;
  readonly acknowledged: Decimal | undefined;
  readonly shipped: Decimal;
  readonly invoiced: Decimal;
}

/**
 * The balance of every line: what the desk says, what the documents at SPS add up to, what Dynamics posted. Orders under one
 * number are added up: their documents name the number alone.
 */
export function balancesRight({ placed, orders, sent, journals, threads, corrected }: BalanceInput) {
  const sales = Map.groupBy(orders, ({ purchaseOrder }) => numberOf(purchaseOrder));
  const desk = Map.groupBy(threads, ({ order }) => order.purchaseOrder);
  const papers = Map.groupBy(
    [...sent.filter(({ kind }) => kind !== '865'), ...answersInTurn(sent, turnsOf(threads))].flatMap(({ kind, lines }) =>
      lines.map((line) => ({ ...line, kind })),
    ),
    ({ purchaseOrder, line }) => `${purchaseOrder}|${line}`,
  );
  const wrong: string[] = [];
  let lines = 0;
  let open = 0;
  for (const [number, copies] of placed) {
    const views = desk.get(number) ?? [];
    const made = sales.get(number) ?? [];
    if (made.length < copies.length || views.length === 0 || views.some(({ balance }) => balance.length === 0)) continue;
    if (views.some(isBeingChanged)) {
      open += copies.flatMap((order) => order.lines).length;
      continue;
    }
    for (const [line, wanted] of Map.groupBy(
      copies.flatMap((order) => order.lines),
      (one) => one.number,
    )) {
      lines += 1;
      const name = `${number} line ${line}`;
      const said = saidOf(papers.get(`${number}|${line}`) ?? [], wanted);
      const shown = shownBy(views, line);
      if (told(shown) !== told(said) && !views.some(isLost))
        wrong.push(`${name}: the desk says ${told(shown)}, the documents ${told(said)}: ${views.map(answersOf).join(' | ')}`);
      // Journals tell items, so lines that share one cannot be told apart there.
      if (isShared(copies, wanted) || made.some((order) => corrected.has(order.number))) continue;
      const changed = papers.get(`${number}|${line}`)?.some(({ kind }) => kind === '865') ?? false;
      const posted = postedOf(journals, made, wanted);
      // What a change promised, no confirmation repeats.
      const compared = changed ? { ...said, acknowledged: posted.acknowledged } : said;
      if (told({ ...compared, ordered: posted.ordered }) === told(posted)) continue;
      if (views.some(isOpen)) open += 1;
      else
        wrong.push(
          `${name}: the documents say ${told(said)}, Dynamics posted ${told(posted)}: ${views.map(answersOf).join(' | ')}`,
        );
    }
  }
  return { wrong, lines, open };
}

const isShared = (copies: readonly PlacedOrder[], [line]: readonly PlacedLine[]): boolean =>
  copies.length > 1 || copies.flatMap((order) => order.lines).filter(({ item }) => item === line?.item).length > 1;

const told = ({ ordered, acknowledged, shipped, invoiced }: Figures): string =>
  [ordered, acknowledged, shipped, invoiced].map((value) => value?.toFixed() ?? '-').join(' ');

const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), new Decimal(0));

type Paper = SentDocument['lines'][number] & { readonly kind: SentDocument['kind'] };

/** An 865 that changed a line says anew what is promised of it: what stood in the 855 before does not count. */
function saidOf(papers: readonly Paper[], wanted: readonly PlacedLine[]): Figures {
  const of = (kind: Paper['kind']): readonly Decimal[] =>
    papers.filter((one) => one.kind === kind).map(({ quantity }) => quantity);
  const ordered = sum(wanted.map(({ quantity }) => quantity));
  const changed = papers.findLast(({ kind }) => kind === '865');
  const promised = of('855');
  return {
    ordered,
    acknowledged: changed ? answeredBy(changed, ordered) : promised.length === 0 ? undefined : sum(promised),
    shipped: sum(of('856')),
    invoiced: sum(of('810')),
  };
}

/** What was refused stays as it was. */
const answeredBy = ({ change, quantity }: Paper, ordered: Decimal): Decimal => (change?.taken ? quantity : ordered);

function shownBy(views: readonly ThreadView[], line: string): Figures {
  const found = views.flatMap(({ balance }) => balance.filter(({ lineNumber }) => lineNumber === line));
  const all = (of: (one: (typeof found)[number]) => string | undefined): readonly Decimal[] =>
    found.flatMap((one) => {
      const value = of(one);
      return value === undefined ? [] : [new Decimal(value)];
    });
  const promised = all(({ acknowledged }) => acknowledged);
  return {
    ordered: sum(all(({ ordered }) => ordered)),
    acknowledged: promised.length === 0 ? undefined : sum(promised),
    shipped: sum(all(({ shipped }) => shipped)),
    invoiced: sum(all(({ invoiced }) => invoiced)),
  };
}

/** What Dynamics posted of a line, in its unit. */
function postedOf(journals: JournalSums, made: readonly WorldOrder[], wanted: readonly PlacedLine[]): Figures {
  const items = new Map(wanted.map(({ item, factor }) => [item, factor]));
  const sums = made.flatMap(({ number }) =>
    [...items].flatMap(([item, factor]) => {
      const found = journals.get(journalKey(number, item));
      return found ? [{ found, factor }] : [];
    }),
  );
  const confirmed = sums.flatMap(({ found, factor }) => (found.confirmed ? [found.confirmed.div(factor)] : []));
  return {
    ordered: sum(wanted.map(({ quantity }) => quantity)),
    acknowledged: confirmed.length === 0 ? undefined : sum(confirmed),
    shipped: sum(sums.map(({ found, factor }) => found.shipped.div(factor))),
    invoiced: sum(sums.map(({ found, factor }) => found.invoiced.div(factor))),
  };
}

const onWay = new Set(['waiting', 'held', 'review', 'ring', 'ready', 'refused', 'unknown', 'rejected']);
const isOpen = ({ answers }: ThreadView): boolean => answers.some(({ place }) => onWay.has(place));
const isLost = ({ answers }: ThreadView): boolean => answers.some(({ place }) => place === 'unknown');
const answersOf = ({ answers, postings }: ThreadView): string =>
  [
    ...answers.map(({ kind, number, place }) => `${kind} ${number} ${place}`),
    ...postings.map(({ kind, number, state, message }) => `${kind} ${number} ${state} ${message}`),
  ].join('; ');
