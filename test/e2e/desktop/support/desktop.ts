import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { endsWithWorker } from '../../support/endsWithWorker.ts';
import { pack } from '../../support/packed.ts';
import { journeyZone } from '../../support/zone.ts';
import type { Machine } from '../standin/control.ts';
import { openLine, type Line } from './line.ts';

const register = fileURLToPath(new URL('../standin/register.ts', import.meta.url));
let hosts = 0;

export interface Start {
  /** The browser's DevTools address. */
  readonly browser: string;
  /** The account's folder: its data, its home. The same again is the same account. */
  readonly folder: string;
  readonly arguments?: readonly string[];
  readonly machine?: Partial<Pick<Machine, 'account' | 'keyring' | 'displays' | 'answers'>>;
}

/** The desktop as it was built, run on the stand-in, with the line to it. */
export interface Desktop extends Line {
  /** Its page in the browser, attached anew each time: a page that crashed is another one. Waits until there is one. */
  page(): Promise<Page>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** What its page complained of while a test was attached. */
  readonly complaints: readonly string[];
}

/** Starts the desktop for an account. */
export async function startDesktop({ browser, folder, arguments: words = [], machine = {} }: Start): Promise<Desktop> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  hosts += 1;
  // A name of its own for each start: what one page keeps in the browser no other finds.
  const host = `quayside-${process.pid}-${hosts}`;
  const described: Machine = {
    browser,
    host,
    home,
    account: 'the first password',
    keyring: 'gnome_libsecret',
    displays: [{ x: 0, y: 0, width: 1_366, height: 768 }],
    answers: [],
    ...machine,
  };
  const child = endsWithWorker(
    spawn(process.execPath, ['--import', register, join(await pack(), 'dist', 'main', 'main.js'), ...words], {
      cwd: folder,
      env: {
        ...process.env,
        QUAYSIDE_DATA: join(folder, 'data'),
        QUAYSIDE_TIME_ZONE: journeyZone,
        QUAYSIDE_STAND_IN: JSON.stringify(described),
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    }),
  );
  const line = openLine(child);
  const attached: Browser[] = [];
  const complaints: string[] = [];
  void line.ended.then(() => Promise.allSettled(attached.map((one) => one.close())));

  function listenTo(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  }

  return {
    ...line,
    complaints,
    kill: (signal) => void child.kill(signal),
    async page() {
      await line.hears('place', ({ url }) => url.startsWith('quayside:'));
      const connected = await chromium.connectOverCDP(browser);
      attached.push(connected);
      const found = (): Page | undefined =>
        connected
          .contexts()
          .flatMap((context) => context.pages())
          .find((page) => page.url().includes(`//${host}.invalid/`));
      await expect.poll(() => found() !== undefined).toBe(true);
      const page = found();
      if (page === undefined) throw new Error('The window lost its page while the test attached to it.');
      listenTo(page);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      return page;
    },
  };
}
