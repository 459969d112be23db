import type { Profile } from './browser.ts';
import { wayOut } from './pageSide.ts';

/** A request of a page, held until it is answered, failed or let go. */
export interface Held {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
}

/** What a page of the browser tells its window. */
export interface SurfaceEvents {
  onRequest(held: Held): void;
  /** A frame shows another address; within the document, or after loading one. */
  onPlace(frameId: string, url: string): void;
  onLoaded(): void;
  onCrash(): void;
  onWindowOpen(url: string): void;
  /** A script of the frame has said something through the way out. */
  onMessage(frameId: string, text: string): void;
}

/** One page of the browser: what a window's contents are made of. */
export interface Surface {
  readonly topFrame: string;
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>;
  /** Calls the function of the top frame that has this name; nothing happens where there is none. */
  call(name: string, text: string): void;
  close(): Promise<void>;
}

interface Context {
  readonly id: number;
  readonly auxData?: { readonly frameId?: string; readonly isDefault?: boolean };
}

/** Opens an empty page whose every request is held, and into whose top frame `script` is put before anything else runs. */
export async function openSurface({ cdp, context }: Profile, script: string, events: SurfaceEvents): Promise<Surface> {
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', browserContextId: context });
  const attached = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(attached['sessionId']);
  const topFrame = String(targetId);
  const contexts = new Map<number, string>();
  let topContext: number | undefined;

  const take: Readonly<Record<string, (params: never) => void>> = {
    'Fetch.requestPaused': (held: Held) => events.onRequest(held),
    'Page.frameNavigated': ({ frame }: { readonly frame: { readonly id: string; readonly url: string } }) =>
      events.onPlace(frame.id, frame.url),
    'Page.navigatedWithinDocument': ({ frameId, url }: { readonly frameId: string; readonly url: string }) =>
      events.onPlace(frameId, url),
    'Page.loadEventFired': () => events.onLoaded(),
    'Page.windowOpen': ({ url }: { readonly url: string }) => events.onWindowOpen(url),
    'Inspector.targetCrashed': () => events.onCrash(),
    'Runtime.executionContextsCleared': () => contexts.clear(),
    'Runtime.executionContextCreated': ({ context: made }: { readonly context: Context }) => {
      const frameId = made.auxData?.frameId ?? '';
      contexts.set(made.id, frameId);
      if (frameId === topFrame && made.auxData?.isDefault === true) topContext = made.id;
    },
    'Runtime.bindingCalled': (said: { readonly name: string; readonly payload: string; readonly executionContextId: number }) => {
      if (said.name === wayOut) events.onMessage(contexts.get(said.executionContextId) ?? '', said.payload);
    },
  };
  cdp.listen(session, (method, params) => take[method]?.(params as never));
  // Whatever else opens in this profile was opened by the page: Electron would have made no window of it.
  cdp.listen(undefined, (method, params) => {
    if (method !== 'Target.targetCreated') return;
    const { targetInfo } = params as {
      readonly targetInfo: { readonly targetId: string; readonly type: string; readonly browserContextId?: string };
    };
    if (targetInfo.type === 'page' && targetInfo.browserContextId === context && targetInfo.targetId !== targetId)
      void cdp.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined);
  });
  const send = (method: string, params?: object): Promise<Readonly<Record<string, unknown>>> => cdp.send(method, params, session);
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  await send('Inspector.enable');
  await send('Page.enable');
  await send('Runtime.enable');
  await send('Runtime.addBinding', { name: wayOut });
  await send('Page.addScriptToEvaluateOnNewDocument', { source: script });
  await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  return {
    topFrame,
    send,
    call(name, text) {
      if (topContext === undefined) return;
      const asked = {
        executionContextId: topContext,
        functionDeclaration: 'function (name, text) { this[name]?.(text); }',
        arguments: [{ value: name }, { value: text }],
      };
      // A page that is being loaded anew hears nothing, as in Electron.
      void send('Runtime.callFunctionOn', asked).catch(() => undefined);
    },
    close: async () => {
      await cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
    },
  };
}
