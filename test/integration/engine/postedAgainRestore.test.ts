import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { CorrectionPolicy, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { openGuard, readGuard, type GuardRecord } from '#core/store/guard.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { bench, run, useDesk } from '../support/desk.ts';
import { stillSps } from '../support/outboundDesk.ts';
import { copied } from '../support/packing.ts';
import { act, ofKind, started, stops, version, versionAfter } from '../support/twoOrders.ts';
import { call, received } from '../support/wayBack.ts';

useDesk(84);

const correcting =
  (correction: CorrectionPolicy) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction } },
  });

const notices = async () => (await ofKind('856')).map(({ number, intent, draft }) => `${number} ${intent} ${draft}`);
const told = async () =>
  (await received()).filter(({ path }) => path.startsWith('in/SH')).map(({ body }) => /<TsetPurposeCode>(\d\d)</.exec(body)?.[1]);
const balance = async () =>
  (await call<ThreadView>('orders.thread', { threadId: (await ofKind('856'))[0]?.threadIds[0] })).balance;
const shipped = async () => (await balance()).map((line) => Number(line.shipped));

async function again(which = 0): Promise<void> {
  await call('outbound.sendAgain', {
    outboundId: (await ofKind('856'))[which]?.id,
    reason: 'put right in Dynamics',
    called: true,
  });
  await run();
}

async function release(): Promise<void> {
  const open = (await ofKind('856')).filter(({ place }) => place === 'review');
  await call('outbound.release', { documents: open.map(({ id, versionId }) => ({ outboundId: id, versionId })) });
  await run();
}

async function quantitiesOfSlip(quantities: readonly number[]): Promise<void> {
  const lines = quantities.map((quantity, index) => ({ line: index + 1, quantity }));
  await bench.control('correct', { slip: 'PS-000001', lines, as: 'in-place' });
}

interface Story {
  readonly copy: string;
  readonly ordered: readonly number[];
}

/** A slip whose notice leaves after a copy was made, or before it. */
async function shippedOnce(policy: CorrectionPolicy, copiedWhen: 'before' | 'after' = 'before'): Promise<Story> {
  const [first] = await started(correcting(policy));
  const before = copiedWhen === 'before' ? await copied() : undefined;
  await act('ship', { orders: [first] });
  await run();
  const ordered = (await balance()).map((line) => Number(line.ordered));
  return { copy: before ?? (await copied()), ordered };
}

/** The slip is set to nothing, and its notice is cancelled. */
async function cancelled(): Promise<void> {
  await bench.control('cancel-slip', { slip: 'PS-000001', as: 'zero' });
  await version();
  await again();
  await release();
}

/** The journal as an earlier version wrote it: what a send was is said by nothing but its bytes. */
function asBefore(): void {
  const path = join(bench.folder, 'guard.journal');
  const records = [...readGuard(path)].map(({ record }) => record);
  rmSync(path);
  const guard = openGuard(path, 0);
  guard.append(records.map(earlier));
  guard.close();
}

function earlier(record: GuardRecord): GuardRecord {
  const { intent, corrects, ...data } = record.data as Record<string, unknown>;
  // Answers to the order left before the copy: their records end where its database remembers.
  if (record.kind !== 'outbound' || data['what'] !== 'attempt' || data['kind'] !== '856') return record;
  expect([intent, corrects]).toEqual(
    data['revision'] === 1 ? ['original', undefined] : ['cancel', { number: 'PS-000001', revision: 1 }],
  );
  return { kind: 'outbound', data };
}

async function restoredFrom(copy: string, meanwhile: () => void = () => undefined): Promise<void> {
  await versionAfter(() => {
    restoreBackup(copy, bench.folder, new Date().toISOString());
    meanwhile();
  });
}

const said = 'Dynamics has it, but 856 PS-000001 (2) cancelled it with the partner.';

it.each([
  ['before', 'free', 'today'],
  ['before', 'call-first', 'today'],
  ['before', 'cancel-and-new', 'today'],
  ['before', 'free', 'an earlier version'],
  ['after', 'free', 'today'],
] as const)(
  'a copy from %s the notice (%s, journal of %s) knows that it was cancelled since, and tells a slip that is posted again once more',
  async (copiedWhen, policy, journal) => {
    const { copy, ordered } = await shippedOnce(policy, copiedWhen);
    await cancelled();
    expect(await told()).toEqual(['00', '01']);
    await quantitiesOfSlip(ordered);
    await restoredFrom(copy, journal === 'today' ? undefined : asBefore);
    expect(await notices()).toEqual(['PS-000001 original left', 'PS-000001 cancel left']);
    expect(await stops()).toEqual([said]);
    expect(await shipped()).toEqual(ordered.map(() => 0));
    expect(await told()).toEqual(['00', '01']);
    await again();
    await release();
    expect(await stops()).toEqual([]);
    expect((await told()).length).toBe(3);
    expect(await shipped()).toEqual(ordered);
  },
);

it('a copy from before a notice and the one in its place knows both, and says what Dynamics says otherwise by now', async () => {
  const { copy, ordered } = await shippedOnce('replace');
  const [one = 0, ...others] = ordered;
  await quantitiesOfSlip([one - 1, ...others]);
  await version();
  await again();
  await release();
  expect(await told()).toEqual(['00', '05']);
  await quantitiesOfSlip([one - 2, ...others]);
  await restoredFrom(copy);
  expect(await notices()).toEqual(['PS-000001 original left', 'PS-000001 replace left']);
  expect(await stops()).toEqual([`Corrected in Dynamics: Line 1: ${one - 1} instead of ${one - 2}.`]);
  expect(await shipped()).toEqual([one - 1, ...others]);
  await again(1);
  await release();
  expect(await stops()).toEqual([]);
  expect(await told()).toEqual(['00', '05', '05']);
  expect(await shipped()).toEqual([one - 2, ...others]);
});

