import type { MenuItemConstructorOptions } from 'electron';

export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly devTools: boolean;
  /** Goes to a place of our page. */
  readonly go: (path: string) => void;
  readonly runNow: () => void;
  readonly quit: () => void;
}

/** The menu: what every desktop expects (edit, zoom, window), and the few acts that need no screen. */
export function menuTemplate({ platform, devTools, go, runNow, quit }: MenuParts): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Run now', accelerator: 'CmdOrCtrl+Shift+R', click: () => runNow() },
        { label: 'Settings', accelerator: 'CmdOrCtrl+,', click: () => go('/settings') },
        { type: 'separator' },
        { role: 'close', label: 'Close window' },
        ...(mac ? [] : [{ label: 'Quit Quayside', accelerator: 'CmdOrCtrl+Q', click: () => quit() }]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(devTools ? [{ type: 'separator' } as const, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'What happened (log and diagnostics)', click: () => go('/settings') },
        { label: 'Runs', click: () => go('/runs') },
      ],
    },
  ];
}
