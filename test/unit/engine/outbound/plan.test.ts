import { describe, expect, it } from 'vitest';
import { defaultOutboundSheet, type OutboundSheet } from '#core/domain/outboundSheet.ts';
import { planDocuments } from '#core/engine/outbound/plan.ts';
import type { PlanKnown, PlanPosting, PlanThread } from '#core/engine/outbound/plan.types.ts';

const kinds = new Set(['855', '856', '810', '865']);

const thread = (change: Partial<PlanThread> = {}): PlanThread => ({
  threadId: 1,
  partnerId: 'P',
  vendor: 'V',
  sheet: defaultOutboundSheet,
  agreed: kinds,
  salesOrders: [{ salesOrder: 'SO-1', store: '' }],
  stores: [],
  standing: 'open',
  changes: [],
  ...change,
});

let next = 0;
function posting(kind: PlanPosting['kind'], change: Partial<PlanPosting> = {}): PlanPosting {
  next += 1;
  return {
    id: next,
    key: `${kind} ${next}`,
    kind,
    company: 'usmf',
    number: `N${next}`,
    date: '2026-03-02',
    state: 'new',
    salesOrders: ['SO-1'],
    lines: [{ threadId: 1, position: 1, store: '' }],
    unjoined: false,
    threadIds: [1],
    takenBack: undefined,
    ...change,
  };
}

const known = (kind: PlanKnown['kind'], from: readonly PlanPosting[], change: Partial<PlanKnown> = {}): PlanKnown => ({
  outboundId: 9,
  kind,
  store: '',
  threadIds: [1],
  postingKeys: from.map(({ key }) => key),
  draft: 'left',
  transport: 'sent',
  original: true,
  ...change,
});

const sheet = (change: { readonly [K in keyof OutboundSheet]?: Partial<OutboundSheet[K]> }): OutboundSheet =>
  Object.fromEntries(
    Object.entries(defaultOutboundSheet).map(([name, part]) => [
      name,
      typeof part === 'object' ? { ...part, ...(change[name as keyof OutboundSheet] as object) } : part,
    ]),
  ) as unknown as OutboundSheet;

it('tells a slip on as its first notice told it, whatever the sheet says of stores by now', () => {
  const lines = ['A', 'B'].map((store) => ({ threadId: 1, position: 1, store }));
  const slip = posting('packing-slip', { lines });
  const parted = sheet({ shipNotice: { perStore: true } });
  const stores = (of: OutboundSheet, entries: readonly PlanKnown[]) =>
    planDocuments({ threads: [thread({ stores: ['A', 'B'], sheet: of })], postings: [slip], known: entries }).documents.map(
      ({ store }) => store,
    );
  expect(stores(parted, [])).toEqual(['A', 'B']);
  expect(stores(parted, [known('856', [slip])])).toEqual(['']);
  expect(stores(parted, [known('856', [slip], { draft: 'review', transport: 'none' })])).toEqual(['A', 'B']);
  expect(stores(defaultOutboundSheet, [known('856', [slip], { store: 'A' })])).toEqual(['A', 'B']);
});

it('says which documents of the same goods a person set aside, but for those that are planned as they were', () => {
  const lines = ['A', 'B'].map((store) => ({ threadId: 1, position: 1, store }));
  const slip = posting('packing-slip', { lines });
  const parted = thread({ stores: ['A', 'B'], sheet: sheet({ shipNotice: { perStore: true } }) });
  const aside = (store: string) => {
    const entry = known('856', [slip], { store, draft: 'set-aside', transport: 'none' });
    return planDocuments({ threads: [parted], postings: [slip], known: [entry] }).documents.map((planned) => [
      planned.store,
      planned.setAside,
      planned.supersedes,
    ]);
  };
  const none: readonly number[] = [];
  expect(aside('')).toEqual([
    ['A', [9], none],
    ['B', [9], none],
  ]);
  // Of the one that is it, drafting takes it out.
  expect(aside('A')).toEqual([
    ['A', [9], none],
    ['B', none, none],
  ]);
});

