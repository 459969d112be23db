import { systemClock } from '#core/host/adapters/clock.ts';
import { gatherSituation } from '../adapters/gather.ts';
import { notifier } from '../adapters/notifications.ts';
import { createWatch, type Watch } from '../notices/watch.ts';
import { trayModel } from '../tray/model.ts';
import { updateNotice } from '../updates/state.ts';
import type { Engine } from './console.ts';
import type { Ground, Whole } from './desktop.ts';

/** Looks at the open workspace, shows it in the tray and tells what matters as notices of the system. */
export function openNotices({ electron, settings, log }: Ground, { client, quayside }: Engine, whole: Whole): Watch {
  const { net, Notification } = electron;
  const tell = notifier({
    create: (options) => new Notification(options),
    isSupported: () => Notification.isSupported(),
    open: (path) => whole().page.go(path),
    log,
  });
  return createWatch({
    gather: () => gatherSituation(client, { now: () => systemClock.now(), online: () => net.isOnline() }),
    memory: () => quayside.current()?.app.store,
    settings: () => settings.read().desktop,
    clock: systemClock,
    log,
    onSituation: (situation) => whole().tray.show(trayModel(situation, whole().updates.state())),
    tell,
    news: () => updateNotice(whole().updates.state()),
  });
}
