import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Net, PowerMonitor, PowerSaveBlocker, SafeStorage, Screen } from 'electron';
import { emitter, only, preventable } from './only.ts';
import { machine, say, takes } from './stage.ts';

/** Sleep, lock and shut-down, as the test says them. */
function standInPower() {
  const { listening, emit } = emitter<PowerMonitor>('powerMonitor', [
    'suspend',
    'resume',
    'lock-screen',
    'unlock-screen',
    'shutdown',
  ]);
  takes('power.say', (event) => void emit(event));
  takes('power.shutdown', () => {
    const event = preventable('the shutdown event', {});
    emit('shutdown', event);
    return event.defaultPrevented;
  });
  return only('powerMonitor', listening satisfies Pick<PowerMonitor, 'on' | 'once' | 'off'>);
}

function standInBlocker() {
  const held = new Set<number>();
  let last = 0;
  return only('powerSaveBlocker', {
    start(type) {
      if (type !== 'prevent-app-suspension') throw new Error(`The display is kept on by "${type}", which nothing here needs.`);
      last += 1;
      held.add(last);
      say({ what: 'blocker', held: held.size });
      return last;
    },
    stop(id) {
      held.delete(id);
      say({ what: 'blocker', held: held.size });
      return true;
    },
  } satisfies Pick<PowerSaveBlocker, 'start' | 'stop'>);
}

function standInScreen() {
  const { listening, emit } = emitter<Screen>('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  let areas = machine.displays;
  const displayOf = (workArea: (typeof areas)[number]) => only('Display', { workArea });
  type Area = { readonly workArea: (typeof areas)[number] };
  takes('displays.leave', (left) => {
    areas = left;
    emit('display-removed', {}, {});
  });
  return only('screen', {
    ...(listening satisfies Pick<Screen, 'on' | 'once' | 'off'>),
    getPrimaryDisplay: (): Area => displayOf(areas[0] ?? { x: 0, y: 0, width: 1_366, height: 860 }),
    getAllDisplays: (): Area[] => areas.map(displayOf),
  });
}

/** The network is Node's own; whether there is one the test says. */
function standInNet() {
  let online = true;
  takes('net.online', (now) => {
    online = now;
  });
  return only('net', {
    fetch: (input, init) => {
      if (init?.bypassCustomProtocolHandlers !== true) throw new Error('This request could be answered by a scheme of our own.');
      if (!online) return Promise.reject(new TypeError('fetch failed: net::ERR_INTERNET_DISCONNECTED'));
      const { bypassCustomProtocolHandlers: _own, ...rest } = init;
      return fetch(input, rest);
    },
    isOnline: () => online,
  } satisfies Pick<Net, 'fetch' | 'isOnline'>);
}

/** Encrypts for the account of the machine; what another account's key made cannot be read, as after a password reset. */
function standInSafeStorage() {
  const key = createHash('sha256').update(machine.account).digest();
  return only('safeStorage', {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => machine.keyring,
    encryptStringAsync: async (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    decryptStringAsync: async (bytes) => {
      const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
      return { result: Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString(), shouldReEncrypt: false };
    },
  } satisfies Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >);
}

export const powerMonitor = standInPower();
export const powerSaveBlocker = standInBlocker();
export const screen = standInScreen();
export const net = standInNet();
export const safeStorage = standInSafeStorage();