describe('planning acknowledgments', () => {
  it('answers the newest confirmation as long as none left, and takes the place of the draft before', () => {
    const [first, second] = [posting('confirmation'), posting('confirmation')];
    const plan = planDocuments({
      threads: [thread()],
      postings: [first, second],
      known: [known('855', [first], { draft: 'review', transport: 'none' })],
    });
    expect(plan.documents).toMatchObject([{ kind: '855', postingKeys: [second.key], supersedes: [9] }]);
    expect(plan.settled).toEqual([
      { key: first.key, state: 'ignored', message: expect.stringContaining('later confirmation') as string },
      { key: second.key, state: 'drafted', message: '' },
    ]);
  });

  it('answers what comes after the first answer left by itself, and plans the same again and again', () => {
    const [first, second] = [posting('confirmation'), posting('confirmation')];
    const facts = { threads: [thread()], postings: [first, second], known: [known('855', [first])] };
    const plan = planDocuments(facts);
    expect(plan.documents.map(({ postingKeys }) => postingKeys)).toEqual([[first.key], [second.key]]);
    expect(planDocuments(facts)).toEqual(plan);
  });

  it('answers an 850 that became two sales orders once, and says which of them is not confirmed', () => {
    const order = thread({
      salesOrders: [
        { salesOrder: 'SO-1', store: 'A' },
        { salesOrder: 'SO-2', store: 'B' },
      ],
    });
    const one = posting('confirmation');
    expect(planDocuments({ threads: [order], postings: [one], known: [] }).documents).toMatchObject([{ unconfirmed: ['SO-2'] }]);
    const two = posting('confirmation', { salesOrders: ['SO-2'] });
    const both = planDocuments({ threads: [order], postings: [one, two], known: [] });
    expect(both.documents).toMatchObject([{ postingKeys: [one.key, two.key], unconfirmed: [] }]);
  });

  it('answers each store where the sheet says so', () => {
    const order = thread({ stores: ['A', 'B'], sheet: sheet({ ack: { perStore: true } }) });
    const lines = ['A', 'B'].map((store) => ({ threadId: 1, position: 1, store }));
    const plan = planDocuments({ threads: [order], postings: [posting('confirmation', { lines })], known: [] });
    expect(plan.documents.map(({ store }) => store)).toEqual(['A', 'B']);
  });

  it('does not come back to a confirmation that a later one took the place of before it was answered', () => {
    const [first, second] = [posting('confirmation'), posting('confirmation')];
    const left = known('855', [second]);
    expect(planDocuments({ threads: [thread()], postings: [first, second], known: [left] }).documents).toMatchObject([
      { postingKeys: [second.key] },
    ]);
    const third = posting('confirmation');
    const { documents } = planDocuments({ threads: [thread()], postings: [first, second, third], known: [left] });
    expect(documents.map(({ postingKeys }) => postingKeys)).toEqual([[second.key], [third.key]]);
  });

  it('answers no confirmation again, and lets no second draft stand, where the sheet parts the answers otherwise by now', () => {
    const lines = ['A', 'B'].map((store) => ({ threadId: 1, position: 1, store }));
    const confirmation = posting('confirmation', { lines });
    const whole = thread({ stores: ['A', 'B'] });
    const parted = thread({ stores: ['A', 'B'], sheet: sheet({ ack: { perStore: true } }) });
    const plan = (order: PlanThread, entries: readonly PlanKnown[], more: readonly PlanPosting[] = []) =>
      planDocuments({ threads: [order], postings: [confirmation, ...more], known: entries }).documents.map(
        ({ store, postingKeys, supersedes }) => [store, postingKeys, supersedes],
      );
    const one = known('855', [confirmation]);
    const own = ['A', 'B'].map((store, index) => known('855', [confirmation], { outboundId: 20 + index, store }));
    expect(plan(parted, [one])).toEqual([['', [confirmation.key], []]]);
    expect(plan(whole, own)).toEqual(own.map(({ store }) => [store, [confirmation.key], []]));
    const unsent = { draft: 'review', transport: 'none' } as const;
    expect(plan(parted, [{ ...one, ...unsent }])).toEqual(own.map(({ store }) => [store, [confirmation.key], [9]]));
    expect(
      plan(
        whole,
        own.map((entry) => ({ ...entry, ...unsent })),
      ),
    ).toEqual([['', [confirmation.key], [20, 21]]]);
    const later = posting('confirmation', { lines });
    expect(plan(parted, [one], [later]).map(([store, keys]) => [store, keys])).toEqual([
      ['', [confirmation.key]],
      ['A', [later.key]],
      ['B', [later.key]],
    ]);
  });

  it('rejects what was refused or cancelled, once, and only where nothing was confirmed', () => {
    const refused = thread({ standing: 'refused' });
    expect(planDocuments({ threads: [refused], postings: [], known: [] }).documents).toMatchObject([
      { kind: '855', postingKeys: [] },
    ]);
    expect(planDocuments({ threads: [refused], postings: [], known: [known('855', [])] }).documents).toEqual([]);
    expect(planDocuments({ threads: [thread()], postings: [], known: [] }).documents).toEqual([]);
  });

  it('drafts nothing that is not agreed, and says so', () => {
    const confirmation = posting('confirmation');
    const plan = planDocuments({ threads: [thread({ agreed: new Set(['850']) })], postings: [confirmation], known: [] });
    expect(plan.documents).toEqual([]);
    expect(plan.settled).toMatchObject([{ state: 'ignored', message: 'No 855 is agreed with the partner.' }]);
  });
});

