import { appendFileSync, copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { aheadBytes, busyAfter, measureGuard, readGuard } from '#core/store/guard.ts';
import type { OpenedStore } from '#core/store/openStore.ts';
import { withDatabase } from '../support/fullDisk.ts';
import { at, fileOf, hashOf, newStore } from './fixture.ts';

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
async function store(change: Parameters<typeof newStore>[0] = {}) {
  const made = await newStore(change);
  removals.push(made.remove);
  return { ...made, journal: join(made.folder, 'guard.journal') };
}
const paths = async (opened: OpenedStore, ...numbers: readonly string[]) =>
  (await opened.store.filesByPath({ paths: numbers.map((number) => `out/PO${number}.xml`) })).map((row) => row.path);
const asides = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('guard.journal-aside'));
const keep = (folder: string, into: string): void => {
  for (const name of ['quayside.db', 'payloads.db']) copyFileSync(join(folder, name), join(folder, `${into}-${name}`));
};
const putBack = (folder: string, from: string): void => {
  for (const name of ['quayside.db', 'payloads.db']) copyFileSync(join(folder, `${from}-${name}`), join(folder, name));
};

describe('a guard journal after a bad day', () => {
  it.each([
    ['zeros, as some file systems leave them', Buffer.alloc(4096)],
    ['a header that claims gigabytes', Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5])],
    ['half a header', Buffer.from([9, 0, 0])],
  ])('ends before %s', async (_name, tail) => {
    const { opened, folder, journal } = await store();
    await opened.store.storeFile(fileOf('1'));
    await opened.close();
    const whole = statSync(journal).size;
    appendFileSync(journal, tail);
    const again = await store({ folder });
    expect(again.opened.guardState).toBe('good');
    expect(statSync(journal).size).toBe(whole);
    await again.opened.store.storeFile(fileOf('2'));
    expect([...readGuard(journal)].map(({ record }) => record.kind)).toEqual(['start', 'inbound', 'inbound']);
  });

  it('keeps nothing of an operation that failed, so that a replay cannot fail by it', async () => {
    const { opened, journal } = await store();
    const before = statSync(journal).size;
    const twice = fileOf('1', { documents: [{ ...fileOf('1').documents[0], kind: null } as never] });
    await expect(opened.store.storeFile(twice)).rejects.toThrow();
    await opened.store.storeFile(fileOf('2'));
    const records = [...readGuard(journal)].map(({ record }) => record);
    expect(records.map(({ kind }) => kind)).toEqual(['start', 'inbound']);
    expect(statSync(journal).size).toBeGreaterThan(before);
  });

  it('says nothing of what could not be committed after it, so that nothing of it is replayed', async () => {
    const { opened, folder, journal } = await store({ maxPages: 400 });
    await opened.store.storeFile(fileOf('1'));
    const whole = readFileSync(journal);
    // The disk fills up between the journal and the commit: the row that remembers the journal finds no room.
    withDatabase(folder, (database) =>
      database.exec(`CREATE TABLE ballast (bytes BLOB NOT NULL);
        CREATE TRIGGER fills BEFORE UPDATE ON meta WHEN NEW.key = 'guard.position' BEGIN INSERT INTO ballast VALUES (zeroblob(100000000)); END`),
    );
    await expect(opened.store.storeFile(fileOf('2'))).rejects.toMatchObject({ code: 'disk-full' });
    expect(readFileSync(journal)).toEqual(whole);
    withDatabase(folder, (database) => database.exec('DROP TRIGGER fills'));
    await opened.close();
    const again = await store({ folder });
    expect(again.opened).toMatchObject({ guardState: 'good', replayed: 0 });
    await again.opened.store.storeFile(fileOf('2'));
    expect([...readGuard(journal)].map(({ record }) => record.kind)).toEqual(['start', 'inbound', 'inbound']);
  });

  it('that takes a part of a record keeps none of it, and goes on when there is room', async () => {
    let left = Number.MAX_SAFE_INTEGER;
    const { opened, folder, journal } = await store({ guardRoom: () => left });
    await opened.store.storeFile(fileOf('1'));
    const whole = readFileSync(journal);
    left = 20;
    await expect(opened.store.storeFile(fileOf('2'))).rejects.toMatchObject({ code: 'disk-full', retry: 'later' });
    expect(readFileSync(journal)).toEqual(whole);
    expect(await paths(opened, '2')).toEqual([]);
    left = Number.MAX_SAFE_INTEGER;
    await opened.store.storeFile(fileOf('2'));
    await opened.close();
    expect((await store({ folder })).opened).toMatchObject({ guardState: 'good', replayed: 0 });
  });

  it.skipIf(process.platform === 'win32')('is whole after the system itself refused to let it grow', async () => {
    const { opened, journal } = await store();
    await opened.close();
    // A limit on the size of files binds every account, root too; what is refused is refused by the kernel.
    const script = `import { openGuard, measureGuard } from '#core/store/guard.ts';
      const path = process.argv[1]; const guard = openGuard(path, measureGuard(path, 0).end);
      const big = { kind: 'inbound', data: 'x'.repeat(9000) };
      try { for (;;) guard.append([big]); } catch (thrown) { console.log(thrown.code); }`;
    const child = spawnSync(
      'sh',
      ['-c', 'ulimit -f 64 && exec "$@"', 'sh', process.execPath, '--input-type=module-typescript', '-e', script, journal],
      { encoding: 'utf8', timeout: 150_000, killSignal: 'SIGKILL' },
    );
    expect(child.stdout.trim()).toBe('EFBIG');
    const { size, end, damaged } = measureGuard(journal, 0);
    expect({ torn: size - end, damaged }).toEqual({ torn: 0, damaged: false });
  });

  it('puts a foreign journal aside unchanged, says so once, and replays again after the next restore', async () => {
    const first = await store({ guardId: 'a' });
    await first.opened.store.storeFile(fileOf('1'));
    await first.opened.close();
    const other = await store({ guardId: 'b' });
    await other.opened.store.storeFile(fileOf('foreign'));
    await other.opened.close();
    copyFileSync(other.journal, first.journal);
    const second = await store({ folder: first.folder, guardId: 'c' });
    expect(second.opened.guardState).toBe('missing');
    expect(await paths(second.opened, 'foreign')).toEqual([]);
    const [aside] = asides(first.folder);
    expect(readFileSync(join(first.folder, aside ?? ''))).toEqual(readFileSync(other.journal));
    await second.opened.close();
    keep(first.folder, 'older');
    const third = await store({ folder: first.folder, guardId: 'd' });
    expect(third.opened.guardState).toBe('good');
    await third.opened.store.storeFile(fileOf('2'));
    await third.opened.close();
    putBack(first.folder, 'older');
    const fourth = await store({ folder: first.folder, guardId: 'e' });
    expect(fourth.opened).toMatchObject({ guardState: 'good', replayed: 1 });
    expect(await paths(fourth.opened, '1', '2')).toEqual(['out/PO1.xml', 'out/PO2.xml']);
  });

  it('takes the old journal again when somebody puts it back, and replays what it had', async () => {
    const first = await store({ guardId: 'a' });
    await first.opened.store.storeFile(fileOf('1'));
    await first.opened.close();
    keep(first.folder, 'older');
    const later = await store({ folder: first.folder });
    await later.opened.store.storeFile(fileOf('2'));
    await later.opened.close();
    putBack(first.folder, 'older');
    renameSync(first.journal, `${first.journal}.kept`);
    const lost = await store({ folder: first.folder, guardId: 'b' });
    expect(lost.opened.guardState).toBe('missing');
    await lost.opened.store.storeFile(fileOf('3'));
    await lost.opened.close();
    renameSync(`${first.journal}.kept`, first.journal);
    const found = await store({ folder: first.folder, guardId: 'c' });
    expect(found.opened).toMatchObject({ guardState: 'good', replayed: 1 });
    expect(await paths(found.opened, '1', '2', '3')).toEqual(['out/PO1.xml', 'out/PO2.xml', 'out/PO3.xml']);
  });

  it('replays a younger journal whole when the database is from before it', async () => {
    const first = await store({ guardId: 'a' });
    await first.opened.store.storeFile(fileOf('1'));
    await first.opened.close();
    keep(first.folder, 'older');
    rmSync(first.journal);
    const lost = await store({ folder: first.folder, guardId: 'b' });
    await lost.opened.store.storeFile(fileOf('2'));
    await lost.opened.close();
    putBack(first.folder, 'older');
    const restored = await store({ folder: first.folder, guardId: 'c' });
    expect(restored.opened).toMatchObject({ guardState: 'missing', replayed: 1 });
    expect(await paths(restored.opened, '1', '2')).toEqual(['out/PO1.xml', 'out/PO2.xml']);
  });

  it('keeps a copy of a journal that is damaged in its middle, after taking what can be read', async () => {
    const { opened, folder, journal } = await store();
    await opened.close();
    keep(folder, 'older');
    const later = await store({ folder });
    for (const number of ['1', '2', '3']) await later.opened.store.storeFile(fileOf(number));
    await later.opened.close();
    putBack(folder, 'older');
    const bytes = readFileSync(journal);
    const second = [...readGuard(journal)][2]?.end ?? 0;
    bytes[second - 5] = 0;
    writeFileSync(journal, bytes);
    const again = await store({ folder, at: '2026-03-02T11:00:00.000Z', guardId: 'new' });
    expect(again.opened).toMatchObject({ guardState: 'missing', replayed: 1 });
    expect(readFileSync(join(folder, asides(folder)[0] ?? ''))).toEqual(bytes);
    expect(at).not.toBe('');
  });
});

