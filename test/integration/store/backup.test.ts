import { hash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo, copyOnline } from '#core/store/backup.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { verifyCopy } from '#core/store/verifyCopy.ts';
import { draftOf } from '../support/outboundDraft.ts';
import { at, fileOf, newStore } from './fixture.ts';

const removals: (() => Promise<void>)[] = [];
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quayside-backups-'));
});
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
  rmSync(root, { recursive: true, force: true });
});
async function store(change: Parameters<typeof newStore>[0] = {}) {
  const made = await newStore(change);
  removals.push(made.remove);
  return made;
}
const worker = new URL('../../../core/store/worker.ts', import.meta.url);

/** Rows of a copy whose text is not in it. */
function dangling(folder: string): number {
  const database = new BetterSqlite(join(folder, 'quayside.db'), { readonly: true });
  database.prepare('ATTACH ? AS p').run(join(folder, 'payloads.db'));
  const count = database.prepare('SELECT count(*) FROM files WHERE sha256 NOT IN (SELECT sha256 FROM p.payloads)').pluck().get();
  database.close();
  return count as number;
}

describe('a backup', () => {
  it.each([
    ['in this thread', undefined],
    ['on the store’s own threads', worker],
  ])('has the text of every row although writing goes on meanwhile (%s)', async (_name, workerUrl) => {
    const { opened } = await store(workerUrl ? { workerUrl } : {});
    await Promise.all(
      Array.from({ length: 300 }, (_, index) => opened.store.storeFile(fileOf(`before${index}`, { reason: 'x'.repeat(3000) }))),
    );
    const state = { done: false };
    const backup = opened.backup(root, at).finally(() => {
      state.done = true;
    });
    let written = 0;
    while (!state.done) {
      await opened.store.storeFile(fileOf(`during${written}`));
      written += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { folder } = await backup;
    expect(written).toBeGreaterThan(1);
    expect(dangling(folder)).toBe(0);
  });

  it('can be made by another process’s connection while the engine works, and is one file each', async () => {
    const { opened, folder } = await store({ workerUrl: worker });
    await opened.store.storeFile(fileOf('1'));
    const report = await backupTo(root, at, (to) => copyOnline(folder, to));
    expect(readdirSync(report.folder).toSorted()).toEqual(['backup.json', 'payloads.db', 'quayside.db']);
    await opened.store.storeFile(fileOf('2'));
    await expect(backupTo(root, at, (to) => copyOnline(folder, to))).rejects.toMatchObject({ code: 'conflict' });
    await expect(backupTo(join(root, 'x'), at, (to) => copyOnline(root, to))).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(join(root, 'x'))).toEqual([]);
  });

  it.each([
    ['in this thread', undefined],
    ['on the store’s own threads', worker],
  ])('of a workspace that lost a text is refused, and says that it is the workspace (%s)', async (_name, workerUrl) => {
    const { opened, folder } = await store(workerUrl ? { workerUrl } : {});
    await opened.store.storeFile(fileOf('1'));
    const payloads = new BetterSqlite(join(folder, 'payloads.db'));
    payloads.exec('DELETE FROM payloads');
    payloads.close();
    await expect(opened.backup(root, at)).rejects.toMatchObject({
      code: 'database-damaged',
      message: expect.stringMatching(
        /^No backup was made: the copy of payloads\.db is damaged \(the texts of 1 files are missing\), so this workspace's own/,
      ) as unknown,
    });
    expect(readdirSync(root)).toEqual([]);
  });

  it('says of its own place when it cannot be written', async () => {
    writeFileSync(join(root, 'file'), '');
    const made = backupTo(join(root, 'file'), at, async () => undefined);
    await expect(made).rejects.toMatchObject({
      code: 'folder-not-writable',
      message: expect.stringContaining(join(root, 'file')) as unknown,
    });
  });
});

