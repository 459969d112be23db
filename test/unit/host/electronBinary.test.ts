import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary, installElectron } from '#core/host/electronBinary.ts';
import { FakeClock } from '../../integration/support/fakeClock.ts';
import { until } from '../../integration/support/until.ts';

let root: string;
let said: string;
let clock: FakeClock;
let person: AbortController;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quayside-electron-'));
  mkdirSync(join(root, 'tmp'));
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), '{"name": "electron", "version": "1.0.0"}');
  said = '';
  clock = new FakeClock('2026-03-02T15:00:00.000Z');
  person = new AbortController();
});
afterEach(() => {
  // However a test ends, its installer ends with it.
  person.abort();
  rmSync(root, { recursive: true, force: true });
});

/** A package like Electron's, with an installer of our own. */
function install(script: string): Promise<string | undefined> {
  writeFileSync(join(root, 'node_modules', 'electron', 'install.js'), script);
  return installElectron(createRequire(join(root, 'package.json')), {
    say: (text) => (said += text),
    interactive: false,
    signal: person.signal,
    clock,
    temporary: join(root, 'tmp'),
  });
}
const finish = `const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true }); fs.writeFileSync('dist/electron', ''); fs.writeFileSync('path.txt', 'electron');`;

describe('fetching Electron', () => {
  it('runs its own installer and finds the program', async () => {
    expect(electronBinary(createRequire(join(root, 'package.json')))).toBeUndefined();
    expect(await install(finish)).toBe(join(root, 'node_modules', 'electron', 'dist', 'electron'));
  });
  it('shows progress, and lets one go on that is slow but moves', async () => {
    // Six megabytes each time that the file `more` is there.
    const slow = `const fs = require('node:fs'), os = require('node:os'), path = require('node:path');
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'electron-download-')); let step = 0;
      const timer = setInterval(() => { if (!fs.existsSync('more')) return;
        fs.appendFileSync(path.join(folder, 'electron.zip'), Buffer.alloc(6_000_000));
        if (++step === 6) { clearInterval(timer); ${finish} } fs.rmSync('more'); }, 5);`;
    const installing = install(slow);
    const more = join(root, 'node_modules', 'electron', 'more');
    for (let step = 0; step < 6; step += 1) {
      writeFileSync(more, '');
      await until(() => !existsSync(more));
      await clock.advance(15_000);
    }
    expect(await installing).toBeDefined();
    expect(said).toMatch(/Fetching Electron: \d\d MB/);
  });
  it('stops an installer to which no byte comes any more', async () => {
    const installing = install('setInterval(() => undefined, 1000);');
    await clock.advance(25_000);
    expect(await installing).toBeUndefined();
  });
  it('stops it when the person stops', async () => {
    const installing = install('setInterval(() => undefined, 1000);');
    person.abort();
    expect(await installing).toBeUndefined();
    expect(await install(finish)).toBeUndefined();
  });
});
