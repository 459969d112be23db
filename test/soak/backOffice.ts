import type { Random } from '#core/practice/random.ts';
import { control, stateOf, type WorldOrder } from './worldControl.ts';
import { wantedLines, type PlacedOrder } from './placedOrders.ts';
import { numberOf } from './proveOrders.ts';
import type { PlacedBook } from './standingOrders.ts';

/** How far people brought an order. */
interface Progress {
  order: WorldOrder;
  confirmed: boolean;
  shipped: 'no' | 'part' | 'all';
  invoiced: 'no' | 'part' | 'all';
}

/** A packing slip as the company tells of it; `lines`: its own line numbers. */
interface ShippedSlip {
  readonly slip: string;
  readonly orders: readonly string[];
  readonly lines: readonly number[];
}

interface Posted {
  readonly shipped?: readonly ShippedSlip[];
  readonly invoiced?: readonly { readonly invoice: string; readonly orders: readonly string[] }[];
}

export interface BackOffice {
  /** Confirms, ships and bills so much of what could be; the rest of the orders another time. */
  work(zeal: number): Promise<void>;
  /** Corrects one posting in one of the ways of Dynamics. */
  correct(): Promise<void>;
  /** Orders of which a posting was corrected: their documents say what was, not what is. */
  readonly corrected: ReadonlySet<string>;
  readonly counts: { confirmed: number; slips: number; invoices: number; corrections: number };
}

/** People at the practice company, by dice: they take up orders whose lines are all there. */
export function createBackOffice(base: string, random: Random, placed: PlacedBook['orders']): BackOffice {
  const known = new Map<string, Progress>();
  const slips: ShippedSlip[] = [];
  const invoices: { readonly invoice: string; readonly orders: readonly string[] }[] = [];
  const corrected = new Set<string>();
  const counts = { confirmed: 0, slips: 0, invoices: 0, corrections: 0 };

  async function look(): Promise<void> {
    for (const order of (await stateOf(base)).dynamics.orders) {
      const one = known.get(order.number);
      if (one && unitsOf(order) > unitsOf(one.order)) grown(one);
      if (one) one.order = order;
      if (one || order.lines.length < fewestLines(placed.get(numberOf(order.purchaseOrder)))) continue;
      known.set(order.number, { order, confirmed: false, shipped: 'no', invoiced: 'no' });
    }
  }

  /** A change brought more to ship and to bill. */
  function grown(one: Progress): void {
    if (one.shipped === 'all') one.shipped = 'part';
    if (one.invoiced === 'all') one.invoiced = 'part';
  }

  const some = (zeal: number, fits: (one: Progress) => boolean): readonly Progress[] =>
    [...known.values()].filter((one) => fits(one) && random.next() < zeal);
  const numbers = (all: readonly Progress[]): readonly string[] => all.map(({ order }) => order.number);
  /** Partners that order in cases get whole ones: a share of their orders would break them. */
  const divisible = ({ order }: Progress): boolean => !order.purchaseOrder.startsWith('FB');

  async function confirm(zeal: number): Promise<void> {
    const chosen = some(zeal, ({ confirmed }) => !confirmed);
    if (chosen.length === 0) return;
    await control(base, 'confirm', { orders: numbers(chosen) });
    counts.confirmed += chosen.length;
    for (const one of chosen) one.confirmed = true;
  }

  async function ship(zeal: number): Promise<void> {
    const chosen = some(zeal, ({ confirmed, shipped }) => confirmed && shipped !== 'all');
    const parted = Map.groupBy(chosen, (one) => divisible(one) && one.shipped === 'no' && random.next() < 0.3);
    for (const [part, all] of parted) {
      // Few orders on one slip, as on one truck.
      for (const group of groupsOf(all, random)) {
        const answer = await control<Posted>(base, 'ship', {
          orders: numbers(group),
          ...(part ? { share: 0.2 + random.next() * 0.6 } : {}),
          ...(group.length > 1 ? { consolidate: true } : {}),
        });
        slips.push(...(answer.shipped ?? []));
        counts.slips += answer.shipped?.length ?? 0;
        for (const one of group) one.shipped = part ? 'part' : 'all';
      }
    }
  }

  async function invoice(zeal: number): Promise<void> {
    const chosen = some(zeal, ({ shipped, invoiced }) => shipped !== 'no' && invoiced !== 'all');
    for (const group of groupsOf(chosen, random)) {
      const part = group.every(divisible) && random.next() < 0.2;
      const answer = await control<Posted>(base, 'invoice', {
        orders: numbers(group),
        ...(part ? { share: 0.5 } : {}),
        ...(group.length > 1 ? { consolidate: true } : {}),
      });
      invoices.push(...(answer.invoiced ?? []));
      counts.invoices += answer.invoiced?.length ?? 0;
      for (const one of group) one.invoiced = !part && one.shipped === 'all' ? 'all' : 'part';
    }
  }

  async function correct(): Promise<void> {
    const way = random.pick(['in-place', 'reversal', 'negative', 'zero', 'vanish', 'credit'] as const);
    const slip = slips.length === 0 ? undefined : random.pick(slips);
    const bill = invoices.length === 0 ? undefined : random.pick(invoices);
    const about = way === 'credit' ? bill?.orders : slip?.orders;
    if (!about || about.some((order) => corrected.has(order))) return;
    for (const order of about) corrected.add(order);
    counts.corrections += 1;
    if (way === 'credit') await control(base, 'credit', { invoice: bill?.invoice });
    else if (way === 'in-place' || way === 'reversal')
      await control(base, 'correct', { slip: slip?.slip, as: way, lines: [{ line: slip?.lines[0] ?? 1, quantity: 1 }] });
    else await control(base, 'cancel-slip', { slip: slip?.slip, as: way });
  }

  return {
    async work(zeal) {
      await look();
      await confirm(zeal);
      await ship(zeal);
      await invoice(zeal);
    },
    correct,
    corrected,
    counts,
  };
}

const unitsOf = ({ lines }: WorldOrder): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** An order is taken up once its lines are there; which of its number's copies it is, nobody here knows. */
function fewestLines(copies: readonly PlacedOrder[] | undefined): number {
  return copies ? Math.min(...copies.map((order) => wantedLines(order).length)) : Number.POSITIVE_INFINITY;
}

/** Mostly each by itself; sometimes a few of one customer together. */
function groupsOf(all: readonly Progress[], random: Random): readonly (readonly Progress[])[] {
  const customers = [...Map.groupBy(all, ({ order }) => order.customer).values()];
  return customers.flatMap((own) => {
    const groups: Progress[][] = [];
    for (let from = 0; from < own.length;) {
      const size = random.next() < 0.15 ? random.between(2, 4) : 1;
      groups.push(own.slice(from, from + size));
      from += size;
    }
    return groups;
  });
}
