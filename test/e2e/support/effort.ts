import type { Page } from '@playwright/test';

/** What a person did with their hands since the count began. */
export interface Effort {
  readonly clicks: number;
  /** Keys that are not the text of a reason. */
  readonly keys: number;
}

interface Counted {
  clicks: number;
  keys: number;
}

declare global {
  interface Window {
    counted?: Counted;
  }
}

/** Begins to count real clicks and keystrokes; what is typed into a text counts for nothing, leaving it does. */
export async function countEffort(page: Page): Promise<() => Promise<Effort>> {
  await page.evaluate(() => {
    const before = window.counted;
    if (before) {
      before.clicks = 0;
      before.keys = 0;
      return;
    }
    const counted: Counted = { clicks: 0, keys: 0 };
    window.counted = counted;
    window.addEventListener('click', (event) => void (event.isTrusted && event.detail > 0 && (counted.clicks += 1)), true);
    window.addEventListener(
      'keydown',
      (event) => {
        const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
        const text = typing && event.key.length === 1 && !event.ctrlKey;
        if (event.isTrusted && !text && !['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) counted.keys += 1;
      },
      true,
    );
  });
  return async () => (await page.evaluate(() => window.counted)) ?? { clicks: 0, keys: 0 };
}
