import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/e2e/support/browser.ts';

const browser = await findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Time-outs end what hangs; they are no measure of speed, also on a machine that does other things.
  timeout: 240_000,
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
});
