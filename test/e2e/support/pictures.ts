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

/** No field lies over another, and no tab ends beyond its page: what scrolls inside hides both from `fits`. */
export async function apart(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const seen = (selector: string): readonly (readonly [Element, DOMRect])[] =>
      [...document.querySelectorAll(selector)]
        .map((element) => [element, element.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => width > 0 && height > 0);
    const fields = seen('main .fui-Input, main .fui-Select');
    const over = fields.flatMap(([one, a], index) =>
      fields
        .slice(index + 1)
        .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2)
        .filter(([, b]) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2)
        .map(([other]) => `${one.closest('.fui-Field')?.textContent} lies over ${other.closest('.fui-Field')?.textContent}`),
    );
    const cut = seen('main [role=tab]').filter(([, { right }]) => right > document.documentElement.clientWidth);
    return [...over, ...cut.map(([tab]) => `${tab.textContent} is cut off`)];
  });
  expect(faults).toEqual([]);
}
