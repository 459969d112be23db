/** What the stand-in asks of Chromium and hears from it: the DevTools protocol over one socket, by session. */
export interface Cdp {
  send(method: string, params?: object, session?: string): Promise<Readonly<Record<string, unknown>>>;
  /** Hears the events of one session; the browser's own have none. */
  listen(session: string | undefined, onEvent: (method: string, params: unknown) => void): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
}

/** Connects to the browser at its WebSocket address; what is asked before it is open waits for it. */
export function connectCdp(address: string): Cdp {
  const socket = new WebSocket(address);
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('The browser cannot be reached.')), { once: true });
  });
  opened.catch(() => undefined);
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string | undefined, ((method: string, params: unknown) => void)[]>();
  let last = 0;

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) {
      for (const onEvent of listeners.get(message.sessionId) ?? []) onEvent(message.method ?? '', message.params);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
    else asked?.resolve(message.result ?? {});
  });
  socket.addEventListener('close', () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser has ended.`));
  });

  return {
    async send(method, params = {}, session) {
      await opened;
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { method, resolve, reject });
        socket.send(JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) }));
      });
    },
    listen(session, onEvent) {
      listeners.set(session, [...(listeners.get(session) ?? []), onEvent]);
    },
  };
}
