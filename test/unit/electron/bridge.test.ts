import type { IpcMain, WebContents } from 'electron';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { createBuilder } from 'vite';
import { describe, expect, it } from 'vitest';
import { createEventHub } from '#core/api/events.ts';
import type { ReplyEnvelope } from '#core/contract/envelope.ts';
import { channels } from '../../../electron/bridge/channels.ts';
import { serveBridge } from '../../../electron/bridge/serve.ts';
import { settled, StandIn } from './standIns.ts';

interface Frame {
  url: string;
}

/** A window's page and its IPC, with a dispatcher that answers when the test says so. */
function bench() {
  const handlers = new Map<string, (event: unknown, value: unknown) => unknown>();
  const ipc = {
    handle: (channel: string, handler: (event: unknown, value: unknown) => unknown) => void handlers.set(channel, handler),
    on: (channel: string, handler: (event: unknown, value: unknown) => unknown) => void handlers.set(channel, handler),
  };
  const mainFrame: Frame = { url: 'quayside://app/orders' };
  const sent: unknown[] = [];
  const contents = Object.assign(new StandIn(), {
    mainFrame,
    send: (_channel: string, value: unknown) => void sent.push(value),
    isDestroyed: () => false,
    getURL: () => mainFrame.url,
  });
  const hub = createEventHub();
  const asked: unknown[] = [];
  const signals: AbortSignal[] = [];
  let answer = async (): Promise<ReplyEnvelope> => ({ id: '1', ok: true, value: 'here' });
  serveBridge(ipc as unknown as IpcMain, contents as unknown as WebContents, {
    dispatch: (envelope, signal) => {
      asked.push(envelope);
      if (signal) signals.push(signal);
      return answer();
    },
    events: hub,
  });
  const from = (frame: Frame | null = mainFrame, sender: unknown = contents): object => ({ sender, senderFrame: frame });
  const invoke = (channel: string, event: object, value: unknown): unknown =>
    handlers.get(channel)?.(event, structuredClone(value));
  return {
    contents,
    mainFrame,
    hub,
    asked,
    signals,
    sent,
    from,
    invoke,
    answerWith: (next: typeof answer) => void (answer = next),
  };
}

const call = { id: '1', method: 'app.status', input: {} };

describe('the bridge', () => {
  it('answers the top frame of our own window', async () => {
    const desk = bench();
    expect(await desk.invoke(channels.call, desk.from(), call)).toEqual({ id: '1', ok: true, value: 'here' });
    expect(desk.asked).toEqual([call]);
  });
  it.each([
    ['a frame of our page', (desk: ReturnType<typeof bench>) => desk.from({ url: 'quayside://app/' })],
    ['a frame that is gone', (desk: ReturnType<typeof bench>) => desk.from(null)],
    ['another window', (desk: ReturnType<typeof bench>) => desk.from(desk.mainFrame, new StandIn())],
  ])('refuses %s, on every channel', async (_who, event) => {
    const desk = bench();
    await expect(desk.invoke(channels.call, event(desk), call)).rejects.toThrow('refused');
    desk.invoke(channels.listen, event(desk), 0);
    desk.hub.publish({ topic: 'status' });
    expect([desk.asked, desk.sent]).toEqual([[], []]);
  });
  it.each(['https://app/', 'quayside://evil/', 'quayside://app.evil/', 'about:blank', 'file:///quayside://app/'])(
    'refuses the top frame while it shows %s',
    async (url) => {
      const desk = bench();
      desk.mainFrame.url = url;
      await expect(desk.invoke(channels.call, desk.from(), call)).rejects.toThrow('refused');
      expect(desk.asked).toEqual([]);
    },
  );
  it('cancels what is running, for its own page only', async () => {
    const desk = bench();
    const end = Promise.withResolvers<ReplyEnvelope>();
    desk.answerWith(() => end.promise);
    const reply = desk.invoke(channels.call, desk.from(), call);
    desk.invoke(channels.cancel, desk.from({ url: 'quayside://app/' }), '1');
    desk.invoke(channels.cancel, desk.from(), { id: '1' });
    desk.invoke(channels.cancel, desk.from(), '2');
    expect(desk.signals[0]?.aborted).toBe(false);
    desk.invoke(channels.cancel, desk.from(), '1');
    expect(desk.signals[0]?.aborted).toBe(true);
    end.resolve({ id: '1', ok: true, value: null });
    await reply;
  });
  it('takes no envelope of another form, and no id twice at once', async () => {
    const desk = bench();
    desk.answerWith(async () => ({
      id: '',
      ok: false,
      error: { code: 'invalid-input', message: 'no', outcome: 'not-done', details: {} },
    }));
    expect(await desk.invoke(channels.call, desk.from(), { ...call, more: 1 })).toMatchObject({ ok: false });
    expect(desk.signals).toEqual([]);
    const end = Promise.withResolvers<ReplyEnvelope>();
    desk.answerWith(() => end.promise);
    const first = desk.invoke(channels.call, desk.from(), call);
    await expect(desk.invoke(channels.call, desk.from(), call)).rejects.toThrow('refused');
    end.resolve({ id: '1', ok: true, value: null });
    await first;
  });
  it('sends events only to a page of ours, and never a place to go that was said to the page before', () => {
    const desk = bench();
    desk.hub.publish({ topic: 'status' });
    desk.hub.publish({ topic: 'show', path: '/runs' });
    desk.invoke(channels.listen, desk.from(), 1);
    expect(desk.sent).toEqual([]);
    desk.hub.publish({ topic: 'show', path: '/orders' });
    expect(desk.sent).toEqual([{ sequence: 3, event: { topic: 'show', path: '/orders' } }]);
    desk.mainFrame.url = 'https://evil.example/';
    desk.hub.publish({ topic: 'orders' });
    expect(desk.sent).toHaveLength(1);
  });
  it('listens once a page, and gives up with it what it asked', async () => {
    const desk = bench();
    desk.invoke(channels.listen, desk.from(), 0);
    desk.invoke(channels.listen, desk.from(), 'all');
    desk.hub.publish({ topic: 'status' });
    expect(desk.sent).toHaveLength(1);
    const end = Promise.withResolvers<ReplyEnvelope>();
    desk.answerWith(() => end.promise);
    const reply = desk.invoke(channels.call, desk.from(), call);
    desk.contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(desk.signals[0]?.aborted).toBe(true);
    desk.hub.publish({ topic: 'status' });
    expect(desk.sent).toHaveLength(1);
    end.resolve({ id: '1', ok: true, value: null });
    await reply;
  });
});

