import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { endsWithWorker } from '../../support/endsWithWorker.ts';
import { pack } from '../../support/packed.ts';
import { journeyZone } from '../../support/zone.ts';
import { electronProgram } from './program.ts';

/** Chromium's sandbox does not start for root; nobody installs a desktop so, but containers test so. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export interface Real {
  readonly electron: ElectronApplication;
  /** The window, once it shows orders of the practice workspace. */
  readonly page: Page;
  /** Starts the same program for the same account once more; gives its exit code. */
  again(): Promise<number | null>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

interface Fixtures {
  readonly account: string;
  readonly start: () => Promise<Real>;
}

/** The real program on what the package holds, for an account of its own. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- a fixture names what it needs, and this one needs nothing
  account: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-electron-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  },
  start: async ({ account }, use) => {
    const running: ChildProcess[] = [];
    await use(async () => {
      const executablePath = electronProgram();
      if (executablePath === undefined) throw new Error("Electron's program is not installed.");
      const args = [...asRoot, await pack()];
      const env = {
        ...(process.env as Record<string, string>),
        QUAYSIDE_DATA: account,
        QUAYSIDE_TIME_ZONE: journeyZone,
      };
      const electron = await _electron.launch({ executablePath, args, env });
      const main = electron.process();
      running.push(main);
      const ended = once(main, 'exit').then(([code]) => code as number | null);
      const page = await electron.firstWindow();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
      return {
        electron,
        page,
        ended,
        async again() {
          const second = endsWithWorker(spawn(executablePath, args, { env, stdio: 'ignore' }));
          running.push(second);
          return ((await once(second, 'exit')) as [number | null])[0];
        },
      };
    });
    for (const one of running) if (one.exitCode === null && one.signalCode === null) one.kill('SIGKILL');
  },
});

export { expect };
