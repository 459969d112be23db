import { createClient, type Client } from '#core/contract/client.ts';
import { httpTransport } from '#core/contract/transports/http.ts';
import { ipcTransport, type IpcBridge } from '#core/contract/transports/ipc.ts';
import { openSession } from './session.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly quayside?: IpcBridge;
  }
}

/** How the page reaches the engine, or why it cannot. */
export type Connection =
  | { readonly state: 'connected'; readonly client: Client; readonly host: 'desktop' | 'browser' }
  | { readonly state: 'no-session'; readonly why: 'none' | 'used' }
  | { readonly state: 'no-answer' };

/** Finds the transport: the desktop app's bridge where there is one, else the loopback host with this page's token. */
export async function connect(page: Window): Promise<Connection> {
  if (page.quayside) return { state: 'connected', client: createClient(ipcTransport(page.quayside)), host: 'desktop' };
  const session = await openSession(page);
  if (session.state !== 'open') return session;
  const transport = httpTransport({
    base: '',
    token: () => session.token,
    fetch: (input, init) => page.fetch(input, init),
    wait: (milliseconds) =>
      new Promise((resolve) => {
        page.setTimeout(resolve, milliseconds);
      }),
  });
  return { state: 'connected', client: createClient(transport), host: 'browser' };
}
