import { describe, expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { PackingView } from '#core/contract/views/packing.ts';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { bench, open, run, useDesk } from '../support/desk.ts';
import { stillSps } from '../support/outboundDesk.ts';
import { cartons, copied, goods, lookAgain, packing, post, restored, serials } from '../support/packing.ts';
import { call, documents, holdsOut, ordered } from '../support/wayBack.ts';

useDesk(58);

const notice = async () => (await documents()).find(({ kind }) => kind === '856');

interface Left {
  readonly copy: string;
  readonly before: PackingView;
  readonly serials: readonly string[];
}

/** A copy of yesterday, and a slip that was packed, weighed and sent since. */
async function leaves(structure: 'carton' | 'pallet-carton' = 'carton', family = 'bulk'): Promise<Left> {
  await open();
  await stillSps(bench);
  await cartons(structure);
  await ordered({ count: 1, family, lines: 2 });
  const copy = await copied();
  await post();
  const before = await packing();
  return { copy, before, serials: await serials() };
}

/** No carton of another slip gets a number of the first. */
async function expectFreshNumbers(before: readonly string[]): Promise<void> {
  expect(await serials()).toEqual(before);
  await ordered({ count: 1, family: 'bulk', lines: 2 });
  await post();
  const after = await serials();
  expect(after.length).toBeGreaterThan(before.length);
  expect(new Set(after).size).toBe(after.length);
}

describe('a restored copy that is older than a packed slip', () => {
  it.each([
    ['carton', 'bulk'],
    ['pallet-carton', 'bulk'],
    ['carton', 'multistore'],
  ] as const)('reads its %s packing (%s) back from the bytes that left, numbers and contents', async (structure, family) => {
    const { copy, before, serials: numbers } = await leaves(structure, family);
    expect(numbers.length).toBeGreaterThan(0);
    await restored(copy);
    expect(await notice()).toMatchObject({ transport: 'sent', draft: 'left' });
    const after = await packing();
    expect(after.slip).toMatchObject({ state: 'packed', waitText: '' });
    expect(goods(after)).toEqual(goods(before));
    expect(after.record).toMatchObject({ who: 'Quayside', why: expect.stringMatching(/^read back from the ship notice .*\(SH/) });
    await lookAgain();
    expect((await packing()).version).toBe(after.version);
    await expectFreshNumbers(numbers);
  });

  it.each([
    ['carton', 'bulk'],
    ['pallet-carton', 'bulk'],
    ['carton', 'multistore'],
  ] as const)(
    'says what its %s notice (%s) told where the slip is a smaller one by now, and gives no new numbers',
    async (structure, family) => {
      const { copy, serials: numbers } = await leaves(structure, family);
      const shipped = async () => {
        const { balance } = await call<ThreadView>('orders.thread', { threadId: (await notice())?.threadIds[0] });
        return balance.map((line) => Number(line.shipped));
      };
      const before = await shipped();
      // A whole case less: less of it would be no case of the order's unit.
      const lines = (await packing()).lines.map(({ slipLine, quantity, perCase }, index) => ({
        line: slipLine,
        quantity: Number(quantity) - (index === 0 ? Number(perCase ?? 1) : 0),
      }));
      await bench.control('correct', { slip: 'PS-000001', lines, as: 'in-place' });
      await restored(copy);
      expect(await shipped()).toEqual(before);
      expect(await holdsOut()).toEqual([
        expect.stringMatching(new RegExp(`^Corrected in Dynamics: Line 0*1: ${before[0]} instead of \\d+\\.$`)),
      ]);
      expect((await notice())?.serials.map((serial) => `00${serial}`)).toEqual([...new Set(numbers)]);
      expect(await serials()).toEqual(numbers);
    },
  );

  it('reads the weights and the packing of a person back', async () => {
    await open();
    await stillSps(bench);
    await cartons('carton', true);
    await ordered({ count: 1, family: 'bulk', lines: 2 });
    const copy = await copied();
    await post();
    const { slip, version, lines } = await packing();
    const all = lines.map(({ slipLine, quantity }) => ({ slipLine, quantity }));
    const carton = {
      number: 1,
      sscc: '',
      store: '',
      weight: '12.5',
      weightUnit: 'LB',
      tracking: '1Z999AA10123456784',
      lines: all,
    };
    await call('packing.save', {
      slipId: slip.slipId,
      seen: version,
      packing: { cartons: [carton], pallets: [] },
      why: 'weighed',
    });
    const before = await packing();
    await run();
    expect(await notice()).toMatchObject({ transport: 'sent' });
    await restored(copy);
    expect(goods(await packing())).toEqual(goods(before));
    expect(goods(await packing()).cartons[0]).toMatchObject({ weight: '12.5', tracking: '1Z999AA10123456784' });
  });
});

describe('without the guard journal', () => {
  it('reads the packing back from the file that still lies at SPS, and takes its own reading for no pick-up', async () => {
    const { copy, before, serials: numbers } = await leaves();
    await restored(copy, 'without');
    expect(await notice()).toMatchObject({ transport: 'sent', draft: 'left' });
    await lookAgain();
    expect(goods(await packing())).toEqual(goods(before));
    expect(await notice()).toMatchObject({ transport: 'sent' });
    await bench.control('advance', { minutes: 10 });
    await stillSps(bench, { collectAfterMinutes: 5 });
    await run();
    expect(await notice()).toMatchObject({ transport: 'collected' });
    expect(await serials()).toEqual(numbers);
  });

  it('counts the notice as sent also where SPS lets nobody read what was uploaded', async () => {
    const { copy, serials: numbers } = await leaves();
    const fetch: Fetch = async (url, asked) =>
      asked.method === 'GET' && /\/data\/in\/.+\.xml/.test(url) ? new Response('', { status: 403 }) : nodeFetch()(url, asked);
    await restored(copy, 'without', { fetch });
    expect(await notice()).toMatchObject({ transport: 'sent', draft: 'left' });
    expect((await run()).outcome).toBe('good');
    await lookAgain();
    expect(await packing()).toMatchObject({ lost: true });
    expect(await serials()).toEqual(numbers);
  });

  it('says that the packing is not known once SPS has collected it, and packs nothing anew without a word of a person', async () => {
    const { copy, serials: numbers } = await leaves();
    await stillSps(bench, { collectAfterMinutes: 1 });
    await bench.control('advance', { minutes: 5 });
    await run();
    await restored(copy, 'without');
    await lookAgain();
    expect(await notice()).toMatchObject({ draft: 'left' });
    const told = /not known after the restore, and its ship notice has left; nothing is packed anew .* SPS has collected SH/;
    const view = await packing();
    expect(view).toMatchObject({ lost: true, slip: { state: 'waiting', waitText: expect.stringMatching(told) } });
    // Numbers may be given out again: still not to cartons whose numbers are on them already.
    await call('packing.setNextStart', { serial: '100500000', why: 'read from the last label' });
    await call('outbound.endReconcile', { reason: 'compared with the portal' });
    await run();
    await lookAgain();
    const later = await packing();
    expect(later).toMatchObject({ lost: true, slip: { state: 'waiting' } });
    expect(later.cartons.every(({ sscc }) => sscc === '')).toBe(true);
    expect(await serials()).toEqual(numbers);
    const { slip, version, lines } = later;
    const all = lines.map(({ slipLine, quantity }) => ({ slipLine, quantity }));
    const carton = { number: 1, sscc: numbers[0] ?? '', store: '', weightUnit: '', tracking: '', lines: all };
    const sscc = (numbers[0] ?? '').replace(/^00(?=\d{18}$)/, '');
    const typed = { cartons: [{ ...carton, sscc }], pallets: [] };
    await call('packing.save', { slipId: slip.slipId, seen: version, packing: typed, why: 'from the label' });
    expect(await packing()).toMatchObject({ lost: false, slip: { state: 'packed' }, cartons: [{ sscc }] });
  });
});
