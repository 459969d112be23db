import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import BetterSqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate, migrations, needsMigration } from '#core/store/migrate.ts';
import { openWriter } from '#core/store/writer.ts';
import { at, fileOf, hashOf, newStore } from './fixture.ts';

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
async function store(change: Parameters<typeof newStore>[0] = {}) {
  const made = await newStore(change);
  removals.push(made.remove);
  return made;
}
const worker = new URL('../../../core/store/worker.ts', import.meta.url);

describe('the store', () => {
  it.each([
    ['in this thread', undefined],
    ['on its own threads', worker],
  ])('keeps files and documents %s', async (_name, workerUrl) => {
    const { opened } = await store(workerUrl ? { workerUrl } : {});
    const stored = await Promise.all(['1', '2', '3'].map((number) => opened.store.storeFile(fileOf(number))));
    expect(stored.map((row) => row.documentIds.length)).toEqual([1, 1, 1]);
    const pending = await opened.store.pendingDocuments({ at, limit: 10 });
    expect(pending.map((document) => document.number)).toEqual(['1', '2', '3']);
    expect(new TextDecoder().decode(await opened.store.payload({ sha256: hashOf('2') }))).toBe('<Order>2</Order>');
    await expect(opened.store.payload({ sha256: 'nothing' })).rejects.toMatchObject({ code: 'database-damaged' });
  });

  it.each([
    ['do not unpack', Buffer.from('no zstd')],
    ['are others', zstdCompressSync('<Order>3</Order>')],
  ])('gives no bytes out that %s any more: they may be on their way to SPS', async (_how, bytes) => {
    const { opened, folder } = await store();
    await opened.store.storeFile(fileOf('2'));
    const payloads = new BetterSqlite(join(folder, 'payloads.db'));
    payloads.prepare('UPDATE payloads SET bytes = ? WHERE sha256 = ?').run(bytes, hashOf('2'));
    payloads.close();
    await expect(opened.store.payload({ sha256: hashOf('2') })).rejects.toMatchObject({
      code: 'database-damaged',
      message: expect.stringContaining('damaged') as string,
    });
  });

  it('shares commits under load: far fewer than operations', async () => {
    const { opened, folder } = await store({ workerUrl: worker });
    const many = 600;
    const size = (): number => statSync(join(folder, 'guard.journal')).size;
    const before = size();
    await Promise.all(Array.from({ length: many }, (_, index) => opened.store.storeFile(fileOf(String(index)))));
    expect(size()).toBeGreaterThan(before);
    expect(await opened.store.pendingDocuments({ at, limit: 1000 })).toHaveLength(many);
  });

  it('fails one operation of a group alone', async () => {
    const { opened } = await store({ workerUrl: worker });
    const results = await Promise.allSettled([
      opened.store.storeFile(fileOf('1')),
      opened.store.undoMappings({ changeSetId: 99, who: 'w', at, why: 'w' }),
      opened.store.storeFile(fileOf('2')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await opened.store.pendingDocuments({ at, limit: 10 })).toHaveLength(2);
  });

  it('leaves nothing half-done when the disk is full, and goes on when it is not', async () => {
    const made = await store({ maxPages: 300 });
    const filled = async (): Promise<void> => {
      for (let number = 0; number < 3000; number += 1)
        await made.opened.store.storeFile(fileOf(String(number), { reason: 'x'.repeat(2000) }));
    };
    await expect(filled()).rejects.toMatchObject({ code: 'disk-full', retry: 'later' });
    const before = await made.opened.store.pendingDocuments({ at, limit: 5000 });
    await expect(made.opened.store.storeFile(fileOf('next', { reason: 'x'.repeat(200_000) }))).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(await made.opened.store.pendingDocuments({ at, limit: 5000 })).toHaveLength(before.length);
    expect(await made.opened.store.integrity({})).toMatchObject({ ok: true });
    await made.opened.close();
    const again = await newStore({ folder: made.folder });
    removals.push(again.remove);
    await again.opened.store.storeFile(fileOf('after'));
    expect((await again.opened.store.pendingDocuments({ at, limit: 5000 })).length).toBeGreaterThan(before.length);
  });

  it('orders an 850 before its changes, and changes by their sequence', async () => {
    const { opened } = await store();
    const change = (sequence: string) =>
      fileOf('7', {
        path: `out/PC${sequence}`,
        sha256: `c${sequence}`,
        documents: [
          { ...(fileOf('7').documents[0] ?? never()), kind: '860', changeSequence: sequence, canonicalHash: `c${sequence}` },
        ],
      });
    await opened.store.storeFile(change('10'));
    await opened.store.storeFile(change('9'));
    await opened.store.storeFile(fileOf('7'));
    const kinds = (await opened.store.pendingDocuments({ at, limit: 10 })).map(
      (document) => document.kind + document.changeSequence,
    );
    expect(kinds).toEqual(['850', '8609', '86010']);
  });

  it('takes a due run for exactly one engine', async () => {
    const { opened } = await store();
    const claims = await Promise.all(
      [1, 2, 3].map(() => opened.store.claimRun({ dueAt: at, at, nextRunAt: '2026-03-02T10:10:00.000Z' })),
    );
    expect(claims.filter((claim) => claim.claimed)).toHaveLength(1);
  });

  it('ends the pause that was seen, and no other one', async () => {
    const { opened } = await store();
    await opened.store.changeSchedule({ paused: true, pausedUntil: at });
    const later = '2026-03-02T12:00:00.000Z';
    expect(await opened.store.endPause({ pausedUntil: later })).toMatchObject({ paused: true, pausedUntil: at });
    await opened.store.changeSchedule({ pausedUntil: null });
    expect(await opened.store.endPause({ pausedUntil: at })).toMatchObject({ paused: true, pausedUntil: undefined });
    await opened.store.changeSchedule({ pausedUntil: at });
    expect(await opened.store.endPause({ pausedUntil: at })).toMatchObject({ paused: false, pausedUntil: undefined });
  });
});

function never(): never {
  throw new Error('no document');
}

describe('the audit', () => {
  it('is append-only and tells where it was tampered with', async () => {
    const { opened, folder } = await store();
    for (let index = 0; index < 5; index += 1)
      await opened.store.changeFile({
        fileId: 1,
        state: 'deleted',
        at,
        audit: { who: 'w', what: `step ${index}`, tone: 'neutral' },
      });
    expect(await opened.store.checkAudit({})).toEqual({ rows: 5 });
    await opened.close();
    const raw = new BetterSqlite(join(folder, 'quayside.db'));
    expect(() => raw.exec(`UPDATE audit SET what = 'other' WHERE id = 3`)).toThrow(/append-only/);
    expect(() => raw.exec('DELETE FROM audit WHERE id = 3')).toThrow(/append-only/);
    raw.exec(`DROP TRIGGER audit_is_final; UPDATE audit SET what = 'other' WHERE id = 3`);
    raw.close();
    const again = await newStore({ folder });
    removals.push(again.remove);
    expect(await again.opened.store.checkAudit({})).toEqual({ rows: 2, brokenAt: 3 });
  });
});

describe('the guard journal', () => {
  it('gives back what a restored older copy does not have', async () => {
    const { opened, folder } = await store();
    await opened.store.storeFile(fileOf('1'));
    await opened.close();
    const older = mkdtempSync(join(tmpdir(), 'quayside-older-'));
    for (const name of ['quayside.db', 'payloads.db']) copyFileSync(join(folder, name), join(older, name));
    const later = await newStore({ folder });
    for (const number of ['2', '3']) await later.opened.store.storeFile(fileOf(number));
    await later.opened.close();
    for (const name of ['quayside.db', 'payloads.db']) copyFileSync(join(older, name), join(folder, name));
    rmSync(older, { recursive: true });
    const restored = await newStore({ folder });
    removals.push(restored.remove);
    expect(restored.opened).toMatchObject({ guardState: 'good', replayed: 2 });
    const rows = await restored.opened.store.filesByPath({ paths: ['out/PO1.xml', 'out/PO2.xml', 'out/PO3.xml'] });
    expect(rows.map((row) => row.state)).toEqual(['stored', 'stored', 'stored']);
    expect(new TextDecoder().decode(await restored.opened.store.payload({ sha256: hashOf('3') }))).toBe('<Order>3</Order>');
  });

  it('cuts off a record that a crash tore', async () => {
    const { opened, folder } = await store();
    await opened.store.storeFile(fileOf('1'));
    await opened.close();
    const journal = join(folder, 'guard.journal');
    const whole = statSync(journal).size;
    appendFileSync(journal, Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 5, 6]));
    const again = await newStore({ folder });
    removals.push(again.remove);
    expect(again.opened.guardState).toBe('good');
    expect(statSync(journal).size).toBe(whole);
  });

  it('says when it is missing or shorter than the database remembers', async () => {
    const { opened, folder } = await store();
    await opened.store.storeFile(fileOf('1'));
    await opened.close();
    truncateSync(join(folder, 'guard.journal'), 10);
    const again = await newStore({ folder });
    removals.push(again.remove);
    expect(again.opened.guardState).toBe('missing');
  });
});

