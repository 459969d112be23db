import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Served } from '#core/host/console/switcher.ts';
import { isOurs } from '../shell/navigation.ts';
import { channels } from './channels.ts';

type Ipc = Pick<IpcMain, 'handle' | 'on'>;

/** True for the top frame of our own window under our own origin. */
export function isTrusted(
  event: Pick<IpcMainInvokeEvent | IpcMainEvent, 'sender' | 'senderFrame'>,
  contents: WebContents,
): boolean {
  const frame = event.senderFrame;
  return event.sender === contents && frame !== null && frame === contents.mainFrame && isOurs(frame.url);
}

/** Puts an app behind the window's IPC. `ipc` is the window's own (`webContents.ipc`), never the global one. */
export function serveBridge(ipc: Ipc, contents: WebContents, app: Pick<Served, 'dispatch' | 'events'>): void {
  const running = new Map<string, AbortController>();
  let unlisten: (() => void) | undefined;
  ipc.handle(channels.call, async (event, envelope: unknown) => {
    if (!isTrusted(event, contents)) throw new Error('refused');
    const id = typeof envelope === 'object' && envelope !== null && 'id' in envelope ? String(envelope.id) : '';
    const abort = new AbortController();
    running.set(id, abort);
    try {
      return await app.dispatch(envelope, abort.signal);
    } finally {
      running.delete(id);
    }
  });
  ipc.on(channels.cancel, (event, id: unknown) => {
    if (isTrusted(event, contents)) running.get(String(id))?.abort();
  });
  ipc.on(channels.listen, (event, after: unknown) => {
    if (!isTrusted(event, contents)) return;
    unlisten?.();
    unlisten = app.events.listen(typeof after === 'number' ? after : 0, (sequenced) => {
      if (!contents.isDestroyed()) contents.send(channels.event, sequenced);
    });
  });
}