describe('a busy guard journal, which is lengthened ahead of its records', () => {
  const many = Array.from({ length: busyAfter + 2 }, (_, index) => String(index + 1));
  async function busy(folder?: string) {
    const made = await store(folder === undefined ? {} : { folder });
    for (const number of many) await made.opened.store.storeFile(fileOf(number));
    return made;
  }

  it('holds zeros while it is open and none once it is closed', async () => {
    const { opened, folder, journal } = await busy();
    const { size, end } = measureGuard(journal, 0);
    expect(size - end).toBeGreaterThan(aheadBytes / 2);
    await opened.close();
    expect(statSync(journal).size).toBe(end);
    expect((await store({ folder })).opened).toMatchObject({ guardState: 'good', replayed: 0 });
  });

  it('goes on behind its last record after its process was killed', async () => {
    const { opened, folder, journal } = await busy();
    const killed = readFileSync(journal);
    await opened.close();
    writeFileSync(journal, killed);
    const again = await store({ folder });
    expect(again.opened).toMatchObject({ guardState: 'good', replayed: 0 });
    await again.opened.store.storeFile(fileOf('after'));
    expect([...readGuard(journal)].map(({ record }) => record.kind)).toEqual(['start', ...many.map(() => 'inbound'), 'inbound']);
  });

  it('ends before a record that was torn in the middle of the zeros', async () => {
    const { opened, folder, journal } = await busy();
    const torn = readFileSync(journal);
    const { end } = measureGuard(journal, 0);
    torn.set([200, 0, 0, 0, 1, 2, 3, 4, 0x7b, 0x22], end);
    await opened.close();
    writeFileSync(journal, torn);
    expect(measureGuard(journal, end)).toMatchObject({ reaches: true, end, damaged: false });
    expect((await store({ folder })).opened).toMatchObject({ guardState: 'good', replayed: 0 });
  });

  it('is known for an older copy though its zeros reach further than the records of the younger one', async () => {
    const { opened, folder, journal } = await busy();
    const older = readFileSync(journal);
    await opened.store.storeFile(fileOf('since'));
    await opened.close();
    expect(older.length).toBeGreaterThan(statSync(journal).size);
    writeFileSync(journal, older);
    const again = await store({ folder, guardId: 'new' });
    expect(again.opened.guardState).toBe('missing');
    expect(readFileSync(join(folder, asides(folder)[0] ?? ''))).toEqual(older);
  });
});