describe('the built preload', () => {
  it('requires only electron, and shows the page three frozen closures', async () => {
    const builder = await createBuilder({
      configFile: fileURLToPath(new URL('../../../vite.config.ts', import.meta.url)),
      logLevel: 'error',
      environments: { preload: { build: { write: false } } },
    });
    const environment = builder.environments['preload'];
    if (!environment) throw new Error('the configuration builds no preload');
    const built = (await builder.build(environment)) as { readonly output: readonly { readonly code?: string }[] };
    expect(built.output).toHaveLength(1);
    const code = built.output[0]?.code ?? '';
    const required: string[] = [];
    const shown = new Map<string, Record<string, (...values: unknown[]) => unknown>>();
    const ipc = Object.assign(new StandIn(), {
      sent: [] as unknown[],
      invoke: async (...values: unknown[]) => values,
      send: (...values: unknown[]) => void ipc.sent.push(values),
    });
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: never) => void shown.set(name, value) },
      ipcRenderer: ipc,
    };
    runInContext(
      code,
      createContext({
        require: (name: string) => {
          required.push(name);
          if (name !== 'electron') throw new Error(`it requires ${name}`);
          return electron;
        },
        module: { exports: {} },
        exports: {},
      }),
    );
    expect([...new Set(required)]).toEqual(['electron']);
    expect([...shown.keys()]).toEqual(['quayside']);
    const bridge = shown.get('quayside') ?? {};
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(Object.entries(bridge).map(([name, value]) => [name, typeof value])).toEqual([
      ['call', 'function'],
      ['cancel', 'function'],
      ['listen', 'function'],
    ]);
    expect(await bridge['call']?.(call)).toEqual([channels.call, call]);
    const heard: unknown[][] = [];
    const unlisten = bridge['listen']?.(4, (...values: unknown[]) => heard.push(values)) as () => void;
    ipc.emit(channels.event, { sender: 'never shown' }, { sequence: 5 });
    expect(heard).toEqual([[{ sequence: 5 }]]);
    expect(ipc.sent).toEqual([[channels.listen, 4]]);
    unlisten();
    ipc.emit(channels.event, {}, { sequence: 6 });
    await settled();
    expect(heard).toHaveLength(1);
  }, 60_000);
});
