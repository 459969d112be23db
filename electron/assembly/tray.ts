import { menuTemplate } from '../shell/menu.ts';
import { placeOfAct, trayModel } from '../tray/model.ts';
import { createTrayDesk, type TrayDesk } from '../tray/tray.ts';
import type { Desktop, Ground, Whole } from './desktop.ts';
import { hasDevTools } from './window.ts';

/** The icon beside the clock, and what its menu does. */
export function showTray({ electron }: Ground, whole: Whole): TrayDesk {
  const { Menu, nativeImage, Tray } = electron;
  return createTrayDesk(
    {
      platform: process.platform,
      createTray: (image) => new Tray(image),
      createImage: (small, large) => {
        const image = nativeImage.createFromBuffer(small, { scaleFactor: 1 });
        image.addRepresentation({ scaleFactor: 2, buffer: large });
        return image;
      },
      createMenu: (template) => Menu.buildFromTemplate(template),
      onOpen: () => whole().page.show(),
      onAct: (entry) => {
        const { leaving, acts, watch, page } = whole();
        const path = placeOfAct(entry);
        if (entry.act === 'quit') void leaving.ask();
        else if (path === undefined) void acts.act(entry.act).finally(() => watch.poke());
        else page.go(path);
      },
    },
    trayModel({ problem: 'Quayside is starting.' }),
  );
}

/** The menu of the app. */
export function showMenu(ground: Ground, { page, acts, leaving }: Desktop): void {
  const { Menu } = ground.electron;
  const template = menuTemplate({
    platform: process.platform,
    devTools: hasDevTools(ground),
    go: (path) => page.go(path),
    runNow: () => void acts.act('run-now'),
    quit: () => void leaving.ask(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