describe('the schema', () => {
  const steps = [
    { version: 10, name: 'first', sql: 'CREATE TABLE a (id INTEGER) STRICT;' },
    { version: 20, name: 'second', sql: 'CREATE TABLE b (id INTEGER) STRICT;' },
  ];
  it('moves up step by step and remembers each by its hash', () => {
    const database = new BetterSqlite(':memory:');
    migrate(database, at, '1', steps.slice(0, 1));
    expect(needsMigration(database, steps)).toBe(true);
    migrate(database, at, '2', steps);
    expect(database.prepare('SELECT version FROM migrations ORDER BY version').all()).toEqual([{ version: 10 }, { version: 20 }]);
    expect(needsMigration(database, steps)).toBe(false);
  });
  it('refuses a newer file and a step that was changed', () => {
    const database = new BetterSqlite(':memory:');
    migrate(database, at, '2', steps);
    expect(() => migrate(database, at, '1', steps.slice(0, 1))).toThrow(expect.objectContaining({ code: 'database-newer' }));
    const edited = [{ ...(steps[0] ?? never()), sql: 'CREATE TABLE z (id INTEGER) STRICT;' }, steps[1] ?? never()];
    expect(() => migrate(database, at, '2', edited)).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });
  it('leaves nothing of a step that fails', () => {
    const database = new BetterSqlite(':memory:');
    const broken = [
      { version: 10, name: 'broken', sql: 'CREATE TABLE a (id INTEGER) STRICT; CREATE TABLE a (id INTEGER) STRICT;' },
    ];
    expect(() => migrate(database, at, '1', broken)).toThrow();
    expect(database.pragma('user_version', { simple: true })).toBe(0);
    expect(database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'a'").get()).toEqual({ n: 0 });
  });
  it('is numbered in tens', () => {
    expect(migrations.every((step, index) => step.version === (index + 1) * 10)).toBe(true);
  });
  it('keeps a copy before it changes a database that is in use', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quayside-migrate-'));
    const before = new BetterSqlite(join(folder, 'quayside.db'));
    before.exec(
      'PRAGMA user_version = 5; CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT, hash TEXT, app_version TEXT, at TEXT)',
    );
    before.close();
    new BetterSqlite(join(folder, 'payloads.db')).close();
    const former = ['before-20240101100000000.db', 'before-20250101100000000.db', 'before-20251231100000000.db'];
    for (const name of [...former, 'before-my-trip.db']) writeFileSync(join(folder, name), '');
    openWriter({ folder, at, appVersion: '1', guardId: 'g' }).close();
    // Each is as large as the database: the newest of the former ones stays, and what is none of ours.
    expect(readdirSync(folder).filter((name) => name.startsWith('before-'))).toEqual([
      'before-20251231100000000.db',
      'before-20260302100000000.db',
      'before-my-trip.db',
    ]);
    rmSync(folder, { recursive: true });
  });
});
