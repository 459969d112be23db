import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInElectron } from './standIn.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'quayside-package-'));
const app = join(work, 'release', process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
const archive = join(app, 'resources', 'app.asar');
const unpacked = `${archive}.unpacked`;
const prebuild = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;

/** Everything in the archive that is a file, with forward slashes. */
let files: readonly string[] = [];

beforeAll(() => {
  if (!existsSync(join(root, 'dist', 'main', 'main.js'))) throw new Error('Run "npm run build" before packing is tested.');
  const { version } = createRequire(join(root, 'package.json'))('electron/package.json') as { readonly version: string };
  const electron = standInElectron(join(work, 'electron'), version);
  const packed = spawnSync(
    process.execPath,
    [
      join(root, 'electron', 'package', 'pack.ts'),
      '--linux',
      'dir',
      `--${process.arch}`,
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(work, 'release')}`,
    ],
    { cwd: root, encoding: 'utf8', timeout: 55_000 },
  );
  // What electron-builder has to say of a failure it says on either.
  if (packed.status !== 0) throw new Error(`Packing failed.\n${packed.stdout.slice(-4_000)}${packed.stderr.slice(-4_000)}`);
  files = listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((name) => !('files' in statFile(archive, name)));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the fuses of the package', () => {
  it('are those of the security list', async () => {
    const wire = await getCurrentFuseWire(join(app, 'quayside'));
    const [on, off] = [FuseState.ENABLE, FuseState.DISABLE];
    expect({ ...wire }).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
  });
  it('were others before: the stand-in is delivered as Electron is', async () => {
    const wire = await getCurrentFuseWire(join(work, 'electron', 'electron'));
    expect({ ...wire }).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.DISABLE,
    });
  });
});

describe('the archive of the package', () => {
  it('holds what was built, package.json, and what better-sqlite3 runs with, and nothing else', () => {
    const known =
      /^(dist\/(main|preload|renderer)\/|package\.json$|node_modules\/better-sqlite3\/(lib\/|package\.json$|LICENSE$))/;
    expect(files.filter((name) => !known.test(name))).toEqual([prebuild]);
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/main/main.js',
        'dist/main/storeWorker.js',
        'dist/main/taskWorker.js',
        'dist/preload/preload.cjs',
        'dist/renderer/index.html',
        'node_modules/better-sqlite3/lib/index.js',
      ]),
    );
  });
  it('holds no maps, no sources, no second copy of the host', () => {
    expect(files.filter((name) => /\.(map|ts|tsx)$|^dist\/host\//.test(name))).toEqual([]);
  });
  it('carries no library that nothing reaches, and one byte a character', () => {
    const texts = files
      .filter((name) => /^dist\/(main|preload)\//.test(name))
      .map((name) => extractFile(archive, name).toString('utf8'));
    expect(texts.length).toBeGreaterThan(10);
    for (const library of ['apache-arrow', 'mime-db', 'follow-redirects', 'form-data'])
      expect(
        texts.filter((text) => text.includes(`// node_modules/${library}/`)),
        library,
      ).toEqual([]);
    expect(texts.some((text) => text.includes('// node_modules/axios/'))).toBe(true);
    expect(texts.filter((text) => /[^\0-\x7f]/.test(text))).toEqual([]);
  });
  it('keeps only the binary outside: what else runs is covered by the hash of the archive', () => {
    const outside = files.filter((name) => existsSync(join(unpacked, name)));
    expect(outside).toEqual([prebuild]);
  });
  it('starts at main, needs one package, and has lost the scripts and the tools', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      main: 'dist/main/main.js',
      type: 'module',
      dependencies: { 'better-sqlite3': expect.any(String) },
    });
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });
  it('names no feed unless the packing machine did', () => {
    expect(existsSync(join(app, 'resources', 'app-update.yml'))).toBe(false);
  });
  it('brings the language of the app alone', () => {
    expect(existsSync(join(app, 'locales', 'en-US.pak'))).toBe(true);
    expect(existsSync(join(app, 'locales', 'de.pak'))).toBe(false);
  });
});

describe('the binary of the package', () => {
  it('opens a database', () => {
    const database = new BetterSqlite(':memory:', { nativeBinding: join(unpacked, prebuild) });
    expect(database.prepare('SELECT 6 * 7 AS answer').get()).toEqual({ answer: 42 });
    database.close();
  });
  it('is the one that the tests run with', () => {
    expect(readFileSync(join(unpacked, prebuild)).equals(readFileSync(join(root, prebuild)))).toBe(true);
  });
});

describe('the size of the package', () => {
  it('is told, and stays one that an office line loads in a moment', () => {
    const size = (path: string): number => statSync(path).size;
    const below = (folder: string): number =>
      files.filter((name) => name.startsWith(folder)).reduce((sum, name) => sum + sizeIn(name), 0);
    const rows = ['dist/main/', 'dist/preload/', 'dist/renderer/', 'node_modules/better-sqlite3/lib/', prebuild].map(
      (name) => `${(below(name) / 1024).toFixed(0).padStart(8)} kB  ${name}`,
    );
    const whole = size(archive) + size(join(unpacked, prebuild));
    process.stdout.write(`\n${[...rows, `${(whole / 1024).toFixed(0).padStart(8)} kB  without Electron`].join('\n')}\n`);
    expect(whole).toBeLessThan(25 * 1024 * 1024);
  });
});

/** Bytes of one file of the archive. */
function sizeIn(name: string): number {
  const entry = statFile(archive, name);
  return 'size' in entry && typeof entry.size === 'number' ? entry.size : 0;
}
