import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { electronProgram } from './test/e2e/electron/support/program.ts';
import { findBrowser } from './test/e2e/support/browser.ts';
import { projects } from './test/e2e/support/projects.ts';

const browser = await findBrowser();
const electron = electronProgram();
// Workers read this file too; the run says it once.
if (electron === undefined && process.env['TEST_WORKER_INDEX'] === undefined)
  process.stdout.write(
    "Electron's program is not installed here: the tests tagged @electron are left out (docs/desktop-tests.md).\n",
  );

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Time-outs end what hangs; they are no measure of speed, also on a machine that does other things.
  timeout: 240_000,
  globalTimeout: 3_600_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'en-US',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.path,
      args: [...browser.args],
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
  projects: [...projects(join(import.meta.dirname, 'test', 'e2e'), electron !== undefined)],
});
