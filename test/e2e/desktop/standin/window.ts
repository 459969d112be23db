import type {
  BaseWindow as ElectronBase,
  BaseWindowConstructorOptions,
  BrowserWindow as ElectronWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
} from 'electron';
import { createContents } from './contents.ts';
import { constructible, emitter, only, preventable } from './only.ts';
import { say, takes } from './stage.ts';

const events = ['close', 'closed', 'hide', 'show', 'ready-to-show', 'unresponsive', 'query-session-end', 'session-end'] as const;

/** Windows that are open, and who hears that the last one was closed. */
const open = new Set<{ readonly close: () => boolean; readonly gone: Promise<void> }>();
let onLast: () => void = () => undefined;
export function whenAllClosed(listener: () => void): void {
  onLast = listener;
}

/** Windows says to every window that the session ends, also to one that is never shown. */
const sessions = new Set<(event: string, ...args: readonly unknown[]) => boolean>();
takes('window.sessionEnd', (name, reasons) => {
  const event = preventable(`the ${name} event`, { reasons });
  for (const emit of sessions) emit(name, event);
  return event.defaultPrevented;
});

/** Closes every window, as quitting does; false where one of them refuses. */
export async function closeAll(): Promise<boolean> {
  const windows = [...open];
  if (!windows.every(({ close }) => close())) return false;
  await Promise.all(windows.map(({ gone }) => gone));
  return true;
}

function createWindow({ width = 800, height = 600, x = 0, y = 0, ...more }: BrowserWindowConstructorOptions) {
  const { listening, emit } = emitter<ElectronWindow>('BrowserWindow', events);
  const { contents, resize, destroy } = createContents(more.webPreferences?.preload ?? '');
  const gone = Promise.withResolvers<void>();
  let bounds: Rectangle = { x, y, width, height };
  let state: 'normal' | 'minimized' | 'maximized' = 'normal';
  let visible = false;
  const place = (next: Rectangle): void => {
    bounds = next;
    say({ what: 'bounds', bounds });
    void resize(next.width, next.height).catch(() => undefined);
  };

  function close(): boolean {
    const event = preventable('the close event', {});
    emit('close', event);
    if (event.defaultPrevented) return false;
    open.delete(opened);
    void destroy().then(gone.resolve);
    emit('closed');
    say({ what: 'window', state: 'gone' });
    if (open.size === 0) onLast();
    return true;
  }
  const opened = { close, gone: gone.promise };
  open.add(opened);
  let first = true;
  contents.on('did-finish-load', () => {
    if (first) emit('ready-to-show');
    first = false;
  });
  place(bounds);
  say({ what: 'window', state: 'made' });

  takes('window.close', () => void close());
  takes('window.hang', () => void emit('unresponsive'));
  takes('window.options', () => structuredClone({ width, height, ...more }) as Readonly<Record<string, unknown>>);
  sessions.add(emit);

  return only('BrowserWindow', {
    ...(listening satisfies Pick<ElectronWindow, 'on' | 'once'>),
    webContents: contents,
    loadURL: (address) => contents.loadURL(address),
    show: () => {
      visible = true;
      say({ what: 'window', state: 'shown' });
      emit('show');
    },
    hide: () => {
      if (!visible) return;
      visible = false;
      say({ what: 'window', state: 'hidden' });
      emit('hide');
    },
    focus: () => say({ what: 'window', state: 'focused' }),
    maximize: () => void (state = 'maximized'),
    restore: () => void (state = 'normal'),
    isMinimized: () => state === 'minimized',
    isMaximized: () => state === 'maximized',
    getBounds: () => bounds,
    getNormalBounds: () => bounds,
    setBounds: (next) => place({ ...bounds, ...next }),
  } satisfies Pick<
    ElectronWindow,
    | 'on'
    | 'once'
    | 'loadURL'
    | 'show'
    | 'hide'
    | 'focus'
    | 'maximize'
    | 'restore'
    | 'isMinimized'
    | 'isMaximized'
    | 'getBounds'
    | 'getNormalBounds'
    | 'setBounds'
  > & { readonly webContents: typeof contents });
}

/** A window without a page, for what is said to windows alone. */
export const BaseWindow = constructible((_options: BaseWindowConstructorOptions) => {
  const { listening, emit } = emitter<ElectronBase>('BaseWindow', ['query-session-end', 'session-end']);
  sessions.add(emit);
  return only('BaseWindow', listening satisfies Pick<ElectronBase, 'on'>);
});

/** A window of the desktop: a page of a real browser, and what its system would do with it. */
export const BrowserWindow = constructible(createWindow);
