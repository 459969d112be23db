import { describe, expect, it } from 'vitest';
import type { HoldChoice } from '#core/domain/states.ts';
import type { Store } from '#core/store/store.types.ts';
import { app, answer, bench, only, open, ordersThere, run, useDesk } from '../support/desk.ts';
import { clientOf } from '../support/outboundDesk.ts';

useDesk(91);

/** Somebody acts right after the engine has read what it decides by, before it writes what it decided. */
function meanwhile(act: () => Promise<unknown>): void {
  const { store } = app;
  const before = { ...store };
  let once = false;
  const interposed: Pick<Store, 'mappingRows'> = {
    mappingRows: async (input) => {
      const rows = await before.mappingRows(input);
      if (!once) {
        once = true;
        await act();
      }
      return rows;
    },
  };
  Object.assign(store, interposed);
}

/** An order that a note holds, and that is to be looked at again. */
async function heldOrder(): Promise<number> {
  await open();
  bench.world.place({ count: 1, oddity: 'note', partner: '7QAALLCONTOSOUS', lines: 2 });
  await run();
  const { documentId, hold } = await only();
  expect(hold.cause).toBe('rule');
  await clientOf(app).call('documents.tryAgain', { documentId: documentId ?? 0 });
  return documentId ?? 0;
}

describe('an answer in the moment in which its document is decided', () => {
  it('counts at once: what a person releases goes on in the same run', async () => {
    await heldOrder();
    meanwhile(async () => expect(await answer('accept')).toMatchObject({ ok: true }));
    const { summary } = await run();
    expect(summary.orders.created).toBe(1);
    expect(await ordersThere()).toHaveLength(1);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('counts at once: what a person sets aside stays aside', async () => {
    const documentId = await heldOrder();
    meanwhile(async () => expect(await answer('abandon')).toMatchObject({ ok: true }));
    await run();
    await run();
    expect(await ordersThere()).toEqual([]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    expect((await app.store.document({ documentId }))?.processing).toBe('filed');
  });

  it.each<HoldChoice>(['separate-order', 'as-replacement'])(
    'counts at once: %s of the same number with other content',
    async (choice) => {
      await open();
      const first = await bench.sample();
      await bench.drop('first.xml', first);
      await run();
      await bench.drop('second.xml', first.replace(/<OrderQty>[^<]*</, '<OrderQty>7<'));
      await run();
      const { documentId, hold } = await only();
      expect(hold.cause).toBe('conflict');
      await clientOf(app).call('documents.tryAgain', { documentId: documentId ?? 0 });
      meanwhile(async () => expect(await answer(choice)).toMatchObject({ ok: true }));
      await run();
      const document = await app.store.document({ documentId: documentId ?? 0 });
      expect(document?.decidedAs).toBe(choice);
      // The order that is in Dynamics is replaced by a person there; a separate order is made.
      expect(await ordersThere()).toHaveLength(choice === 'separate-order' ? 2 : 1);
      expect((await app.store.attentionList({ limit: 10 })).rows.map((row) => row.hold?.cause)).toEqual(
        choice === 'separate-order' ? [] : ['replacement'],
      );
    },
  );
});

it('looking again at what somebody sets aside in that moment is refused: it stays aside', async () => {
  await open();
  bench.world.place({ count: 1, oddity: 'note', partner: '7QAALLCONTOSOUS', lines: 2 });
  await run();
  const { documentId = 0 } = await only();
  const before = { ...app.store };
  let once = false;
  const interposed: Pick<Store, 'document'> = {
    document: async (input) => {
      const document = await before.document(input);
      if (!once) {
        once = true;
        expect(await answer('abandon')).toMatchObject({ ok: true });
      }
      return document;
    },
  };
  Object.assign(app.store, interposed);
  await expect(clientOf(app).call('documents.tryAgain', { documentId })).rejects.toMatchObject({ code: 'conflict' });
  await run();
  expect((await app.store.document({ documentId }))?.processing).toBe('filed');
  expect(await ordersThere()).toEqual([]);
});
