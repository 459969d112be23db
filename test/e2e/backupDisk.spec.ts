import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready } from './support/desk.ts';
import { expect, test } from './support/test.ts';

/** A file system of its own that every Linux has; a link to it stands for a disk that is connected. */
const otherDisk = '/dev/shm';
const deviceOf = async (path: string): Promise<number> => (await stat(path)).dev;

test('a backup folder whose disk is gone takes nothing and says so, until a person means it', async ({ page, running, axe }) => {
  const hasDisk = existsSync(otherDisk) && (await deviceOf(otherDisk)) !== (await deviceOf(tmpdir()));
  test.skip(!hasDisk, 'this machine has no second file system that may be written to');
  expect(running.url).not.toBe('');
  const here = await mkdtemp(join(tmpdir(), 'quayside-copies-'));
  const there = await mkdtemp(join(otherDisk, 'quayside-copies-'));
  const folder = join(here, 'backup');
  try {
    await symlink(there, folder);
    await ready(page);
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    const card = page.getByRole('region', { name: 'Backup' });
    await card.getByRole('switch', { name: 'Make a backup every day' }).click();
    await card.getByLabel('Folder for them').fill(folder);
    await card.getByRole('button', { name: 'Save the backup settings' }).click();
    await expect(card).toContainText(/just now.*checked, by Quayside/);

    await rm(folder);
    await mkdir(folder);
    await card.getByRole('button', { name: 'Back up now' }).click();
    await expect(card).toContainText(`${folder} lay on the disk at ${otherDisk}`);
    await expect(card).toContainText('Failed');
    const hand = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Needs a hand/ });
    await expect(hand).toHaveAccessibleName(/^Needs a hand 1 open/);
    await axe();

    await card.getByRole('button', { name: 'Use it where it is now' }).press('Enter');
    await expect(card).not.toContainText('Another disk');
    await expect(card).not.toContainText('Failed');
    await expect(hand).toHaveAccessibleName('Needs a hand');
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    await card.getByRole('button', { name: 'Back up now' }).click();
    await expect(card).toContainText(/just now.*checked, by (?!Quayside)/);
  } finally {
    await rm(here, { recursive: true, force: true });
    await rm(there, { recursive: true, force: true });
  }
});