it('a notice that left since the copy and says something else than its slip by now is said, and told on a word', async () => {
  const { copy, ordered } = await shippedOnce('replace');
  const [one = 0, ...others] = ordered;
  await quantitiesOfSlip([one - 1, ...others]);
  await restoredFrom(copy);
  expect(await notices()).toEqual(['PS-000001 original left']);
  expect(await stops()).toEqual([`Corrected in Dynamics: Line 1: ${one} instead of ${one - 1}.`]);
  expect(await shipped()).toEqual(ordered);
  await again();
  await release();
  expect(await stops()).toEqual([]);
  expect(await told()).toEqual(['00', '05']);
  expect(await shipped()).toEqual([one - 1, ...others]);
});

it('a new notice behind a cancellation that left since the copy stands, and nothing leaves again', async () => {
  const { copy, ordered } = await shippedOnce('cancel-and-new');
  await again();
  await release();
  await run();
  expect((await told()).map(String).toSorted()).toEqual(['00', '00', '01']);
  await restoredFrom(copy);
  expect(await notices()).toEqual(['PS-000001 original left', 'PS-000001 cancel left', 'PS-000001-R2 original left']);
  expect(await stops()).toEqual([]);
  expect(await shipped()).toEqual(ordered);
  expect((await told()).length).toBe(3);
});

it('a later notice of which neither journal nor SPS says what it was is said as unknown, and the next one has a revision of its own', async () => {
  const { copy, ordered } = await shippedOnce('free', 'after');
  await cancelled();
  await quantitiesOfSlip(ordered);
  await stillSps(bench, { collectAfterMinutes: 1 });
  await bench.control('advance', { minutes: 5 });
  await run();
  await restoredFrom(copy, () => rmSync(join(bench.folder, 'guard.journal')));
  expect(await notices()).toEqual(['PS-000001 original left']);
  expect(await stops()).toEqual([
    'Another ship notice about 856 PS-000001 left before this copy of the database was restored, and it is not known here whether it replaced or cancelled this one.',
  ]);
  await call('outbound.endReconcile', { reason: 'compared with the portal' });
  await again();
  await release();
  expect((await told()).length).toBe(3);
  expect(await stops()).toEqual([]);
  expect((await ofKind('856')).map(({ revision }) => revision)).toEqual([1, 3]);
});

it('a correction that was asked for before the copy and left as a cancellation is known as that, and another may be asked for', async () => {
  const { ordered } = await shippedOnce('replace');
  await quantitiesOfSlip(ordered.map((quantity) => quantity - 1));
  await version();
  const outboundId = (await ofKind('856'))[0]?.id;
  await call('outbound.sendAgain', { outboundId, reason: 'less was shipped', called: true });
  const copy = await copied();
  await bench.control('cancel-slip', { slip: 'PS-000001', as: 'zero' });
  await version();
  await release();
  expect(await told()).toEqual(['00', '01']);
  await quantitiesOfSlip(ordered);
  await restoredFrom(copy);
  expect(await notices()).toEqual(['PS-000001 original left', 'PS-000001 cancel left']);
  expect(await shipped()).toEqual(ordered.map(() => 0));
  expect(await stops()).toEqual([said]);
  await again();
  await release();
  expect(await told()).toEqual(['00', '01', '05']);
  expect(await shipped()).toEqual(ordered);
});

it.each([
  ['855', 'replace'],
  ['855', 'cancel-and-new'],
  ['810', 'replace'],
  ['810', 'cancel-and-new'],
] as const)('corrections of an %s (%s) that left since the copy are known, and nothing leaves again', async (kind, policy) => {
  const correctable = (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, [kind]: { ...sheet.documents[kind], correction: policy } },
  });
  const [first] = await started(correctable);
  await act('ship', { orders: [first] });
  await act('invoice', { orders: [first] });
  await run();
  await run();
  const all = async () => (await ofKind(kind)).map(({ number, revision, intent, draft }) => [number, revision, intent, draft]);
  expect((await all()).every(([, , , draft]) => draft === 'left')).toBe(true);
  const copy = await copied();
  const letGo = async (): Promise<void> => {
    const open = (await ofKind(kind)).filter(({ place }) => place === 'review');
    if (open.length > 0)
      await call('outbound.release', { documents: open.map(({ id, versionId }) => ({ outboundId: id, versionId })) });
    await run();
  };
  await call('outbound.sendAgain', { outboundId: (await ofKind(kind))[0]?.id, reason: 'the partner asked', called: true });
  await run();
  for (let times = 0; times < 3; times += 1) await letGo();
  const before = await all();
  expect(before.length).toBe((kind === '855' ? 2 : 1) + (policy === 'replace' ? 1 : 2));
  expect(before.every(([, , , draft]) => draft === 'left')).toBe(true);
  const sent = (await received()).length;
  await restoredFrom(copy);
  expect(await all()).toEqual(before);
  expect(await stops()).toEqual([]);
  await letGo();
  expect((await received()).length).toBe(sent);
});
