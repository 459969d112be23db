import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import { cartons, post } from '../support/packing.ts';
import { call, documents, ordered, places, received, withSheets } from '../support/wayBack.ts';

useDesk(57);

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });

const reviewed =
  (kind: '855' | '856') =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, [kind]: { ...sheet.documents[kind], review: true } },
  });

/** As a bad sector leaves it. */
function spoil(file: 'payloads.db' | 'quayside.db', statement: string, ...values: readonly unknown[]): void {
  const database = new BetterSqlite(join(bench.folder, file));
  expect(database.prepare(statement).run(...values).changes).toBe(1);
  database.close();
}

const spoilBytes = (sha256: string | undefined): void =>
  spoil('payloads.db', 'UPDATE payloads SET bytes = ? WHERE sha256 = ?', Buffer.from('nothing'), sha256);

const threads = async () => (await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 50 })).rows;

it('an order whose 850 is damaged keeps no answer of the others back', async () => {
  await open();
  await withSheets();
  await ordered({ count: 3, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  const [first] = await threads();
  const [answered] = await app.store.answeredThreads({ threadIds: [first?.threadId ?? 0] });
  spoilBytes(answered?.documents[0]?.fileSha256);
  await act('confirm');
  expect(await run()).toMatchObject({ outcome: 'failed', message: expect.stringContaining('are damaged') as string });
  expect(await places()).toEqual(['855 sent', '855 sent']);
  expect((await app.store.outboundWakes({ limit: 10 })).map(({ threadId }) => threadId)).toEqual([first?.threadId]);
});

it('an order of which one draft is damaged does not hide what Dynamics took back of another', async () => {
  await open();
  await withSheets(reviewed('856'));
  await ordered({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  await act('confirm');
  await act('ship');
  await run();
  expect((await places()).filter((place) => place.startsWith('856'))).toEqual(['856 review', '856 review']);
  const [one, other] = (await documents()).filter(({ kind }) => kind === '856');
  spoil(
    'quayside.db',
    `INSERT INTO outbound_versions (outbound_id, built_at, body, origins, overlay, missing, findings, choices, content_hash, packed)
     VALUES (?, '', '', '', '[]', '', '', '', '', ?)`,
    one?.id,
    Buffer.from('nothing'),
  );
  spoil(
    'quayside.db',
    'UPDATE outbound_documents SET version_id = (SELECT max(id) FROM outbound_versions) WHERE id = ?',
    one?.id,
  );
  await app.store.wakeOutbound({ threadIds: one?.threadIds ?? [], why: 'a test', at: new Date().toISOString() });
  await bench.control('correct', { slip: other?.number, lines: [{ line: 1, quantity: 0 }], as: 'reversal' });
  await run();
  const left = (await documents()).filter(({ kind }) => kind === '856');
  expect(left.map(({ place }) => place)).toEqual(['review', 'held']);
});

it('a document whose bytes are damaged keeps no other one back, and none leaves behind the end of the run', async () => {
  await open();
  await withSheets(reviewed('855'));
  await ordered({ count: 20, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  await act('confirm');
  await act('ship');
  await run();
  const acks = (await documents()).filter(({ kind }) => kind === '855');
  const [first] = acks;
  spoilBytes(first?.sha256);
  await call('outbound.release', { documents: acks.map(({ id, versionId }) => ({ outboundId: id, versionId })) });
  await call('outbound.sendNow', { outboundIds: acks.map(({ id }) => id) });
  expect(await run()).toMatchObject({ outcome: 'failed', message: expect.stringContaining('are damaged') as string });
  expect((await received()).map(({ path }) => path.slice(0, 5)).toSorted()).toEqual([
    ...Array.from({ length: 19 }, () => 'in/PR'),
    ...Array.from({ length: 19 }, () => 'in/SH'),
  ]);
});

it('a slip of an order that is damaged keeps no other packing from being read back', async () => {
  await open();
  await cartons('carton');
  await ordered({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  await post();
  // As where it came out after a restore that their ship notices had left.
  for (const { slipId } of (await app.store.packingList({ limit: 10 })).rows)
    spoil('quayside.db', `UPDATE packing_slips SET left_before = 'look' WHERE id = ?`, slipId);
  const [first] = await app.store.slipsToReadBack({ limit: 10 });
  const [answered] = await app.store.answeredThreads({ threadIds: first?.threadIds ?? [] });
  spoilBytes(answered?.documents[0]?.fileSha256);
  await run();
  expect((await app.store.slipsToReadBack({ limit: 10 })).map(({ slipId }) => slipId)).toEqual([first?.slipId]);
});
