import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/e2e/support/browser.ts';

const browser = await findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
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
