import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogFile } from '#core/host/adapters/logFile.ts';
import { fileSettings } from '#core/host/adapters/settings.ts';
import { makeFolder } from '#core/store/folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'quayside-folder-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('making a folder', () => {
  it('makes what is missing above it, for this account alone, and may be asked twice', () => {
    const folder = join(place, 'a', 'b', 'c');
    makeFolder(folder);
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(join(place, 'a')).mode & 0o777).toBe(0o700);
  });

  it('throws where a file is in the way', () => {
    writeFileSync(join(place, 'file'), '');
    expect(() => makeFolder(join(place, 'file'))).toThrow(/EEXIST/);
    expect(() => makeFolder(join(place, 'file', 'below'))).toThrow(/ENOTDIR|ENOENT|EEXIST/);
  });

  it.runIf(process.platform === 'linux')('comes back for settings and the log too, which say so in their way', async () => {
    expect(() => fileSettings('/proc/quayside/settings').change({})).toThrow(
      expect.objectContaining({ code: 'folder-not-writable' }),
    );
    const log = createLogFile({ path: '/proc/quayside/logs/quayside.log' });
    log.write('a line\n');
    await log.flush();
    expect(await log.bytes()).toBe(0);
  });

  it.runIf(process.platform === 'linux')('comes back where the system has no place for a folder', () => {
    expect(() => makeFolder('/proc/quayside/data')).toThrow(expect.objectContaining({ code: 'EPERM' }));
  });
});