describe('a restore', () => {
  async function backedUp() {
    const made = await store();
    await made.opened.store.storeFile(fileOf('1'));
    const { folder } = await made.opened.backup(root, at);
    await made.opened.store.storeFile(fileOf('2'));
    await made.opened.close();
    return { backup: folder, target: made.folder };
  }
  const bytes = (folder: string) => readFileSync(join(folder, 'quayside.db'));

  it('touches nothing when the backup is newer, damaged, incomplete or refused', async () => {
    const { backup, target } = await backedUp();
    const before = bytes(target);
    const refuse = (): never => {
      throw new Error('of another account');
    };
    expect(() => restoreBackup(backup, target, at, refuse)).toThrow(/another account/);
    const edit = (sql: string): void => {
      const database = new BetterSqlite(join(backup, 'quayside.db'));
      database.exec(sql);
      database.close();
    };
    edit('PRAGMA user_version = 9990');
    expect(() => restoreBackup(backup, target, at)).toThrow(expect.objectContaining({ code: 'database-newer' }));
    edit('PRAGMA user_version = 10');
    const payloads = readFileSync(join(backup, 'payloads.db'));
    writeFileSync(join(backup, 'payloads.db'), payloads.subarray(0, payloads.length - 4096));
    const damaged = (message: RegExp) =>
      expect.objectContaining({ code: 'database-damaged', message: expect.stringMatching(message) as string });
    expect(() => restoreBackup(backup, target, at)).toThrow(damaged(/^payloads\.db of the backup is damaged/));
    rmSync(join(backup, 'payloads.db'));
    expect(() => restoreBackup(backup, target, at)).toThrow(damaged(/^payloads\.db of the backup is damaged: it is missing\./));
    expect(bytes(target)).toEqual(before);
    expect(readdirSync(target).filter((name) => /^(replaced|restoring)/.test(name))).toEqual([]);
  });

  it('refuses a backup whose rows name texts that it has not', async () => {
    const { backup, target } = await backedUp();
    const payloads = new BetterSqlite(join(backup, 'payloads.db'));
    payloads.exec('DELETE FROM payloads');
    payloads.close();
    expect(() => restoreBackup(backup, target, at)).toThrow(/texts of 1 files are missing/);
  });

  it('refuses one that has not what was drafted, sent or known from the guard journal', async () => {
    const made = await store();
    const draft = draftOf({ at, kind: '855', number: 'A1' });
    const { outboundId, versionId } = await made.opened.store.saveDraft(draft);
    await made.opened.store.beginSend({ outboundId, versionId, remotePath: 'in/A1.xml', at, requestId: 'r1' });
    const { folder: backup } = await made.opened.backup(root, at);
    await made.opened.close();
    const payloads = new BetterSqlite(join(backup, 'payloads.db'));
    payloads.exec('DELETE FROM payloads');
    payloads.close();
    const rows = new BetterSqlite(join(backup, 'quayside.db'));
    const missing = (texts: RegExp): void => expect(() => restoreBackup(backup, made.folder, at)).toThrow(texts);
    missing(/texts of 1 drafted documents are missing/);
    rows.exec('UPDATE outbound_documents SET sha256 = NULL');
    missing(/texts of 1 sent documents are missing/);
    rows.exec(`UPDATE sends SET sha256 = ''`);
    rows.exec(
      `INSERT INTO guarded_sends (remote_path, partner_id, vendor, kind, number, revision, content_hash, sha256, attempted_at, request_id, outcome)
       VALUES ('in/A2.xml', 'P', 'V', '855', 'A2', 0, '', 'f00', '${at}', 'r2', 'unknown')`,
    );
    missing(/texts of 1 documents that the guard journal knew are missing/);
    rows.exec('DROP TABLE guarded_sends');
    rows.close();
    expect(() => verifyCopy(backup)).not.toThrow();
  });

  it('refuses a backup with one changed byte that SQLite takes for good, and changes nothing', async () => {
    const { backup, target } = await backedUp();
    const before = bytes(target);
    const content = readFileSync(join(backup, 'quayside.db'));
    const place = content.indexOf('out/PO1.xml');
    expect(place).toBeGreaterThan(0);
    content.write('7', place + 'out/PO'.length);
    writeFileSync(join(backup, 'quayside.db'), content);
    expect(() => verifyCopy(backup)).not.toThrow();
    expect(() => restoreBackup(backup, target, at)).toThrow(
      expect.objectContaining({
        code: 'database-damaged',
        message: expect.stringMatching(/^quayside\.db of the backup is damaged: its content is not the one/) as string,
      }),
    );
    expect(bytes(target)).toEqual(before);
    expect(readdirSync(target).filter((name) => /^(replaced|restoring)/.test(name))).toEqual([]);
  });

  it.each([
    ['in this thread', undefined],
    ['on the store’s own threads', worker],
  ])('compares every byte with the hashes that the backup was made with (%s)', async (_name, workerUrl) => {
    const made = await store(workerUrl ? { workerUrl } : {});
    await made.opened.store.storeFile(fileOf('1'));
    const { folder } = await made.opened.backup(root, at);
    await made.opened.close();
    const hashes = Object.fromEntries(
      ['quayside.db', 'payloads.db'].map((name) => [name, hash('sha256', readFileSync(join(folder, name)), 'hex')]),
    );
    expect(JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8'))).toMatchObject({ sha256: hashes });
    expect(restoreBackup(folder, made.folder, at).compared).toBe(true);
  });

  it('takes a backup of before hashes were kept and says so; one whose hashes cannot be read is damaged', async () => {
    const { backup, target } = await backedUp();
    const manifest = join(backup, 'backup.json');
    const { sha256, ...before } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly sha256: Record<string, string> };
    for (const unreadable of ['none', null, {}, { ...sha256, 'payloads.db': 'short' }]) {
      writeFileSync(manifest, JSON.stringify({ ...before, sha256: unreadable }));
      expect(() => restoreBackup(backup, target, at)).toThrow(
        /^backup\.json of the backup is damaged: it gives no readable SHA-256/,
      );
    }
    writeFileSync(manifest, JSON.stringify(before));
    expect(restoreBackup(backup, target, at).compared).toBe(false);
  });

  it('works from a place that cannot be written', async () => {
    const { backup, target } = await backedUp();
    chmodSync(backup, 0o500);
    try {
      expect(existsSync(restoreBackup(backup, target, at).replaced ?? '')).toBe(true);
      expect(readdirSync(backup).toSorted()).toEqual(['backup.json', 'payloads.db', 'quayside.db']);
    } finally {
      chmodSync(backup, 0o700);
    }
  });

  it('that was killed half-way is said at the next start, and can be run again', async () => {
    const { backup, target } = await backedUp();
    restoreBackup(backup, target, at);
    rmSync(join(target, 'quayside.db'));
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(target, 'restoring'));
    await expect(newStore({ folder: target })).rejects.toMatchObject({
      code: 'database-damaged',
      message: expect.stringContaining('interrupted') as unknown,
    });
    restoreBackup(backup, target, '2026-03-02T10:00:01.000Z');
    const again = await store({ folder: target });
    expect(again.opened.guardState).toBe('good');
  });
});

describe('the files of a workspace', () => {
  it('may be read by this account alone', async () => {
    const { opened, folder } = await store();
    await opened.store.storeFile(fileOf('1'));
    const open = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
    expect(process.platform === 'win32' ? [] : open).toEqual([]);
  });
  it('are refused when one is missing or damaged, and nothing is put in its place', async () => {
    const { opened, folder } = await store();
    await opened.store.storeFile(fileOf('1'));
    await opened.close();
    const payloads = readFileSync(join(folder, 'payloads.db'));
    rmSync(join(folder, 'payloads.db'));
    for (const workerUrl of [undefined, worker])
      await expect(newStore({ folder, ...(workerUrl ? { workerUrl } : {}) })).rejects.toMatchObject({ code: 'database-damaged' });
    expect(existsSync(join(folder, 'payloads.db'))).toBe(false);
    writeFileSync(join(folder, 'payloads.db'), payloads);
    writeFileSync(join(folder, 'quayside.db'), 'this is no database at all, whatever its name says');
    for (const workerUrl of [undefined, worker])
      await expect(newStore({ folder, ...(workerUrl ? { workerUrl } : {}) })).rejects.toMatchObject({ code: 'database-damaged' });
  });
});
