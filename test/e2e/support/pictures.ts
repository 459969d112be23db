import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { expect, type Page } from '@playwright/test';

/** `QUAYSIDE_SCREENS=docs/screens` renews the pictures of the user guide. */
const pictures = process.env['QUAYSIDE_SCREENS'];

/** Runs in the page: no picture shows who made it and where. */
function anonymise(user: string): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeValue === user) node.nodeValue = 'dana';
    else node.nodeValue = (node.nodeValue ?? '').replace(/\S*quayside-data-[^/]*/, '/home/dana/.local/share/quayside');
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.evaluate(anonymise, userInfo().username);
  await page.screenshot({ path: `${pictures}/${name}.png`, animations: 'disabled' });
}

/** No part of the page reaches beyond its right edge. */
export async function fits(page: Page): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overhang).toBeLessThanOrEqual(0);
}
