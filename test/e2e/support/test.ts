import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, test as base, type Page } from '@playwright/test';
import { startConsole, type RunningConsole } from './console.ts';

interface Fixtures {
  /** A console of its own for each journey, already signed in. */
  readonly running: RunningConsole;
  /** Checks the page with axe; fails with what it found. */
  readonly axe: () => Promise<void>;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Journeys fail on anything that the page complains about: policy violations, errors, failed calls of scripts. */
export const test = base.extend<Fixtures>({
  running: async ({ page }, use) => {
    const running = await startConsole();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    let heard: readonly string[] = [];
    try {
      await page.goto(running.url);
      await use(running);
    } finally {
      // What the page says of a host that is being stopped is no complaint of the journey.
      heard = complaints.filter(
        (text) =>
          !/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to fetch|ERR_INCOMPLETE_CHUNKED/.test(text),
      );
      await running.stop();
    }
    expect(heard).toEqual([]);
  },
  axe: async ({ page }, use) => {
    await use(() => checkWithAxe(page));
  },
});

export { expect };

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/**
 * A colour on its way to another is no colour that anybody reads: what moves once is waited for, also what just begins.
 * Animations of a style sheet are left out: they are spinners and the time a toast stands.
 */
const settled =
  "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => Promise.allSettled(document.getAnimations().filter((one) => !(one instanceof CSSAnimation) && one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime)).map((one) => one.finished)))";

/** Runs axe in a world of its own, so that the page's policy stays as strict as it is. */
async function checkWithAxe(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  await session.send('Runtime.evaluate', { contextId: executionContextId, expression: axeSource });
  await session.send('Runtime.evaluate', { contextId: executionContextId, expression: settled, awaitPromise: true });
  const { result } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    // Fluent's focus catchers pass the focus on at once; axe cannot know that they never keep it.
    expression:
      'axe.run({ exclude: [["[data-tabster-dummy]"]] }).then((found) => JSON.stringify({ violations: found.violations }))',
    awaitPromise: true,
  });
  await session.detach();
  const { violations } = JSON.parse(String(result.value)) as AxeResult;
  expect(
    violations.map(
      (violation) => `${violation.id}: ${violation.help} ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    ),
  ).toEqual([]);
}
