import { Decimal } from 'decimal.js';
import type { Connection } from '#core/contract/connection.ts';
import type { OrderRow, ThreadView } from '#core/contract/views.ts';
import { openDesk, type Desk } from './desk.ts';
import { journalKey, journalSums, type JournalSums } from './journalSums.ts';
import { wantedLines, type PlacedOrder } from './placedOrders.ts';
import { sentDocument, type SentDocument } from './sentDocuments.ts';
import { receivedAt, stateOf, type WorldOrder } from './worldControl.ts';

export interface ProofInput {
  readonly connection: Connection;
  readonly control: string;
  readonly folder: string;
  readonly placed: ReadonlyMap<string, PlacedOrder>;
  /** Sales orders of which a posting was corrected. */
  readonly corrected: ReadonlySet<string>;
}

export interface Proof {
  readonly documents: Readonly<Record<SentDocument['kind'], number>>;
  readonly unknown: number;
  /** Lines whose balance was compared with documents and journals. */
  readonly lines: number;
  /** Orders and lines that are not at their end, each because of something the desk shows. */
  readonly open: { readonly orders: number; readonly lines: number };
  /** What is not as it must be; empty is proof. */
  readonly wrong: readonly string[];
}

/** Compares the world, the documents that SPS has and what the desk says. */
export async function prove(input: ProofInput): Promise<Proof> {
  const { control, placed } = input;
  const desk = await openDesk(input);
  try {
    const orders = Map.groupBy((await stateOf(control)).dynamics.orders, ({ purchaseOrder }) => purchaseOrder);
    const sent = (await receivedAt(control)).map(sentDocument);
    const journals = await journalSums(input.connection);
    const threads = await desk.orders();
    const made = ordersOnce(placed, orders, threads);
    const documents = await documentsOnce(sent, desk);
    const balances = await balancesRight({ ...input, desk, orders, sent, journals, threads });
    const sound = await desk.sound();
    return {
      documents: { '855': of(sent, '855'), '856': of(sent, '856'), '810': of(sent, '810') },
      unknown: documents.unknown,
      lines: balances.lines,
      open: { orders: made.open, lines: balances.open },
      wrong: [...made.wrong, ...documents.wrong, ...balances.wrong, ...sound],
    };
  } finally {
    await desk.close();
  }
}

const of = (sent: readonly SentDocument[], kind: SentDocument['kind']): number => sent.filter((one) => one.kind === kind).length;

type OrdersByNumber = ReadonlyMap<string, readonly WorldOrder[]>;

/** Every order once in Dynamics with exactly its lines, or not at all and the desk says what it needs. */
function ordersOnce(placed: ProofInput['placed'], orders: OrdersByNumber, threads: readonly OrderRow[]) {
  const shown = new Map(threads.map((row) => [row.purchaseOrder, row]));
  const wrong: string[] = [];
  let open = 0;
  for (const wanted of placed.values()) {
    const { purchaseOrder } = wanted;
    const there = orders.get(purchaseOrder) ?? [];
    const [order] = there;
    if (there.length > 1) wrong.push(`${purchaseOrder} is in Dynamics ${there.length} times`);
    else if (order) {
      const want = wantedLines(wanted)
        .map(({ item, quantity }) => `${item} ${quantity.toFixed()}`)
        .toSorted();
      const have = order.lines.map(({ item, quantity }) => `${item} ${new Decimal(quantity).toFixed()}`).toSorted();
      if (want.join() !== have.join()) wrong.push(`${purchaseOrder}: ordered ${want.join()}, Dynamics has ${have.join()}`);
    } else if (shown.get(purchaseOrder)?.state === 'attention') open += 1;
    else wrong.push(`${purchaseOrder} is not in Dynamics, and the desk says ${shown.get(purchaseOrder)?.state ?? 'nothing'}`);
  }
  for (const purchaseOrder of orders.keys()) if (!placed.has(purchaseOrder)) wrong.push(`${purchaseOrder} was never ordered`);
  return { wrong, open };
}

