import { expect, it } from 'vitest';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { Store } from '#core/store/store.types.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, ordered, places, received, withSheets } from '../support/wayBack.ts';

useDesk(58);

const paths = {
  order: 'OrderAck/Header/OrderHeader/InternalOrderNumber',
  day: 'OrderAck/Header/OrderHeader/AcknowledgementDate',
};

const reviewed =
  (replyHours: number) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, '855': { ...sheet.documents['855'], review: true, replyHours } },
  });

/** An 855 that waits for a person. */
async function waiting(): Promise<DraftView> {
  await open();
  await withSheets(reviewed(0));
  await ordered({ count: 1, family: 'bulk' });
  await bench.control('confirm', { orders: 'all' });
  await run();
  expect(await places()).toEqual(['855 review']);
  return draft();
}

async function draft(): Promise<DraftView> {
  const [row] = await documents();
  return call<DraftView>('outbound.draft', { outboundId: row?.id });
}

const correct = ({ outboundId, versionId }: DraftView, path: string, value: string): Promise<unknown> =>
  call('outbound.correct', { outboundId, versionId, path, value, reason: 'a person knows better' });

/** Somebody acts the next time that something is asked of the store, before what asked goes on. */
function meanwhile(name: 'draftHolds' | 'outboundOfNumber' | 'outboundVersion', act: () => Promise<unknown>): void {
  const before = { ...app.store };
  let once = false;
  async function first(): Promise<void> {
    if (once) return;
    once = true;
    await act();
  }
  const interposed: Pick<Store, 'draftHolds' | 'outboundOfNumber' | 'outboundVersion'> = {
    async draftHolds(input) {
      const holds = await before.draftHolds(input);
      if (name === 'draftHolds') await first();
      return holds;
    },
    async outboundOfNumber(input) {
      if (name === 'outboundOfNumber') await first();
      return before.outboundOfNumber(input);
    },
    async outboundVersion(input) {
      const version = await before.outboundVersion(input);
      if (name === 'outboundVersion') await first();
      return version;
    },
  };
  Object.assign(app.store, interposed);
}

it('of two corrections at once both hold, or one is refused: none is lost in silence', async () => {
  const view = await waiting();
  const told = await Promise.allSettled([correct(view, paths.order, 'SO-BY-HAND'), correct(view, paths.day, '2026-03-05')]);
  const kept = (await draft()).corrections.map(({ path }) => path).toSorted();
  const given = [paths.order, paths.day].filter((_, index) => told[index]?.status === 'fulfilled').toSorted();
  expect(kept).toEqual(given);
  expect(given.length).toBeGreaterThan(0);
  for (const { reason } of told.filter((one) => one.status === 'rejected')) expect(String(reason)).toContain('changed meanwhile');
});

it('what a person types while the engine drafts the same document anew stays', async () => {
  const view = await waiting();
  await withSheets(reviewed(24));
  meanwhile('draftHolds', () => correct(view, paths.order, 'SO-BY-HAND'));
  await run();
  expect((await draft()).corrections).toMatchObject([{ path: paths.order, value: 'SO-BY-HAND' }]);
  const { outboundId, versionId } = await draft();
  await call('outbound.release', { documents: [{ outboundId, versionId }] });
  await run();
  expect((await received())[0]?.body).toContain('SO-BY-HAND');
});

it('what a person sends back while the engine drafts it anew is held with the note', async () => {
  const { outboundId, versionId } = await waiting();
  await withSheets(reviewed(24));
  meanwhile('draftHolds', () => call('outbound.sendBack', { outboundId, versionId, note: 'wrong day' }));
  await run();
  expect(await places()).toEqual(['855 held']);
  expect(await holdsOut()).toEqual([expect.stringContaining('wrong day')]);
});

it('a correction of what leaves in that moment is refused', async () => {
  const view = await waiting();
  meanwhile('outboundOfNumber', async () => {
    await call('outbound.release', { documents: [{ outboundId: view.outboundId, versionId: view.versionId }] });
    await run();
  });
  await expect(correct(view, paths.order, 'SO-BY-HAND')).rejects.toThrow('has left already');
  expect((await received())[0]?.body).not.toContain('SO-BY-HAND');
});

it('a number with a character that the partner refuses leaves once it is put right in the draft (GEN-08)', async () => {
  await open();
  await withSheets((sheet) => ({ ...reviewed(0)(sheet), forbiddenCharacters: '-' }));
  await ordered({ count: 1, family: 'bulk' });
  await bench.control('confirm', { orders: 'all' });
  await run();
  const refused = async () => (await draft()).values.filter(({ path, value }) => path === paths.order && value.includes('-'));
  const of = async () => (await draft()).findings.filter(({ rule, path }) => rule === 'GEN-08' && path === paths.order);
  expect([await places(), (await refused()).length, (await of()).length]).toEqual([['855 held'], 1, 1]);
  await correct(await draft(), paths.order, 'SO-1');
  expect(await of()).toMatchObject([{ value: 'SO-1' }]);
  await correct(await draft(), paths.order, 'SO 1');
  expect(await of()).toEqual([]);
});

it('what leaves in the moment in which a person sends it back is told to have left, and is not held', async () => {
  const { outboundId, versionId } = await waiting();
  meanwhile('outboundVersion', async () => {
    await call('outbound.release', { documents: [{ outboundId, versionId }] });
    await run();
  });
  await expect(call('outbound.sendBack', { outboundId, versionId, note: 'wrong day' })).rejects.toThrow('has left already');
  expect(await places()).toEqual(['855 sent']);
  expect(await holdsOut()).toEqual([]);
});
