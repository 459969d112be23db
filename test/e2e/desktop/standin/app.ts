import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { registered } from './places.ts';
import { onLeaving } from './desk.ts';
import { emitter, only, preventable } from './only.ts';
import { machine, say, takes } from './stage.ts';
import { closeAll, whenAllClosed } from './window.ts';

const { listening, emit } = emitter<App>('app', [
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'activate',
  'window-all-closed',
  'child-process-gone',
]);
const paths = new Map<string, string>();
let sandbox = false;
let modelId = '';
let quitting = false;

const pathOf = (name: string): string => paths.get(name) ?? (name === 'home' ? machine.home : join(machine.home, name));

/**
 * One program an account, as Electron has it: the first of its folder holds a file with its number; one that comes later
 * leaves its words beside it, which the first is told of.
 */
function onlyOne(): boolean {
  const folder = join(pathOf('userData'), 'one-program');
  const holder = join(folder, 'holder');
  mkdirSync(folder, { recursive: true });
  if (existsSync(holder) && isAlive(Number(readFileSync(holder, 'utf8')))) {
    writeFileSync(join(folder, `${process.pid}.words`), JSON.stringify(process.argv));
    return false;
  }
  writeFileSync(holder, String(process.pid));
  const listen = (): void => {
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.words'))) {
      const words = readFileSync(join(folder, name), 'utf8');
      // Written but not yet filled: the next change of the folder comes back to it.
      if (words === '') continue;
      rmSync(join(folder, name));
      emit('second-instance', {}, JSON.parse(words) as string[], '', {});
    }
  };
  watch(folder, listen).unref();
  return true;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function quit(): Promise<void> {
  if (quitting) return;
  const event = preventable('the before-quit event', {});
  emit('before-quit', event);
  if (event.defaultPrevented || !(await closeAll())) return;
  quitting = true;
  emit('will-quit', preventable('the will-quit event', {}));
  emit('quit', {}, 0);
  end(0);
}

/** What was said is on its way to the test before the process ends. */
function end(code: number): void {
  process.exitCode = code;
  if (process.connected) process.disconnect();
  process.exit(code);
}

whenAllClosed(() => {
  if (!emit('window-all-closed')) void quit();
});
takes('app.quit', () => void quit());
takes('app.startAgainAsItLeaves', () => onLeaving(() => void emit('second-instance', {}, [], '', {})));
takes('app.activate', () => void emit('activate'));
takes('app.facts', () => ({ sandbox, scheme: registered(), userData: pathOf('userData'), modelId }));

export const app = only('app', {
  ...(listening satisfies Pick<App, 'on' | 'once'>),
  isPackaged: false,
  getPath: pathOf,
  setPath: (name, path) => void paths.set(name, path),
  getVersion: () => '0.0.0',
  requestSingleInstanceLock: onlyOne,
  enableSandbox: () => void (sandbox = true),
  setAppUserModelId: (id) => void (modelId = id),
  whenReady: async () => say({ what: 'ready' }),
  getLoginItemSettings: () => ({
    openAtLogin: false,
    openAsHidden: false,
    wasOpenedAtLogin: false,
    wasOpenedAsHidden: false,
    restoreState: false,
    status: 'not-registered',
    executableWillLaunchAtLogin: false,
    launchItems: [],
  }),
  setLoginItemSettings: () => undefined,
  quit: () => void quit(),
  exit: (code = 0) => end(code),
  relaunch: () => say({ what: 'relaunch' }),
} satisfies Pick<
  App,
  | 'on'
  | 'once'
  | 'isPackaged'
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'whenReady'
  | 'getLoginItemSettings'
  | 'setLoginItemSettings'
  | 'quit'
  | 'exit'
  | 'relaunch'
>);
