import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../support/browser.ts';
import { endsWithWorker } from '../../support/endsWithWorker.ts';

/** A browser that both the desktop and the test attach to. */
export interface Chromium {
  /** Its DevTools address. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the browser of the journeys with its DevTools on a loopback port, and a profile that goes with it. */
export async function startChromium(): Promise<Chromium> {
  const browser = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'quayside-chromium-profile-'));
  const headless = browser.args.some((arg) => arg.startsWith('--headless')) ? [] : ['--headless'];
  const child = endsWithWorker(
    spawn(
      browser.path,
      // As in Electron, a window that is refused is never made; the refusing itself is the desktop's own.
      [
        ...browser.args,
        ...headless,
        '--block-new-web-contents',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      { env: { ...process.env, ...browser.env }, stdio: ['ignore', 'ignore', 'pipe'] },
    ),
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-10_000);
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The browser ended with ${code}: ${text}`)));
  });
  return {
    address,
    async stop() {
      child.kill();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
