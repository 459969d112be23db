import { createRandom, type Random } from '#core/practice/random.ts';
import type { OrderRequest } from '#core/practice/orders/generator.ts';
import type { FaultKind } from '#core/practice/faults.ts';

/** How a session of the engine ends: by itself, or by SIGKILL at the n-th pass of a step, at the n-th request, or after a time. */
export type Kill =
  | { readonly by: 'checkpoint'; readonly name: string; readonly nth: number }
  | { readonly by: 'request'; readonly nth: number; readonly when: 'before' | 'after' }
  | { readonly by: 'time'; readonly ms: number };

export interface PlannedFault {
  readonly target: 'sps' | 'dynamics';
  readonly kind: FaultKind;
  readonly times: number;
}

/** One stretch of the run: what arrives, what goes wrong, when the engine is killed, what people and clock do. */
export interface Round {
  readonly orders: readonly OrderRequest[];
  readonly faults: readonly PlannedFault[];
  readonly kills: readonly Kill[];
  readonly advanceMinutes: number;
  /** Of the back office: which share of what it could do it does. */
  readonly zeal: number;
  readonly corrects: boolean;
  /** Of what SPS got: which share the retailers answer, and how much of that they throw back. */
  readonly replies: { readonly share: number; readonly rejected: number };
}

export interface Plan {
  readonly seed: number;
  readonly rounds: readonly Round[];
  /** The rounds from which on these maps are known: late, so that orders wait for them. */
  readonly mapsFrom: { readonly first: number; readonly rest: number };
}

export interface PlanSize {
  readonly seed: number;
  readonly orders: number;
  readonly ordersARound: number;
  /** Kills a round, on average. */
  readonly killsARound: number;
  readonly lines: number;
  /** Of how many orders the retailer cancels one; 60 where nothing is said. */
  readonly cancelsOneIn?: number;
}

/** Every step of the engine that something may end at. */
const checkpoints = [
  'file-stored',
  'file-deleted',
  'document-decided',
  'header-answered',
  'header-found',
  'header-recorded',
  'lines-answered',
  'lines-recorded',
  'change-begun',
  'change-answered',
  'change-applied',
  'changeset-answered',
  'postings-kept',
  'draft-saved',
  'send-begun',
  'send-answered',
  'send-failed',
  'send-recorded',
] as const;

/** Forms that make an order without a word of a person, or with one that the people of this run know how to give. */
const oddities = ['bom', 'bare-root', 'json', 'several', 'note', 'wrong-totals'] as const;

/** Who changes orders, and who gives one number twice: never the same, or nobody could say which order a change is of. */
const changers = ['7QAALLCONTOSOUS', '3FBALLCONTOSOUS'] as const;
export const repeater = '9ADALLCONTOSOUS';

const faultsOf: Readonly<Record<PlannedFault['target'], readonly FaultKind[]>> = {
  sps: ['429', '429-retry-after', '500', '502-html', 'slow', 'reset', 'commit-drop', 'gone', 'truncated', 'token-expired'],
  dynamics: ['429', '429-retry-after', '500', '502-html', 'slow', 'reset', 'commit-drop', 'token-expired'],
};

/** The whole run from its seed: the same seed and size make the same plan. */
export function planOf(size: PlanSize): Plan {
  const random = createRandom(size.seed);
  // Dice of their own: what a seed was before there were cancellations it is still.
  const dice = createRandom(size.seed + 5);
  const count = Math.max(1, Math.ceil(size.orders / size.ordersARound));
  const rounds = Array.from({ length: count }, (_, index) => {
    const orders = Math.min(size.ordersARound, size.orders - index * size.ordersARound);
    return withCancellations(dice, size, roundOf(random, size, orders));
  });
  const last = Math.max(0, count - 1);
  return { seed: size.seed, rounds, mapsFrom: { first: 0, rest: Math.min(last, 1) } };
}

function roundOf(random: Random, size: PlanSize, orders: number): Round {
  const odd = orders >= 10 ? [{ count: 1, oddity: random.pick(oddities), lines: size.lines }] : [];
  const plain = orders - odd.length;
  return {
    orders: [
      ...(plain > 0 ? [{ count: plain, lines: random.between(1, size.lines) }] : []),
      ...odd,
      ...followUps(random, size, orders),
    ],
    faults: Array.from({ length: random.between(0, 4) }, () => faultOf(random)),
    kills: Array.from({ length: about(random, size.killsARound) }, () => killOf(random, orders)),
    advanceMinutes: random.between(1, 20),
    zeal: 0.3 + random.next() * 0.7,
    corrects: random.next() < 0.5,
    replies: { share: random.next() * 0.8, rejected: 0.04 },
  };
}

/** What comes after orders of before: about one in eight is changed, one in forty comes again under its number. */
function followUps(random: Random, { lines }: PlanSize, orders: number): readonly OrderRequest[] {
  const changes = Array.from({ length: Math.round(orders / 16) }, (): OrderRequest[] =>
    (['change', 'change-add'] as const).map((oddity) => ({ count: 1, oddity, partner: random.pick(changers), lines })),
  );
  const again = Math.round(orders / 40) + (random.next() < (orders / 40) % 1 ? 1 : 0);
  return [...changes.flat(), ...(again > 0 ? [{ count: again, oddity: 'same-number' as const, partner: repeater, lines }] : [])];
}

/**
 * The retailer calls a few orders off: mostly such as came in earlier rounds, wherever they stand by now, sometimes one of this
 * round that nobody has seen yet.
 */
function withCancellations(dice: Random, { cancelsOneIn = 60, ordersARound, lines }: PlanSize, round: Round): Round {
  const few = (share: number): readonly OrderRequest[] =>
    Array.from({ length: about(dice, (share * ordersARound) / cancelsOneIn) }, () => ({
      count: 1,
      oddity: 'cancel',
      partner: dice.pick(changers),
      lines,
    }));
  return { ...round, orders: [...few(0.75), ...round.orders, ...few(0.25)] };
}

/** As many as an average says, by dice. */
function about(random: Random, average: number): number {
  const whole = Math.floor(average);
  return whole + (random.next() < average - whole ? 1 : 0);
}

function faultOf(random: Random): PlannedFault {
  const target = random.pick(['sps', 'dynamics'] as const);
  // Lost answers are what this run is about.
  const kind = random.next() < 0.4 ? 'commit-drop' : random.pick(faultsOf[target]);
  return { target, kind, times: random.between(1, 3) };
}

function killOf(random: Random, orders: number): Kill {
  const way = random.next();
  const name = random.pick(checkpoints);
  if (way < 0.55) return { by: 'checkpoint', name, nth: nthOf(random, name, orders) };
  if (way < 0.85)
    return { by: 'request', nth: random.between(1, 3 * orders + 10), when: random.pick(['before', 'after'] as const) };
  return { by: 'time', ms: random.between(50, 6_000) };
}

/** Changes are few; of the rest a session passes some for every few orders. */
const nthOf = (random: Random, name: string, orders: number): number =>
  random.between(1, name.startsWith('change-') ? 2 : Math.max(2, Math.ceil(orders / 4)));