describe('planning ship notices', () => {
  const orders = [thread(), thread({ threadId: 2, salesOrders: [{ salesOrder: 'SO-2', store: '' }] })];
  const consolidated = () => [
    posting('packing-slip', { number: 'PS' }),
    posting('packing-slip', {
      number: 'PS',
      salesOrders: ['SO-2'],
      threadIds: [2],
      lines: [{ threadId: 2, position: 1, store: '' }],
    }),
  ];

  it('joins the orders of one slip, or gives each its own, by the sheet', () => {
    const slips = consolidated();
    const joined = planDocuments({ threads: orders, postings: slips, known: [] });
    expect(joined.documents).toMatchObject([{ kind: '856', threadIds: [1, 2], postingKeys: slips.map(({ key }) => key) }]);
    const each = sheet({ shipNotice: { per: 'order' } });
    const parted = planDocuments({ threads: orders.map((order) => ({ ...order, sheet: each })), postings: slips, known: [] });
    expect(parted.documents.map(({ threadIds }) => threadIds)).toEqual([[1], [2]]);
  });

  it('gives what came to a slip after its notice left a notice of its own', () => {
    const slips = consolidated();
    const plan = planDocuments({ threads: orders, postings: slips, known: [known('856', slips.slice(0, 1))] });
    expect(plan.documents).toMatchObject([{ postingKeys: [slips[1]?.key] }]);
  });

  it('tells afterwards the order that a poorer set did not name, and what left stays what it was', () => {
    const lines = [1, 2].map((threadId) => ({ threadId, position: 1, store: '' }));
    const slip = posting('packing-slip', { threadIds: [1, 2], salesOrders: ['SO-1', 'SO-2'], lines });
    const first = known('856', [slip]);
    const plan = planDocuments({ threads: orders, postings: [slip], known: [first] });
    expect(plan.documents).toMatchObject([
      { threadIds: [1], part: false },
      { threadIds: [2], part: true },
    ]);
    const both = [first, known('856', [slip], { outboundId: 10, threadIds: [2] })];
    expect(planDocuments({ threads: orders, postings: [slip], known: both }).documents).toMatchObject([
      { threadIds: [1], part: false },
      { threadIds: [2], part: true },
    ]);
    const one = known('856', [slip], { threadIds: [1, 2] });
    expect(planDocuments({ threads: orders, postings: [slip], known: [one] }).documents).toMatchObject([{ threadIds: [1, 2] }]);
  });

  it('takes the place of drafts of the same slip that are parted otherwise, and of no other', () => {
    const slips = consolidated();
    const each = sheet({ shipNotice: { per: 'order' } });
    const threads = orders.map((order) => ({ ...order, sheet: each }));
    const open = { draft: 'held', transport: 'none' } as const;
    const together = known('856', slips, { ...open, outboundId: 3, threadIds: [1, 2] });
    const own = known('856', slips.slice(1), { ...open, outboundId: 4, threadIds: [2] });
    const taken = (entries: readonly PlanKnown[]) =>
      planDocuments({ threads, postings: slips, known: entries }).documents.map(({ supersedes }) => supersedes);
    // Its own row is among them until its number is known.
    expect(taken([together, own])).toEqual([[3], [3, 4]]);
    expect(taken([{ ...together, draft: 'left', transport: 'refused' }])).toEqual([[3], [3]]);
    expect(taken([{ ...together, original: false }])).toEqual([[], []]);
    for (const draft of ['set-aside', 'superseded'] as const) expect(taken([{ ...together, draft }])).toEqual([[], []]);
  });

  it('parts a slip by store', () => {
    const perStore = thread({ sheet: sheet({ shipNotice: { perStore: true } }), stores: ['A', 'B'] });
    const lines = ['B', 'A'].map((store) => ({ threadId: 1, position: 1, store }));
    const plan = planDocuments({ threads: [perStore], postings: [posting('packing-slip', { lines })], known: [] });
    expect(plan.documents.map(({ store }) => store)).toEqual(['A', 'B']);
  });

  it('plans nothing for a slip that was taken back, and withdraws what was drafted from it', () => {
    const slip = posting('packing-slip', { takenBack: 'Dynamics cancelled it.' });
    const plan = planDocuments({ threads: [thread()], postings: [slip], known: [known('856', [slip])] });
    expect(plan.documents).toEqual([]);
    expect(plan.withdrawn).toEqual([{ outboundId: 9, postingKey: slip.key, why: 'Dynamics cancelled it.' }]);
  });
});

