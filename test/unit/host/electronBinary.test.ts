import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary, installElectron } from '#core/host/electronBinary.ts';

let root: string;
let said: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quayside-electron-'));
  mkdirSync(join(root, 'tmp'));
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), '{"name": "electron", "version": "1.0.0"}');
  said = '';
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A package like Electron's, with an installer of our own. */
function install(script: string, signal = new AbortController().signal): Promise<string | undefined> {
  writeFileSync(join(root, 'node_modules', 'electron', 'install.js'), script);
  return installElectron(createRequire(join(root, 'package.json')), {
    say: (text) => (said += text),
    interactive: false,
    signal,
    stalledMs: 400,
    lookMs: 20,
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
    const slow = `const fs = require('node:fs'), os = require('node:os'), path = require('node:path');
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'electron-download-')); let step = 0;
      const timer = setInterval(() => { fs.appendFileSync(path.join(folder, 'electron.zip'), Buffer.alloc(6_000_000));
        if (++step === 6) { clearInterval(timer); ${finish} } }, 150);`;
    expect(await install(slow)).toBeDefined();
    expect(said).toMatch(/Fetching Electron: \d\d MB/);
  });
  it('stops an installer to which no byte comes any more', async () => {
    expect(await install('setInterval(() => undefined, 1000);')).toBeUndefined();
  });
  it('stops it when the person stops', async () => {
    const abort = new AbortController();
    const installing = install('setInterval(() => undefined, 1000);', abort.signal);
    abort.abort();
    expect(await installing).toBeUndefined();
    expect(await install(finish, abort.signal)).toBeUndefined();
  });
});
