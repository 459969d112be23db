import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { trayIcon } from './icon.ts';
import type { TrayEntry, TrayModel, TrayState } from './model.ts';

export interface TrayParts {
  readonly platform: NodeJS.Platform;
  readonly createTray: (image: NativeImage) => Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'on' | 'destroy'>;
  /** A picture from PNG bytes for both scales. */
  readonly createImage: (small: Buffer, large: Buffer) => NativeImage;
  readonly createMenu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly onAct: (entry: Extract<TrayEntry, { kind: 'act' }>) => void;
  readonly onOpen: () => void;
}

export interface TrayDesk {
  show(model: TrayModel): void;
  stop(): void;
}

/**
 * The icon beside the clock. Linux takes a changed menu only when it is set anew, and which click it reports depends on
 * its desktop: everything is in the menu. The caller keeps a reference, or the icon goes with the garbage.
 */
export function createTrayDesk(parts: TrayParts, first: TrayModel): TrayDesk {
  const images = new Map<TrayState, NativeImage>();
  const imageOf = (state: TrayState): NativeImage => {
    const known = images.get(state);
    if (known) return known;
    const template = parts.platform === 'darwin';
    const made = parts.createImage(trayIcon(state, 1, template), trayIcon(state, 2, template));
    if (template) made.setTemplateImage(true);
    images.set(state, made);
    return made;
  };
  const tray = parts.createTray(imageOf(first.state));
  let shown: string | undefined;
  const show = (model: TrayModel): void => {
    // An open menu closes when it is set anew: only a change is worth that.
    const text = JSON.stringify(model);
    if (text === shown) return;
    shown = text;
    tray.setImage(imageOf(model.state));
    tray.setToolTip(model.tooltip);
    tray.setContextMenu(parts.createMenu(model.menu.map((entry) => itemOf(entry, parts.onAct))));
  };
  show(first);
  // macOS opens the menu by a click itself.
  if (parts.platform !== 'darwin') tray.on('click', () => parts.onOpen());
  return { show, stop: () => tray.destroy() };
}

function itemOf(entry: TrayEntry, onAct: TrayParts['onAct']): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'line':
      return { type: 'separator' };
    case 'text':
      return { label: literally(entry.label), enabled: false };
    case 'act':
      return { label: literally(entry.label), enabled: entry.enabled, click: () => onAct(entry) };
  }
}

/** An ampersand in a partner's name is no keyboard mark. */
const literally = (text: string): string => text.replaceAll('&', '&&');