describe('a payload that a power cut took', () => {
  const payloadsAt = (folder: string): number =>
    withDatabase(folder, (database) =>
      Number(database.prepare(`SELECT value FROM meta WHERE key = 'guard.payloads'`).pluck().get()),
    );
  const take = (folder: string, number: string): void => {
    const payloads = new BetterSqlite(join(folder, 'payloads.db'));
    expect(payloads.prepare('DELETE FROM payloads WHERE sha256 = ?').run(hashOf(number)).changes).toBe(1);
    payloads.close();
  };

  it('is put back from the journal, which was on disk before it', async () => {
    const { opened, folder } = await store();
    for (const number of ['1', '2']) await opened.store.storeFile(fileOf(number));
    await opened.close();
    take(folder, '2');
    const again = await store({ folder });
    expect(again.opened).toMatchObject({ guardState: 'good', replayed: 0 });
    expect(Buffer.from(await again.opened.store.payload({ sha256: hashOf('2') })).toString()).toContain('2');
    await again.opened.close();
    take(folder, '1');
    expect((await (await store({ folder })).opened.store.payload({ sha256: hashOf('1') })).length).toBeGreaterThan(0);
  });

  it('is looked for behind the last sync only, which other writes bring and every four megabytes', async () => {
    const { opened, folder, journal } = await store();
    const began = payloadsAt(folder);
    await opened.store.storeFile(fileOf('1'));
    expect(payloadsAt(folder)).toBe(began);
    for (let index = 0; statSync(journal).size < began + 4.5 * 1024 * 1024; index += 1) {
      const bytes = randomBytes(600_000);
      await opened.store.storeFile(fileOf(`big${index}`, { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }));
    }
    await opened.store.storeFile(fileOf('last'));
    expect(payloadsAt(folder)).toBeGreaterThan(began + 4 * 1024 * 1024);
  });
});
