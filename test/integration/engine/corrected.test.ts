import { describe, expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { CorrectionPolicy, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, open, run, theOrder, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, ordered, received, withSheets } from '../support/wayBack.ts';

useDesk(68);

const correcting =
  (correction: CorrectionPolicy) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: {
      '855': { ...sheet.documents['855'], correction },
      '856': { ...sheet.documents['856'], correction },
      '810': { ...sheet.documents['810'], correction },
      '865': { ...sheet.documents['865'], correction },
    },
  });

/** An order of one line that went there and back: three documents have left. */
async function answered(policy: CorrectionPolicy): Promise<void> {
  await open();
  await withSheets(correcting(policy));
  await ordered({ count: 1, family: 'bulk', lines: 1 });
  for (const action of ['confirm', 'ship', 'invoice']) {
    await bench.control(action, { orders: 'all' });
    await run();
  }
  await run();
}

const released = async (which: (intent: string) => boolean = () => true): Promise<void> => {
  const open = (await documents()).filter(({ place, intent }) => place === 'review' && which(intent));
  await call('outbound.release', { documents: open.map(({ id, versionId }) => ({ outboundId: id, versionId })) });
  await run();
  await run();
};

async function again(number: string): Promise<void> {
  const row = (await documents()).findLast((one) => one.number === number);
  await call('outbound.sendAgain', { outboundId: row?.id, reason: 'the weight was wrong', called: false });
  await run();
}

const line = async () =>
  (await call<ThreadView>('orders.thread', { threadId: (await theOrder())?.threadId })).balance.map(
    ({ ordered: all, acknowledged, shipped, invoiced, disagreements }) => ({
      all,
      acknowledged,
      shipped,
      invoiced,
      disagreements,
    }),
  )[0];

const said = async (kind: string) =>
  (await documents()).filter((one) => one.kind === kind).map((one) => `${one.number} ${one.intent} ${one.place}`);

/** Every quantity is what was ordered. */
async function expectEven(): Promise<void> {
  const now = await line();
  const { all } = now ?? {};
  expect(now).toEqual({ all, acknowledged: all, shipped: all, invoiced: all, disagreements: [] });
  expect(await holdsOut()).toEqual([]);
}

describe.each(['856', '810'] as const)('an %s that is corrected', (kind) => {
  const number = { '856': 'PS-000001', '810': 'CIV-000001' }[kind];
  const figure = { '856': 'shipped', '810': 'invoiced' }[kind];

  it('counts once where a replacement takes its place', async () => {
    await answered('replace');
    await again(number);
    await released();
    await expectEven();
    await again(number);
    // Nothing changed in Dynamics: the next replacement would say what this one says.
    expect(await said(kind)).toEqual([`${number} original sent`, `${number} replace sent`, `${number} replace held`]);
    expect(await holdsOut()).toEqual([`${kind} ${number} with exactly this content was sent already.`]);
    expect(await line()).toMatchObject({ disagreements: [] });
  });

  it('counts no more once it is cancelled, and the new one with its own number counts', async () => {
    await answered('cancel-and-new');
    await again(number);
    expect(await said(kind)).toEqual([`${number} original sent`, `${number} cancel review`, `${number}-R2 original review`]);
    await released((intent) => intent !== 'cancel');
    // The new one goes behind the cancellation.
    expect(await said(kind)).toContain(`${number}-R2 original waiting`);
    await expectEven();
    await released();
    expect(await said(kind)).toEqual([`${number} original sent`, `${number} cancel sent`, `${number}-R2 original sent`]);
    await expectEven();
    // What is cancelled next is the new one, by its own number.
    await again(`${number}-R2`);
    await released((intent) => intent === 'cancel');
    expect((await said(kind)).slice(3)).toEqual([`${number}-R2 cancel sent`, `${number}-R3 original review`]);
    expect(await line()).toMatchObject({ [figure]: '0' });
    await released();
    await expectEven();
    const sent = (await received()).filter(({ body }) => body.includes(`${number}-R3<`));
    expect(sent).toHaveLength(1);
  });

  it('keeps its number where the partner takes a second one freely, and the same content is not sent', async () => {
    await answered('free');
    await again(number);
    expect(await said(kind)).toEqual([`${number} original sent`, `${number} original held`]);
    expect(await holdsOut()).toEqual([`${kind} ${number} with exactly this content was sent already.`]);
  });
});

it('an 855 that is cancelled promises nothing, and the new one is the first answer', async () => {
  await answered('cancel-and-new');
  const [first] = await said('855');
  await again(first?.split(' ')[0] ?? '');
  await released((intent) => intent === 'cancel');
  expect((await line())?.acknowledged).toBeUndefined();
  await released();
  await expectEven();
  expect((await said('855')).map((text) => text.replace(/^\S+ /, ''))).toEqual(['original sent', 'cancel sent', 'original sent']);
});

it('an 855 that would say the same once more is drafted and held: "send again" is answered, and may be pressed again', async () => {
  await answered('free');
  const [number = ''] = (await said('855'))[0]?.split(' ') ?? [];
  await again(number);
  expect((await said('855'))[1]).toMatch(/original held$/);
  expect(await app.store.openRedrafts({ limit: 10 })).toEqual([]);
  const [, held] = (await documents()).filter(({ kind }) => kind === '855');
  await call('outbound.setAside', { outboundIds: [held?.id], reason: 'nothing to correct' });
  await again(number);
  expect(await holdsOut()).toEqual([expect.stringContaining('answered with')]);
});

it('an 855 with a number of its own goes behind the cancellation of the first, though both are released at once', async () => {
  await answered('cancel-and-new');
  await withSheets((sheet) => ({ ...correcting('cancel-and-new')(sheet), ack: { ...sheet.ack, amendments: true } }));
  const [number = ''] = (await said('855'))[0]?.split(' ') ?? [];
  await again(number);
  await released((intent) => intent !== 'cancel');
  expect((await said('855')).slice(1).map((text) => text.replace(/^\S+ /, ''))).toEqual(['cancel review', 'original waiting']);
  await released();
  expect((await said('855')).every((text) => text.endsWith(' sent'))).toBe(true);
  await expectEven();
});
