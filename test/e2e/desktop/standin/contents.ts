import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IpcMain, WebContents, WebFrameMain } from 'electron';
import { openProfile } from './browser.ts';
import { makeCodec } from './codec.ts';
import { emitter, only, preventable } from './only.ts';
import { pageScript, type FromPage, type ToPage } from './pageSide.ts';
import { browserOrigin, fromBrowser, toBrowser } from './places.ts';
import { failHeld, serveHeld } from './requests.ts';
import { say, takes } from './stage.ts';
import { openSurface, type Held, type Surface } from './surface.ts';

type Answers = (event: unknown, ...args: readonly unknown[]) => unknown;
type Frame = Pick<WebFrameMain, 'url'>;
const { encode, decode } = makeCodec();

const events = [
  'will-navigate',
  'will-redirect',
  'will-frame-navigate',
  'will-attach-webview',
  'did-finish-load',
  'render-process-gone',
  'destroyed',
] as const;

/** The contents of a window: Electron's events over a page of a real browser. `preload` is the path of the built script. */
export function createContents(preload: string) {
  const { listening, emit } = emitter<WebContents>('WebContents', events);
  const receiver = `quayside${randomBytes(12).toString('hex')}`;
  const frames = new Map<string, Frame & { url: string }>();
  const mainFrame = only('WebFrameMain', { url: '' });
  const answers = new Map<string, Answers>();
  const hearers = new Map<string, Answers>();
  let openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });
  /** The address that the desktop itself is loading: going there is no navigation of the page. */
  let wanted: string | undefined;
  let loaded = Promise.withResolvers<void>();
  let destroyed = false;

  const surface: Promise<Surface> = openProfile().then((profile) =>
    openSurface(profile, pageScript(readFileSync(preload, 'utf8'), receiver), {
      onRequest: (held) => void surface.then((page) => answer(page, held)).catch(() => undefined),
      onPlace: (frameId, url) => void surface.then((page) => moved(page, frameId, url)),
      onLoaded: () => {
        loaded.resolve();
        emit('did-finish-load');
      },
      onCrash: () => {
        say({ what: 'page-ended' });
        emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      },
      onWindowOpen: (url) => {
        const { action } = openHandler({ url: fromBrowser(url) } as Parameters<typeof openHandler>[0]);
        if (action !== 'deny') throw new Error(`The desktop let a page open ${url}, which this stand-in does not imitate.`);
        say({ what: 'prevented', event: 'window-open', url: fromBrowser(url) });
      },
      onMessage: (frameId, text) => void surface.then((page) => heard(page, frameId, JSON.parse(text) as FromPage)),
    }),
  );
  surface.catch((thrown: unknown) => say({ what: 'error-box', title: 'The stand-in has no page', text: String(thrown) }));

  function frameOf(page: Surface, frameId: string): Frame & { url: string } {
    if (frameId === page.topFrame) return mainFrame;
    const known = frames.get(frameId) ?? only('WebFrameMain', { url: 'about:blank' });
    frames.set(frameId, known);
    return known;
  }

  function moved(page: Surface, frameId: string, url: string): void {
    frameOf(page, frameId).url = fromBrowser(url);
    if (frameId === page.topFrame) say({ what: 'place', url: fromBrowser(url) });
  }

  /** Asks the desktop whether a frame may go where a script or a link wants it. */
  function mayGo(page: Surface, { request, frameId, redirectedRequestId }: Held): boolean {
    const isMainFrame = frameId === page.topFrame;
    if (isMainFrame && wanted === request.url) {
      wanted = undefined;
      return true;
    }
    const url = fromBrowser(request.url);
    const asked =
      redirectedRequestId !== undefined ? ['will-redirect'] : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])];
    const refusing = asked.find((name) => {
      const event = preventable(`the ${name} event`, { url, isMainFrame });
      emit(name, event);
      return event.defaultPrevented;
    });
    if (refusing !== undefined) say({ what: 'prevented', event: refusing, url });
    return refusing === undefined;
  }

  async function answer(page: Surface, held: Held): Promise<void> {
    if (held.resourceType === 'Document' && !mayGo(page, held)) return failHeld(page, held, 'Aborted');
    const { url } = held.request;
    if (url.startsWith(`${browserOrigin()}/`)) return serveHeld(page, held);
    // In Electron this request would have left the machine.
    say({ what: 'went-out', url });
    return failHeld(page, held, 'BlockedByClient');
  }

  async function heard(page: Surface, frameId: string, message: FromPage): Promise<void> {
    const args = structuredClone(decode(message.args)) as readonly unknown[];
    const event = only('the event of a message', { sender: contents, senderFrame: frameOf(page, frameId) });
    if (message.kind === 'send') return void hearers.get(message.channel)?.(event, ...args);
    const { id, channel } = message;
    try {
      const asked = answers.get(channel);
      if (asked === undefined) throw new Error(`No handler registered for '${channel}'`);
      const value = encode(structuredClone(await asked(event, ...args)));
      tellPage(page, { kind: 'answer', id, value });
    } catch (thrown) {
      tellPage(page, { kind: 'failure', id, message: `Error invoking remote method '${channel}': ${String(thrown)}` });
    }
  }
  const tellPage = (page: Surface, message: ToPage): void => page.call(receiver, JSON.stringify(message));

  takes('page.crash', () => void surface.then((page) => page.send('Page.crash').catch(() => undefined)));

  const ipc = only('the ipc of a window', {
    handle: (channel, listener) => void answers.set(channel, listener as Answers),
    on: (channel, listener) => {
      hearers.set(channel, listener as Answers);
      return undefined as unknown as IpcMain;
    },
  } satisfies Pick<IpcMain, 'handle' | 'on'>);

  const contents = only('WebContents', {
    ...(listening satisfies Pick<WebContents, 'on'>),
    ipc,
    mainFrame,
    setWindowOpenHandler: (handler) => void (openHandler = handler),
    getURL: () => mainFrame.url,
    isDestroyed: () => destroyed,
    send: (channel, ...args: readonly unknown[]) => {
      const message = { kind: 'message', channel, args: encode(structuredClone(args)) } as const;
      void surface.then((page) => tellPage(page, message));
    },
    loadURL: async (address) => {
      const page = await surface;
      wanted = toBrowser(address);
      loaded = Promise.withResolvers();
      const { errorText } = await page.send('Page.navigate', { url: wanted });
      if (errorText !== undefined) throw new Error(`${JSON.stringify(errorText)} loading '${address}'`);
      await loaded.promise;
    },
  } satisfies Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'getURL' | 'isDestroyed' | 'send' | 'loadURL'> & {
    readonly ipc: Pick<IpcMain, 'handle' | 'on'>;
    readonly mainFrame: Frame;
  });

  return {
    contents,
    resize: async (width: number, height: number): Promise<void> => {
      const page = await surface;
      await page.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    },
    destroy: async (): Promise<void> => {
      destroyed = true;
      emit('destroyed');
      await surface.then((page) => page.close()).catch(() => undefined);
    },
  };
}
