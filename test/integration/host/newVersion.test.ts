import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, type Instant } from '#core/domain/time.ts';
import { fileSettings } from '#core/host/adapters/settings.ts';
import { copiesOf } from '#core/host/records/newVersion.ts';
import { copiedBeforeFirstStart } from '../../../electron/updates/firstStart.ts';
import { fileOf, newStore } from '../store/fixture.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'quayside-new-version-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** A workspace with some files in it, closed again unless it is to stay open. */
async function workspace(name: 'practice' | 'test' | 'live', numbers: readonly string[]) {
  const folder = join(data, name);
  mkdirSync(folder, { recursive: true });
  const made = await newStore({ folder });
  for (const number of numbers) await made.opened.store.storeFile(fileOf(number));
  return made.opened;
}

let minute = 0;
const now = (): Instant => instant(Date.UTC(2026, 2, 2, 10, (minute += 1)));

/** Starts a version; `answers` are the buttons that the person presses. */
function start(version: string, answers: readonly number[] = []) {
  const asked: string[] = [];
  const left = [...answers];
  return {
    asked,
    may: copiedBeforeFirstStart({
      version,
      settings: fileSettings(data),
      dataFolder: data,
      now,
      dialog: {
        showMessageBox: async (...given: readonly unknown[]) => {
          asked.push((given.at(-1) as { readonly detail: string }).detail);
          const response = left.shift();
          if (response === undefined) throw new Error('Asked more often than the test answers.');
          return { response, checkboxChecked: false };
        },
      },
    }),
  };
}

function numbersIn(folder: string): readonly unknown[] {
  const database = new BetterSqlite(join(folder, 'quayside.db'), { readonly: true });
  try {
    return database.prepare('SELECT path FROM files ORDER BY path').pluck().all();
  } finally {
    database.close();
  }
}
const copies = (name: 'test' | 'live'): readonly string[] => {
  const parent = copiesOf(data, name);
  return existsSync(parent) ? readdirSync(parent).map((entry) => join(parent, entry)) : [];
};

describe('the first start of a new version', () => {
  it('copies every workspace that was set up, with what was in it, and not the practice one', async () => {
    for (const name of ['practice', 'test', 'live'] as const) await (await workspace(name, [`${name}1`, `${name}2`])).close();
    const started = start('2.0.0');
    expect(await started.may).toBe(true);
    expect(started.asked).toEqual([]);
    for (const name of ['test', 'live'] as const) {
      const [copy = ''] = copies(name);
      expect(copies(name)).toHaveLength(1);
      expect(numbersIn(copy)).toEqual([`out/PO${name}1.xml`, `out/PO${name}2.xml`]);
      expect(JSON.parse(readFileSync(join(copy, 'backup.json'), 'utf8'))).toMatchObject({ before: '2.0.0', by: 'Quayside' });
    }
    expect(readdirSync(join(data, 'before-updates')).toSorted()).toEqual(['live', 'test']);
  });
  it('happens once: the second start of a version copies nothing', async () => {
    await (await workspace('live', ['1'])).close();
    await start('2.0.0').may;
    await start('2.0.0').may;
    expect(copies('live')).toHaveLength(1);
    expect(fileSettings(data).read().version).toBe('2.0.0');
  });
  it('has nothing to copy on a new machine, and remembers the version', async () => {
    expect(await start('2.0.0').may).toBe(true);
    expect(existsSync(join(data, 'before-updates'))).toBe(false);
    expect(fileSettings(data).read().version).toBe('2.0.0');
  });
  it('copies also while another host works in the workspace', async () => {
    const opened = await workspace('live', ['1']);
    try {
      expect(await start('2.0.0').may).toBe(true);
      expect(numbersIn(copies('live')[0] ?? '')).toEqual(['out/PO1.xml']);
    } finally {
      await opened.close();
    }
  });
  it('keeps the copies of the two newest versions, and what a person put beside them', async () => {
    await (await workspace('live', ['1'])).close();
    mkdirSync(join(copiesOf(data, 'live'), 'quayside-20200101T000000Z'), { recursive: true });
    for (const version of ['2.0.0', '3.0.0', '4.0.0']) await start(version).may;
    const notes = copies('live')
      .map((folder) => join(folder, 'backup.json'))
      .filter((file) => existsSync(file));
    expect(notes.map((file) => (JSON.parse(readFileSync(file, 'utf8')) as { readonly before: string }).before)).toEqual([
      '3.0.0',
      '4.0.0',
    ]);
    expect(copies('live')).toHaveLength(3);
  });
});

describe('where no copy can be made', () => {
  /** A file lies where the folder of the copies should be. */
  async function blocked(): Promise<void> {
    await (await workspace('live', ['1'])).close();
    writeFileSync(join(data, 'before-updates'), 'in the way');
  }
  it('the person may try again once the cause is gone', async () => {
    await blocked();
    const started = start('2.0.0', [0, 2]);
    expect(await started.may).toBe(false);
    expect(started.asked).toHaveLength(2);
    rmSync(join(data, 'before-updates'));
    expect(await start('2.0.0').may).toBe(true);
    expect(copies('live')).toHaveLength(1);
  });
  it('may quit, and is asked again at the next start', async () => {
    await blocked();
    expect(await start('2.0.0', [2]).may).toBe(false);
    expect(fileSettings(data).read().version).toBeUndefined();
    const again = start('2.0.0', [2]);
    await again.may;
    expect(again.asked).toHaveLength(1);
  });
  it('may go on without, and is not asked again for this version', async () => {
    await blocked();
    const started = start('2.0.0', [1]);
    expect(await started.may).toBe(true);
    expect(started.asked[0]).toMatch(/no way back/);
    expect(await start('2.0.0').may).toBe(true);
    expect(fileSettings(data).read().version).toBe('2.0.0');
  });
  it('a damaged database is said as one and not copied', async () => {
    await (await workspace('live', ['1'])).close();
    writeFileSync(join(data, 'live', 'quayside.db'), Buffer.alloc(8192, 7));
    const started = start('2.0.0', [2]);
    expect(await started.may).toBe(false);
    expect(started.asked[0]).toMatch(/damaged|database/i);
    expect(copies('live').filter((folder) => existsSync(join(folder, 'backup.json')))).toEqual([]);
  });
});
