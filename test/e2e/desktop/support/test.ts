import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { startChromium, type Chromium } from './chromium.ts';
import { startDesktop, type Desktop, type Start } from './desktop.ts';

interface Fixtures {
  /** A folder of its own for the account of each journey. */
  readonly account: string;
  /** Starts the desktop for it; whatever still runs at the end of the journey is ended. */
  readonly start: (how?: Omit<Start, 'browser' | 'folder'>) => Promise<Desktop>;
  /** True where the page is given reasons to complain. */
  readonly hostile: boolean;
}

/** Journeys over the built desktop. They fail on anything that the page complains about and on anything that left the machine. */
export const test = base.extend<Fixtures, { readonly chromium: Chromium }>({
  hostile: [false, { option: true }],
  chromium: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- a fixture names what it needs, and this one needs nothing
    async ({}, use) => {
      const chromium = await startChromium();
      await use(chromium);
      await chromium.stop();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line eslint/no-empty-pattern -- as above
  account: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-account-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ chromium, account, hostile }, use) => {
    const started: Desktop[] = [];
    await use(async (how = {}) => {
      const desktop = await startDesktop({ browser: chromium.address, folder: account, ...how });
      started.push(desktop);
      return desktop;
    });
    for (const desktop of started) desktop.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
    if (hostile) return;
    expect(started.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(started.flatMap((desktop) => desktop.all('went-out'))).toEqual([]);
  },
});

export { expect };
