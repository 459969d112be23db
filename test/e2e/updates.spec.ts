import { EventEmitter } from 'node:events';
import { hostSettings } from '#core/contract/hostSettings.ts';
import { createDesktopDesk } from '../../electron/adapters/desk.ts';
import { memorySettings } from '../../electron/adapters/settings.ts';
import { createUpdates, type Updater } from '../../electron/updates/updates.ts';
import { bridgeDesktop } from './support/desktopBridge.ts';
import { picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';

/** A feed that is as the journey says, behind the desktop's own rules. */
class Feed extends EventEmitter implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  autoRunAppAfterInstall = true;
  allowDowngrade = false;
  allowPrerelease = false;
  disableWebInstaller = true;
  logger: unknown = null;
  state: 'unreachable' | 'tampered' | 'good' = 'unreachable';
  async checkForUpdates(): Promise<void> {
    if (this.state === 'unreachable') throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    this.emit('update-available', { version: '2.0.0', files: [{ url: 'Quayside-2.0.0.AppImage' }] });
  }
  async downloadUpdate(): Promise<void> {
    if (this.state === 'tampered') throw Object.assign(new Error('sha512 checksum mismatch'), { code: 'ERR_CHECKSUM_MISMATCH' });
    this.emit('update-downloaded', { version: '2.0.0', files: [] });
  }
  quitAndInstall(): void {
    throw new Error('nothing is installed before the engine has ended');
  }
}

test('a feed that cannot be reached, one that was tampered with, and a version that is installed after the run', async ({
  page,
  running,
  axe,
}) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  const feed = new Feed();
  const told: Promise<void>[] = [];
  let quits = 0;
  const updates = createUpdates({
    updater: () => feed,
    off: undefined,
    clock: { sleep: () => new Promise(() => undefined) },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    busy: () => quits === 0,
    saving: () => false,
    quit: () => void (quits += 1),
    onState: () => void told.push(bridge.changed()),
  });
  const opened: string[] = [];
  const desk = createDesktopDesk({
    settings: memorySettings(hostSettings.parse({})),
    loginItem: {
      possible: true,
      sentence: 'Quayside writes a file into the autostart folder of this account.',
      isOn: () => true,
      set: () => undefined,
      renew: () => undefined,
    },
    vault: { state: async () => ({ kept: true, sentence: 'Secrets are encrypted by this system for your account alone.' }) },
    updates,
    folder: '/home/dana/.local/share/quayside',
    openFolder: async () => void opened.push('opened'),
    changed: () => undefined,
  });
  const bridge = await bridgeDesktop(page, desk);
  await page.goto(new URL('/settings', running.url).href);
  const card = page.getByRole('region', { name: 'Updates' });
  await expect(card).toContainText('every six hours');

  await card.getByRole('button', { name: 'Look for a new version' }).click();
  await expect(card.getByRole('status')).toContainText('The update feed cannot be reached.');
  feed.state = 'tampered';
  await card.getByRole('button', { name: 'Look for a new version' }).click();
  await expect(card.getByRole('status')).toContainText('It was thrown away');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await axe();
    await page.getByRole('heading', { level: 1 }).evaluate((heading) => heading.scrollIntoView());
    await picture(page, `desktop-settings-${colorScheme}`);
  }
  feed.state = 'good';
  await card.getByRole('button', { name: 'Look for a new version' }).click();
  await expect(card.getByRole('status')).toContainText('Version 2.0.0 lies ready');
  await card.getByRole('button', { name: 'Install it now' }).click();
  await expect(card.getByRole('status')).toContainText('as soon as the run that is on has ended');
  await expect(card.getByRole('button')).toHaveCount(0);
  expect([quits, updates.state().phase]).toEqual([0, 'waiting']);

  const desktop = page.getByRole('region', { name: 'Desktop app' });
  await expect(desktop.getByRole('switch', { name: 'Start with the computer, in the tray' })).toBeChecked();
  await desktop.getByRole('button', { name: 'Open the data folder' }).click();
  await expect.poll(() => opened).toEqual(['opened']);
  await Promise.all(told);
});
