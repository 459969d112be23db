import { makeCodec, type Codec, type Wire } from './codec.ts';

/** From the page: a call that waits for its answer, or a message that does not. */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: Wire }
  | { readonly kind: 'send'; readonly channel: string; readonly args: Wire };

/** To the page. */
export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: Wire }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: Wire };

/** What Chromium calls the way out of the page; a frame of the page finds it, as one that has broken out would. */
export const wayOut = 'quaysideStandInForElectron';

type Require = (name: string) => unknown;

/** Runs in the page before its scripts; stands alone. `receiver` is a name that the page cannot guess. */
function preloadInPage(
  codec: Codec,
  out: string,
  receiver: string,
  preload: (require: Require, module: { exports: unknown }, exports: unknown) => void,
): void {
  // A preload belongs to the top frame alone.
  if (window !== window.top) return;
  const found = window as unknown as Record<string, unknown>;
  const post = found[out] as (text: string) => void;
  delete found[out];
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  const listeners = new Map<string, ((event: unknown, ...args: readonly unknown[]) => void)[]>();
  let last = 0;
  const cloned = (args: readonly unknown[]): Wire => codec.encode(structuredClone(args));
  const say = (message: FromPage): void => post(JSON.stringify(message));

  const ipcRenderer = {
    invoke: (channel: string, ...args: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const sent = cloned(args);
        last += 1;
        waiting.set(last, { resolve, reject });
        say({ kind: 'invoke', id: last, channel, args: sent });
      }),
    send: (channel: string, ...args: readonly unknown[]): void => say({ kind: 'send', channel, args: cloned(args) }),
    on: (channel: string, listener: (event: unknown, ...args: readonly unknown[]) => void): unknown => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel: string, listener: (event: unknown, ...args: readonly unknown[]) => void): unknown => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((one) => one !== listener),
      );
      return ipcRenderer;
    },
  };

  /** As Electron's bridge: the page gets copies that cannot be changed, never the object of the preload. */
  const exposed = (value: unknown): unknown => {
    if (typeof value === 'function')
      return (...args: readonly unknown[]) => (value as (...given: readonly unknown[]) => unknown)(...args);
    if (value === null || typeof value !== 'object') return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, kept]) => [name, exposed(kept)])));
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown): void => {
      Object.defineProperty(window, name, { value: exposed(api), enumerable: true, writable: false, configurable: false });
    },
  };

  const receive = (text: string): void => {
    const message = JSON.parse(text) as ToPage;
    if (message.kind === 'message') {
      const args = codec.decode(message.args) as readonly unknown[];
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') asked?.resolve(codec.decode(message.value));
    else asked?.reject(new Error(message.message));
  };
  Object.defineProperty(window, receiver, { value: receive, enumerable: false });

  const strict = (name: string, members: object): unknown =>
    new Proxy(members, {
      get: (target, key) => {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
        throw new Error(`The stand-in for Electron does not imitate ${name}.${key} in a page.`);
      },
    });
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', contextBridge),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
  });
  const module = { exports: {} as unknown };
  preload(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`A sandboxed preload cannot require "${name}".`);
    },
    module,
    module.exports,
  );
}

/** The script that runs a built preload at the start of every document. */
export function pageScript(preload: string, receiver: string): string {
  const wrapped = `function (require, module, exports) {\n${preload}\n}`;
  return `(${preloadInPage.toString()})((${makeCodec.toString()})(), ${JSON.stringify(wayOut)}, ${JSON.stringify(receiver)}, ${wrapped});`;
}
