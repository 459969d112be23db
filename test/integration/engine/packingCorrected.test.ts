import { describe, expect, it } from 'vitest';
import type { CorrectionPolicy } from '#core/domain/outboundSheet.ts';
import { bench, open, run, useDesk } from '../support/desk.ts';
import { stillSps } from '../support/outboundDesk.ts';
import { cartons, copied, goods, lookAgain, packing, post, restored, serials } from '../support/packing.ts';
import { call, documents, ordered } from '../support/wayBack.ts';

useDesk(58);

const notices = async () =>
  (await documents()).filter(({ kind }) => kind === '856').map(({ number, intent, place }) => `${number} ${intent} ${place}`);

const repack = async (): Promise<void> => {
  const { slip, version, lines } = await packing();
  const made = lines.map(({ slipLine, quantity }, index) => ({
    number: index + 1,
    sscc: '',
    store: '',
    weight: '12.5',
    weightUnit: 'LB',
    tracking: '',
    lines: [{ slipLine, quantity }],
  }));
  const asked = { slipId: slip.slipId, seen: version, packing: { cartons: made, pallets: [] }, why: 'one carton a line' };
  await call('packing.save', asked);
};

async function again(): Promise<void> {
  const row = (await documents()).findLast(({ kind, intent }) => kind === '856' && intent !== 'cancel');
  await call('outbound.sendAgain', { outboundId: row?.id, reason: 'packed otherwise', called: false });
  await run();
}

const released = async (which: (intent: string) => boolean = () => true): Promise<void> => {
  const review = (await documents()).filter(({ place, intent }) => place === 'review' && which(intent));
  await call('outbound.release', { documents: review.map(({ id, versionId }) => ({ outboundId: id, versionId })) });
  await run();
  await run();
};

/** A slip whose first notice is packed otherwise and corrected, with a copy from before or after that notice. */
async function corrected(policy: CorrectionPolicy, copiedWhen: 'before' | 'after'): Promise<string> {
  await open();
  await stillSps(bench);
  await cartons('carton', false, (sheet) => ({
    ...sheet,
    shipNotice: { ...sheet.shipNotice, cartons: 'one' },
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction: policy } },
  }));
  await ordered({ count: 1, family: 'bulk', lines: 2 });
  const before = copiedWhen === 'before' ? await copied() : undefined;
  await post();
  const copy = before ?? (await copied());
  await repack();
  await again();
  return copy;
}

describe.each(['before', 'after'] as const)('a copy from %s the first notice, without the guard journal', (copiedWhen) => {
  it.each([
    ['replace', 'the replacement'],
    ['cancel-and-new', 'the new notice behind a cancellation'],
  ] as const)('reads (%s) the packing of %s back from SPS', async (policy, _what) => {
    const copy = await corrected(policy, copiedWhen);
    await released((intent) => intent !== 'original');
    if (policy === 'cancel-and-new') await released();
    const left = await serials();
    const made = await packing();
    await restored(copy, 'without');
    const back = await packing();
    expect(back).toMatchObject({ lost: false, slip: { state: 'packed' } });
    expect(goods(back)).toEqual(goods(made));
    // Once reconciling has ended, what left is known to have left.
    await call('outbound.endReconcile', { reason: 'compared with the portal' });
    await again();
    await run();
    expect(await serials()).toEqual(left);
    expect(await notices()).toContain(policy === 'replace' ? 'PS-000001 replace sent' : 'PS-000001-R2 original sent');
  });

  it('has none where the newest is a cancellation', async () => {
    const copy = await corrected('cancel-and-new', copiedWhen);
    await released((intent) => intent === 'cancel');
    await restored(copy, 'without');
    expect(await packing()).toMatchObject({ lost: true, cancelled: true, slip: { state: 'waiting' } });
  });
});

describe.each(['before', 'after'] as const)('a copy from %s the first notice', (copiedWhen) => {
  it('reads the packing of the replacement back', async () => {
    const copy = await corrected('replace', copiedWhen);
    await released();
    const made = await packing();
    expect(made.cartons).toHaveLength(2);
    await restored(copy);
    const back = await packing();
    expect(back).toMatchObject({ lost: false, slip: { state: 'packed' }, record: { source: 'file' } });
    expect(goods(back)).toEqual(goods(made));
    await lookAgain();
    expect((await packing()).version).toBe(back.version);
  });

  it('reads that of the new notice behind a cancellation back', async () => {
    const copy = await corrected('cancel-and-new', copiedWhen);
    await released((intent) => intent === 'cancel');
    await released();
    const made = await packing();
    await restored(copy);
    const back = await packing();
    expect(back).toMatchObject({ lost: false, slip: { state: 'packed' } });
    expect(goods(back)).toEqual(goods(made));
  });

  it('has none where the newest is a cancellation: it is packed anew, with numbers that no notice had', async () => {
    const copy = await corrected('cancel-and-new', copiedWhen);
    await released((intent) => intent === 'cancel');
    const used = [...new Set((await serials()).map((serial) => serial.slice(2)))];
    expect(used.length).toBeGreaterThan(0);
    await restored(copy);
    const none = await packing();
    expect(none).toMatchObject({ lost: true, cancelled: true, slip: { state: 'waiting' } });
    expect(none.slip.waitText).toMatch(/^its ship notice PS-000001 was cancelled before .* to be packed anew/);
    expect(none.cartons.every(({ sscc }) => sscc === '')).toBe(true);
    // That it was cancelled is known without being asked for.
    expect(await notices()).toEqual(['PS-000001 original sent', 'PS-000001 cancel sent']);
    await again();
    expect((await notices()).slice(2)).toEqual(['PS-000001-R3 original waiting']);
    const { slip, version, lines } = await packing();
    const all = lines.map(({ slipLine, quantity }) => ({ slipLine, quantity }));
    for (const sscc of used) {
      const carton = { number: 1, sscc, store: '', weightUnit: '', tracking: '', lines: all };
      const typed = { slipId: slip.slipId, seen: version, packing: { cartons: [carton], pallets: [] }, why: 'from the label' };
      await expect(call('packing.save', typed)).rejects.toThrow(
        `${sscc} was used before, for a carton of packing slip PS-000001`,
      );
    }
    await call('packing.byRule', { slipId: slip.slipId, seen: version, why: 'packed anew' });
    const anew = await packing();
    expect(anew).toMatchObject({ lost: false, cancelled: false, slip: { state: 'packed' } });
    expect(used).not.toContain(anew.cartons[0]?.sscc);
    await run();
    await released();
    expect(await notices()).toContain('PS-000001-R3 original sent');
    expect((await serials()).at(-1)?.slice(2)).toBe(anew.cartons[0]?.sscc);
  });
});