describe('planning invoices', () => {
  it('bills each order of an invoice; one of them carries what belongs to none', () => {
    const two = thread({ threadId: 2 });
    const lines = [1, 2].map((threadId) => ({ threadId, position: 1, store: '' }));
    const plan = planDocuments({
      threads: [thread(), two],
      postings: [posting('invoice', { threadIds: [1, 2], lines })],
      known: [],
    });
    expect(plan.documents.map(({ threadIds, carriesCharges }) => [threadIds, carriesCharges])).toEqual([
      [[1], true],
      [[2], false],
    ]);
  });
});

describe('planning invoices a store', () => {
  const perStore = thread({ sheet: sheet({ invoice: { perStore: true } }), stores: ['A', 'B'] });
  const billed = (...stores: readonly string[]) =>
    planDocuments({
      threads: [perStore],
      postings: [posting('invoice', { lines: stores.map((store) => ({ threadId: 1, position: 1, store })) })],
      known: [],
    }).documents.map(({ kind, store }) => [kind, store]);

  it('is that of its store, and one alone where a posting bills several under its one number', () => {
    expect(billed('A')).toEqual([['810', 'A']]);
    expect(billed('A', 'B')).toEqual([['810', '']]);
    expect(billed('', 'B')).toEqual([['810', '']]);
    expect(billed()).toEqual([['810', '']]);
  });
});

describe('planning answers to changes', () => {
  it('answers every decided change with an 865', () => {
    const plan = planDocuments({ threads: [thread({ changes: ['change 5'] })], postings: [], known: [] });
    expect(plan.documents).toMatchObject([{ kind: '865', postingKeys: ['change 5'] }]);
  });
});