/** Every document once at SPS, under its own name; what the desk says of each is true, and what nobody knows is listed. */
async function documentsOnce(sent: readonly SentDocument[], desk: Desk) {
  const wrong: string[] = [];
  const uploads = Map.groupBy(sent, ({ kind, partnerId, number }) => `${kind} ${number} of ${partnerId}`);
  for (const [name, files] of uploads) if (files.length > 1) wrong.push(`${name} reached SPS ${files.length} times`);
  for (const { path, overwritten } of sent) if (overwritten) wrong.push(`${path} was overwritten`);
  const rows = await desk.documents();
  const listed = await desk.unknown();
  for (const { kind, number, partnerId, place, transport, outboundId } of rows) {
    const name = `${kind} ${number} of ${partnerId}`;
    const there = uploads.has(name);
    const lost = transport === 'unknown' || transport === 'sending';
    if (lost && !listed.has(outboundId)) wrong.push(`${name} is unknown and not listed`);
    if (!lost && there !== (transport === 'sent' || transport === 'collected'))
      wrong.push(`${name} is ${there ? 'at' : 'not at'} SPS, and the desk says ${place} (${transport})`);
  }
  const known = new Set(rows.map(({ kind, number, partnerId }) => `${kind} ${number} of ${partnerId}`));
  for (const name of uploads.keys()) if (!known.has(name)) wrong.push(`${name} is at SPS and the desk does not know it`);
  return { wrong, unknown: listed.size };
}

interface BalanceInput extends ProofInput {
  readonly desk: Desk;
  readonly orders: OrdersByNumber;
  readonly sent: readonly SentDocument[];
  readonly journals: JournalSums;
  readonly threads: readonly OrderRow[];
}

/** The balance of every line: what the desk says, what the documents at SPS add up to, what Dynamics posted. */
async function balancesRight(input: BalanceInput) {
  const sums = sumsOf(input.sent);
  const wrong: string[] = [];
  let lines = 0;
  let open = 0;
  for (const { threadId, purchaseOrder } of input.threads) {
    const order = input.placed.get(purchaseOrder);
    const view = await input.desk.thread(threadId);
    const [salesOrder] = input.orders.get(purchaseOrder) ?? [];
    if (!order || !salesOrder || view.balance.length === 0) continue;
    for (const line of order.lines) {
      lines += 1;
      const name = `${purchaseOrder} line ${line.number}`;
      const shown = view.balance.find(({ lineNumber }) => lineNumber === line.number);
      const said = saidOf(sums, purchaseOrder, line.number);
      const posted = postedOf(input.journals, salesOrder.number, line.item, line.factor);
      const desk = [shown?.ordered, shown?.acknowledged, shown?.shipped, shown?.invoiced].map((text) => text ?? '-').join(' ');
      const papers = [line.quantity.toFixed(), ...said].join(' ');
      if (desk !== papers && !isLost(view)) wrong.push(`${name}: the desk says ${desk}, the documents ${papers}`);
      if (said.join(' ') === posted.join(' ') || input.corrected.has(salesOrder.number)) continue;
      if (isOpen(view)) open += 1;
      else wrong.push(`${name}: the documents say ${said.join(' ')}, Dynamics posted ${posted.join(' ')}: ${answersOf(view)}`);
    }
  }
  return { wrong, lines, open };
}

const onWay = new Set(['waiting', 'held', 'review', 'ring', 'ready', 'refused', 'unknown']);
const isOpen = ({ answers }: ThreadView): boolean => answers.some(({ place }) => onWay.has(place));
const isLost = ({ answers }: ThreadView): boolean => answers.some(({ place }) => place === 'unknown');
const answersOf = ({ answers, postings }: ThreadView): string =>
  [
    ...answers.map(({ kind, number, place }) => `${kind} ${number} ${place}`),
    ...postings.map(({ kind, number, state, message }) => `${kind} ${number} ${state} ${message}`),
  ].join('; ');

type Sums = ReadonlyMap<string, Decimal>;

function sumsOf(sent: readonly SentDocument[]): Sums {
  const sums = new Map<string, Decimal>();
  for (const { kind, lines } of sent)
    for (const { purchaseOrder, line, quantity } of lines) {
      const key = `${kind}|${purchaseOrder}|${line}`;
      sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(quantity));
    }
  return sums;
}

function saidOf(sums: Sums, purchaseOrder: string, line: string): readonly string[] {
  const sum = (kind: string): Decimal | undefined => sums.get(`${kind}|${purchaseOrder}|${line}`);
  return [sum('855')?.toFixed() ?? '-', sum('856')?.toFixed() ?? '0', sum('810')?.toFixed() ?? '0'];
}

function postedOf(journals: JournalSums, salesOrder: string, item: string, factor: number): readonly string[] {
  const sum = journals.get(journalKey(salesOrder, item));
  const told = (value: Decimal | undefined, none: string): string => value?.div(factor).toFixed() ?? none;
  return [told(sum?.confirmed, '-'), told(sum?.shipped, '0'), told(sum?.invoiced, '0')];
}
