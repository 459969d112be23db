import type { Page } from '@playwright/test';
import { practise, type RunningConsole } from './console.ts';
import { expect } from './test.ts';

/** The first orders are in Dynamics. */
export async function ready(page: Page): Promise<void> {
  // A dialog that fades in has not its colours yet.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
}

/** Reads the master data of the practice Dynamics, by the button of the screen that is open. */
export async function syncMaster(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('button', { name: /Master data (just now|\d+ min ago)/ })).toBeVisible();
}

/** Orders of which the map lacks an item; the screen shows how many gaps they make. */
export async function missItems(page: Page, running: RunningConsole, count: number, partner?: string): Promise<void> {
  await practise(running.control, 'orders', { count, oddity: 'new-item', ...(partner === undefined ? {} : { partner }) });
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('link', { name: new RegExp(`^Missing ${count} open`) })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
}

/** Opens a screen by the rail. */
export async function goTo(page: Page, name: 'Missing' | 'Mappings' | 'Partners' | 'Orders'): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
}
