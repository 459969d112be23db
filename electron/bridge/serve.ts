import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { requestEnvelope } from '#core/contract/envelope.ts';
import type { Served } from '#core/host/console/switcher.ts';
import { isOurs } from '../shell/navigation.ts';
import { channels } from './channels.ts';

type Ipc = Pick<IpcMain, 'handle' | 'on'>;

const callId = z.string().max(64);
const after = z.number().int().min(0);
/** So many calls at once from one page are no page of ours any more. */
const mostAtOnce = 256;

/** True for the top frame of our own window under our own origin. */
export function isTrusted(
  event: Pick<IpcMainInvokeEvent | IpcMainEvent, 'sender' | 'senderFrame'>,
  contents: Pick<WebContents, 'mainFrame'>,
): boolean {
  const frame = event.senderFrame;
  return event.sender === contents && frame !== null && frame === contents.mainFrame && isOurs(frame.url);
}

type Contents = Pick<WebContents, 'mainFrame' | 'send' | 'isDestroyed' | 'on' | 'getURL'>;

/**
 * Puts an app behind the window's IPC. `ipc` is the window's own (`webContents.ipc`), never the global one. Envelopes are
 * checked before they go anywhere; what does not come from our page's top frame learns nothing but that it is refused,
 * and events are sent only while our own page is shown.
 */
export function serveBridge(ipc: Ipc, contents: Contents, app: Pick<Served, 'dispatch' | 'events'>): { stop(): void } {
  const running = new Map<string, AbortController>();
  let unlisten: (() => void) | undefined;
  const forget = (): void => {
    unlisten?.();
    unlisten = undefined;
    for (const abort of running.values()) abort.abort();
  };

  ipc.handle(channels.call, async (event, envelope: unknown) => {
    if (!isTrusted(event, contents)) throw new Error('refused');
    const request = requestEnvelope.safeParse(envelope);
    // The dispatcher says in words what is wrong with one that cannot be read.
    if (!request.success) return app.dispatch(envelope);
    if (running.size >= mostAtOnce || running.has(request.data.id)) throw new Error('refused');
    const abort = new AbortController();
    running.set(request.data.id, abort);
    try {
      return await app.dispatch(request.data, abort.signal);
    } finally {
      running.delete(request.data.id);
    }
  });
  ipc.on(channels.cancel, (event, id: unknown) => {
    const parsed = callId.safeParse(id);
    if (isTrusted(event, contents) && parsed.success) running.get(parsed.data)?.abort();
  });
  ipc.on(channels.listen, (event, from: unknown) => {
    if (!isTrusted(event, contents)) return;
    const parsed = after.safeParse(from);
    unlisten?.();
    // Where the page should go was said to the page of then: one that is loaded anew stays where it is.
    const since = app.events.last();
    unlisten = app.events.listen(parsed.success ? parsed.data : 0, (sequenced) => {
      if (sequenced.event.topic === 'show' && sequenced.sequence <= since) return;
      if (!contents.isDestroyed() && isOurs(contents.getURL())) contents.send(channels.event, sequenced);
    });
  });
  // A page that ended listens no more, and nobody waits for its answers.
  contents.on('render-process-gone', forget);
  contents.on('destroyed', forget);
  return { stop: forget };
}
