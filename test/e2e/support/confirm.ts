import { expect, type Page } from '@playwright/test';

/** Confirms with the keys, once it is said what will happen: before that a person sees a button that does nothing yet. */
export async function confirmByKeys(page: Page): Promise<void> {
  await expect(page.locator('[role=dialog] [type=submit][aria-disabled=true]')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
}
