import { trayIcon } from '../../../../electron/tray/icon.ts';
import { trayStates, type TrayState } from '../../../../electron/tray/model.ts';
import type { Desktop } from './desktop.ts';
import { expect } from './test.ts';

const pictures = new Map(trayStates.map((state) => [trayIcon(state, 1, false).toString('base64'), state]));

/** The tray as it is now: the state that its picture shows, its words, its menu. */
export function tray(desktop: Desktop): {
  readonly state: TrayState | undefined;
  readonly tooltip: string;
  readonly menu: readonly string[];
} {
  const shown = desktop.all('tray').at(-1);
  return { state: pictures.get(shown?.picture ?? ''), tooltip: shown?.tooltip ?? '', menu: shown?.menu ?? [] };
}

/** Waits until its menu has an entry of these words. */
export async function trayOffers(desktop: Desktop, entry: string | RegExp): Promise<void> {
  const fits = (one: string): boolean => (typeof entry === 'string' ? one === entry : entry.test(one));
  await expect.poll(() => tray(desktop).menu.some(fits), { message: `an entry "${String(entry)}" in the tray` }).toBe(true);
}

/** Clicks an entry of its menu, once it is there and can be clicked: the menu follows the engine after a few seconds. */
export async function pressTray(desktop: Desktop, entry: string): Promise<void> {
  await expect(() => desktop.act('tray.click', entry)).toPass({ timeout: 30_000 });
}
