import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { electronProgram } from './support/program.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'quayside-fuses-'));
test.afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 10 }));

/** The folder that electron-builder takes Electron from: on macOS the one that holds the app's bundle. */
function distOf(program: string): string {
  const bundle = program.indexOf('.app/');
  return bundle < 0 ? dirname(program) : dirname(program.slice(0, bundle + '.app'.length));
}

/** The packed program below the folder of releases. */
function packedProgram(release: string): string {
  const unpacked = readdirSync(release).find((name) => existsSync(join(release, name)) && /unpacked$|^mac/.test(name)) ?? '';
  if (process.platform === 'darwin') return join(release, unpacked, 'Quayside.app', 'Contents', 'MacOS', 'Quayside');
  return join(release, unpacked, process.platform === 'win32' ? 'Quayside.exe' : 'quayside');
}

test('the packed program has its fuses, and no switch makes it anything else', { tag: '@electron' }, async () => {
  const release = join(work, 'release');
  const packed = spawnSync(
    process.execPath,
    [
      join(root, 'electron', 'package', 'pack.ts'),
      '--dir',
      `-c.electronDist=${distOf(electronProgram() ?? '')}`,
      `-c.directories.output=${release}`,
    ],
    { cwd: root, encoding: 'utf8', timeout: 120_000, killSignal: 'SIGKILL' },
  );
  expect(packed.status, packed.stdout + packed.stderr).toBe(0);
  const program = packedProgram(release);

  await test.step('as they are read back', async () => {
    const [on, off] = [FuseState.ENABLE, FuseState.DISABLE];
    expect({ ...(await getCurrentFuseWire(program)) }).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
  });

  await test.step('as the program behaves: it is no Node, and listens to no inspector', () => {
    const data = join(work, 'data');
    const asked = spawnSync(
      program,
      ['--hidden', '--inspect=0', '-p', '6*7', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', QUAYSIDE_DATA: data },
        encoding: 'utf8',
        // It is the app, which stays: whoever waits for an answer of Node waits in vain.
        timeout: 15_000,
        killSignal: 'SIGKILL',
      },
    );
    expect(asked.stdout.trim()).not.toBe('42');
    expect(asked.stderr).not.toContain('Debugger listening');
    // Where it keeps Chromium's own files: the app has begun.
    expect(existsSync(join(data, 'desktop'))).toBe(true);
  });
});
