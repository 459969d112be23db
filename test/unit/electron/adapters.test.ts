import type { App, SafeStorage } from 'electron';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterAll, describe, expect, it } from 'vitest';
import { hostSettings } from '#core/contract/hostSettings.ts';
import { readTextUpTo } from '#core/ports/http/readUpTo.ts';
import { fileSettings, type SettingsStore } from '#core/host/adapters/settings.ts';
import { suspensionBlocker } from '../../../electron/adapters/blocker.ts';
import { createDesktopDesk, type DesktopDeskParts } from '../../../electron/adapters/desk.ts';
import { autostartEntry, loginItem } from '../../../electron/adapters/loginItem.ts';
import { desktopFetch, networkCare } from '../../../electron/adapters/network.ts';
import { notifier } from '../../../electron/adapters/notifications.ts';
import { watchPower } from '../../../electron/adapters/power.ts';
import type { UpdateState } from '../../../electron/updates/state.ts';
import { createVault } from '../../../electron/adapters/secrets.ts';
import { memorySettings, openSettings, setAside, type CreateStore } from '../../../electron/adapters/settings.ts';
import { settingsOrQuestion } from '../../../electron/shell/startUp.ts';
import { keptLog, StandIn } from './standIns.ts';

const folders: string[] = [];
function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-desktop-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const inPieces = (pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });

describe('the network', () => {
  function bench(fetch: () => Promise<Response>) {
    const asked: (readonly [unknown, Record<string, unknown>])[] = [];
    let moving = 0;
    let most = 0;
    const net = {
      fetch: async (url: unknown, init: Record<string, unknown>) => {
        asked.push([url, init]);
        return fetch();
      },
      isOnline: () => false,
    };
    const port = desktopFetch(net, {
      begin: () => void (most = Math.max(most, (moving += 1))),
      end: () => void (moving -= 1),
    });
    return { port, asked, net, moving: () => moving, most: () => most };
  }
  it("goes through Chromium's own stack without cookies, cache or our own scheme", async () => {
    const desk = bench(async () => new Response('here'));
    const answer = await desk.port('https://api.example/x', {
      method: 'POST',
      body: 'b',
      headers: { a: 'b' },
      redirect: 'manual',
    });
    expect(await readTextUpTo(answer.body, 100)).toEqual({ text: 'here', whole: true });
    expect(desk.asked).toEqual([
      [
        'https://api.example/x',
        {
          method: 'POST',
          body: 'b',
          headers: { a: 'b' },
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          bypassCustomProtocolHandlers: true,
        },
      ],
    ]);
    expect([desk.moving(), desk.most()]).toEqual([0, 1]);
  });
  it('moves bytes with every piece of a long answer, and gives it on as it is', async () => {
    const pieces = ['a', 'b', 'c'].map((letter) => Buffer.from(letter.repeat(200_000)));
    let begun = 0;
    const net = {
      fetch: async () => new Response(inPieces(pieces), { status: 206, headers: { 'content-length': '600000', etag: 'x' } }),
      isOnline: () => true,
    };
    const port = desktopFetch(net, { begin: () => void (begun += 1), end: () => undefined });
    const answer = await port('https://api.example/', { method: 'GET', headers: {}, redirect: 'manual' });
    expect([answer.status, answer.headers.get('etag'), begun]).toEqual([206, 'x', 1]);
    const read: Uint8Array[] = [];
    for await (const piece of answer.body ?? []) read.push(piece);
    expect(Buffer.concat(read).equals(Buffer.concat(pieces))).toBe(true);
    expect(begun).toBe(4);
  });
  it('moves no bytes any more after a failure, which it hands on as it is', async () => {
    const desk = bench(() => Promise.reject(new TypeError('net::ERR_CERT_AUTHORITY_INVALID')));
    await expect(desk.port('https://api.example/', { method: 'GET', headers: {}, redirect: 'manual' })).rejects.toThrow(
      'ERR_CERT_AUTHORITY_INVALID',
    );
    expect(desk.moving()).toBe(0);
  });
  it('knows when there is none, and when data is to be saved', () => {
    const care = networkCare({ isOnline: () => false }, () => true);
    expect([care.online(), care.saving()]).toEqual([false, true]);
  });
});

describe('suspension', () => {
  it('is blocked only while bytes move, once for many requests, and a moment longer', () => {
    const calls: string[] = [];
    let due: (() => void) | undefined;
    const blocker = suspensionBlocker({
      blocker: { start: (type) => (calls.push(`start ${type}`), 4), stop: (id) => (calls.push(`stop ${id}`), true) },
      after: (_ms, then) => {
        due = then;
        return () => void (due = undefined);
      },
    });
    blocker.begin();
    blocker.begin();
    blocker.end();
    expect([calls, due]).toEqual([['start prevent-app-suspension'], undefined]);
    blocker.end();
    expect(due).toBeDefined();
    blocker.begin();
    expect(due).toBeUndefined();
    blocker.end();
    due?.();
    expect(calls).toEqual(['start prevent-app-suspension', 'stop 4']);
    blocker.stop();
    expect(calls).toHaveLength(2);
  });
});

describe('power', () => {
  it('has one meaning an event, also where a system says it twice', () => {
    const monitor = new StandIn();
    const heard: unknown[] = [];
    let minute = 0;
    watchPower({
      monitor: monitor as never,
      now: () => `2026-03-09T10:0${minute}:00.000Z`,
      onSuspend: () => heard.push('suspend'),
      onResume: (since) => heard.push(['resume', since]),
      onLock: () => heard.push('lock'),
      onShutdown: (event) => event.preventDefault(),
    });
    monitor.emit('suspend');
    minute = 5;
    monitor.emit('suspend');
    monitor.emit('resume');
    monitor.emit('resume');
    monitor.emit('lock-screen');
    expect(heard).toEqual(['suspend', ['resume', '2026-03-09T10:00:00.000Z'], ['resume', undefined], 'lock']);
    let prevented = false;
    monitor.emit('shutdown', { preventDefault: () => void (prevented = true) });
    expect(prevented).toBe(true);
    expect(() => monitor.emit('shutdown')).not.toThrow();
  });
});

describe('start at login', () => {
  function bench(platform: NodeJS.Platform, isPackaged = true, env = {}) {
    const home = temporary();
    const given: unknown[] = [];
    const system = { openAtLogin: true, executableWillLaunchAtLogin: true };
    const app = {
      isPackaged,
      setLoginItemSettings: (settings: unknown) => void given.push(settings),
      getLoginItemSettings: (asked: unknown) => (given.push(['asked', asked]), system),
    } as unknown as App;
    return { home, given, system, item: loginItem({ app, platform, env, home, program: '/opt/Quay side/quayside' }) };
  }
  it('stands in the list of Windows with --hidden, and of macOS without arguments', () => {
    const windows = bench('win32');
    windows.item.set(true);
    const mac = bench('darwin');
    mac.item.set(false);
    expect([windows.given, mac.given]).toEqual([[{ openAtLogin: true, args: ['--hidden'] }], [{ openAtLogin: false }]]);
  });
  it('is what the system says, also where its own list switched it off', () => {
    const windows = bench('win32');
    expect(windows.item.isOn()).toBe(true);
    windows.system.executableWillLaunchAtLogin = false;
    expect(windows.item.isOn()).toBe(false);
    // Windows finds its entry by the arguments too.
    expect(windows.given[0]).toEqual(['asked', { args: ['--hidden'] }]);
    const mac = bench('darwin');
    mac.system.executableWillLaunchAtLogin = false;
    expect(mac.item.isOn()).toBe(true);
    const linux = bench('linux');
    expect(linux.item.isOn()).toBe(false);
    linux.item.set(true);
    expect(linux.item.isOn()).toBe(true);
    const file = join(linux.home, '.config', 'autostart', 'quayside.desktop');
    writeFileSync(file, readFileSync(file, 'utf8').replace('enabled=true', 'enabled=false'));
    expect(linux.item.isOn()).toBe(false);
  });
  it('names the AppImage of today after an update, and brings back nothing that was removed', () => {
    const desk = bench('linux', true, { APPIMAGE: '/home/u/Quayside-1.AppImage' });
    desk.item.renew();
    expect(desk.item.isOn()).toBe(false);
    desk.item.set(true);
    const app = { isPackaged: true } as unknown as App;
    const next = loginItem({
      app,
      platform: 'linux',
      env: { APPIMAGE: '/home/u/Quayside-2.AppImage' },
      home: desk.home,
      program: '/q',
    });
    next.renew();
    expect(readFileSync(join(desk.home, '.config', 'autostart', 'quayside.desktop'), 'utf8')).toContain('Quayside-2.AppImage');
  });
  it('is a file of its own on Linux, written whole, removed again', () => {
    const desk = bench('linux', true, { APPIMAGE: '/home/u/Quayside 1.AppImage' });
    desk.item.set(true);
    const folder = join(desk.home, '.config', 'autostart');
    expect(readdirSync(folder)).toEqual(['quayside.desktop']);
    expect(readFileSync(join(folder, 'quayside.desktop'), 'utf8')).toContain('Exec="/home/u/Quayside 1.AppImage" --hidden\n');
    desk.item.set(false);
    desk.item.set(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(desk.given).toEqual([]);
  });
  it('quotes a program as the specification wants it', () => {
    expect(autostartEntry('/a "b" $c `d` 50%\\e')).toContain('Exec="/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` 50%%\\\\\\\\e" --hidden');
  });
  it('is not possible from a source folder, and says so', () => {
    expect(bench('win32', false).item).toMatchObject({ possible: false, sentence: expect.stringContaining('installed') });
  });
  it('says where the file could not be written', () => {
    const home = temporary();
    writeFileSync(join(home, '.config'), 'a file where a folder should be');
    const app = { isPackaged: true, setLoginItemSettings: () => undefined } as unknown as App;
    const item = loginItem({ app, platform: 'linux', env: {}, home, program: '/q' });
    expect(() => item.set(true)).toThrow(/autostart file .*quayside\.desktop could not be changed/);
  });
});

describe('notifications', () => {
  it('open their place when they are clicked, and fail quietly where the system shows none', () => {
    const made: StandIn[] = [];
    const opened: string[] = [];
    const log = keptLog();
    const parts = {
      create: () => {
        const one = Object.assign(new StandIn(), { show: () => undefined });
        made.push(one);
        return one as never;
      },
      open: (path: string) => void opened.push(path),
      log,
    };
    notifier({ ...parts, isSupported: () => true })([{ title: 't', body: 'b', path: '/documents/unknown' }]);
    made[0]?.emit('click');
    made[0]?.emit('failed', {}, 'not signed');
    expect(opened).toEqual(['/documents/unknown']);
    expect(log.lines[0]).toContain('not signed');
    notifier({ ...parts, isSupported: () => false })([{ title: 't', body: 'b', path: '/' }]);
    expect(made).toHaveLength(1);
  });
});

describe('secrets', () => {
  type Safe = Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  /** A keyring: its key is part of what it writes, and another key cannot read it. */
  function keyring(key: string, change: Partial<Safe> = {}): Safe {
    return {
      isAsyncEncryptionAvailable: async () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptStringAsync: async (text) => Buffer.from(`${key}:${Buffer.from(text).toString('hex')}`),
      decryptStringAsync: async (bytes) => {
        const [used, hex = ''] = bytes.toString().split(':');
        if (used !== key) throw new Error('the key is another one');
        return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: false };
      },
      ...change,
    };
  }
  const vaultIn = (folder: string, safe: Safe, platform: NodeJS.Platform = 'linux', log = keptLog()) =>
    createVault({ safe, platform, path: join(folder, 'secrets.json'), log });
  const secret = { value: 'hunter2', at: '2026-03-09T10:00:00.000Z' };

  it('are there after a restart, by workspace, encrypted, in a file of this account alone', async () => {
    const folder = temporary();
    const vault = vaultIn(folder, keyring('k'));
    // Two at once: neither is lost.
    expect(
      await Promise.all([
        vault.keep('live', 'sps.clientSecret', secret),
        vault.keep('live', 'dynamics.clientSecret', { ...secret, value: 'other' }),
        vault.keep('test', 'sps.clientSecret', { ...secret, value: 'of test' }),
      ]),
    ).toEqual([true, true, true]);
    const again = vaultIn(folder, keyring('k'));
    expect(Object.fromEntries(await again.load('live'))).toEqual({
      'sps.clientSecret': secret,
      'dynamics.clientSecret': { ...secret, value: 'other' },
    });
    expect((await again.load('practice')).size).toBe(0);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toMatch(/hunter2|of test/);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    expect(await again.state()).toMatchObject({ kept: true });
  });
  it.each(['basic_text', 'unknown'] as const)('are never written where Linux has only %s', async (backend) => {
    const folder = temporary();
    const vault = vaultIn(folder, keyring('k', { getSelectedStorageBackend: () => backend }));
    expect(await vault.keep('live', 'sps.clientSecret', secret)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(await vault.state()).toEqual({
      kept: false,
      sentence: expect.stringMatching(/memory only.*GNOME Keyring or KWallet/),
    });
  });
  it('are never written where the system encrypts nothing, on any system', async () => {
    const folder = temporary();
    for (const platform of ['win32', 'darwin', 'linux'] as const) {
      const vault = vaultIn(folder, keyring('k', { isAsyncEncryptionAvailable: async () => false }), platform);
      expect(await vault.keep('live', 'sps.clientSecret', secret)).toBe(false);
      expect((await vault.state()).kept).toBe(false);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
  it('ask Windows and macOS for no Linux keyring', async () => {
    const safe = keyring('k', {
      getSelectedStorageBackend: () => {
        throw new Error('Linux only');
      },
    });
    expect(await vaultIn(temporary(), safe, 'win32').keep('live', 'sps.clientSecret', secret)).toBe(true);
  });
  it('are asked for again after a password reset, and typed once more they are kept', async () => {
    const folder = temporary();
    await vaultIn(folder, keyring('before')).keep('live', 'sps.clientSecret', secret);
    const log = keptLog();
    const after = vaultIn(folder, keyring('after'), 'win32', log);
    expect((await after.load('live')).size).toBe(0);
    expect((await after.state()).sentence).toMatch(/can no longer be read.*type them again/);
    expect(log.lines.join()).not.toContain('hunter2');
    expect(await after.keep('live', 'sps.clientSecret', { ...secret, value: 'new' })).toBe(true);
    // Typed again, nothing is left to be typed.
    expect((await after.state()).sentence).toMatch(/are encrypted by this system/);
    expect((await vaultIn(folder, keyring('after')).load('live')).get('sps.clientSecret')?.value).toBe('new');
  });
  it('are encrypted anew where the system asks for it', async () => {
    const folder = temporary();
    await vaultIn(folder, keyring('old')).keep('live', 'sps.clientSecret', secret);
    const rotating = keyring('new', { decryptStringAsync: async () => ({ result: 'hunter2', shouldReEncrypt: true }) });
    expect((await vaultIn(folder, rotating).load('live')).get('sps.clientSecret')?.value).toBe('hunter2');
    expect((await vaultIn(folder, keyring('new')).load('live')).get('sps.clientSecret')?.value).toBe('hunter2');
  });
  it('stay in memory where the file is damaged or cannot be written, and nothing is overwritten by reading', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'secrets.json'), '{"version": 1, "entries": [');
    const log = keptLog();
    expect((await vaultIn(folder, keyring('k'), 'linux', log).load('live')).size).toBe(0);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"version": 1, "entries": [');
    expect(log.lines[0]).toContain('not as expected');
    expect(await vaultIn(folder, keyring('k'), 'linux', log).keep('live', 'sps.clientSecret', secret)).toBe(true);
    expect(readFileSync(join(folder, 'secrets.json.damaged'), 'utf8')).toBe('{"version": 1, "entries": [');
    const nowhere = createVault({ safe: keyring('k'), platform: 'linux', path: join(folder, 'secrets.json', 'x.json'), log });
    expect(await nowhere.keep('live', 'sps.clientSecret', secret)).toBe(false);
  });
  it('are not written over while their file cannot be read: the others in it would be lost', async () => {
    const folder = temporary();
    // A folder in its place stands for whatever keeps a file from being read; it could be replaced all the same.
    mkdirSync(join(folder, 'secrets.json'));
    const log = keptLog();
    const vault = vaultIn(folder, keyring('k'), 'linux', log);
    expect((await vault.load('live')).size).toBe(0);
    expect(await vault.keep('live', 'sps.clientSecret', secret)).toBe(false);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    expect(log.lines.join()).toMatch(/cannot be read.*could not be kept/s);
  });
});

describe('settings', () => {
  /** electron-store is this class with Electron's folder as its default; the folder is given here. */
  const storeIn: CreateStore = ({ name, ...options }) => new Conf<Record<string, unknown>>({ configName: name, ...options });
  const desktop = { ...hostSettings.parse({}).desktop, saveData: true };

  it('are the same for both hosts, and neither loses what the other wrote', () => {
    const folder = temporary();
    const ours = openSettings(storeIn, folder);
    const theirs = fileSettings(folder);
    theirs.change({ workspace: 'live' });
    ours.change({ desktop });
    expect(theirs.read()).toEqual(ours.read());
    expect(theirs.read()).toMatchObject({ workspace: 'live', desktop: { saveData: true } });
  });
  it('keep what a newer version wrote', () => {
    const folder = temporary();
    writeFileSync(join(folder, 'console.json'), '{"workspace": "test", "fromTheFuture": {"a": 1}}');
    fileSettings(folder).change({ lastFolder: '/x' });
    expect(JSON.parse(readFileSync(join(folder, 'console.json'), 'utf8'))).toMatchObject({
      workspace: 'test',
      fromTheFuture: { a: 1 },
    });
  });
  it.each(['{"workspace": ', '{"workspace": "somewhere"}', '{"desktop": {"workFrom": "25:00"}}'])(
    'that are damaged are asked about and put aside, never overwritten: %s',
    (text) => {
      const folder = temporary();
      writeFileSync(join(folder, 'console.json'), text);
      const said: string[] = [];
      const start = (button: number): SettingsStore | undefined =>
        settingsOrQuestion({
          open: () => openSettings(storeIn, folder),
          setAside: () => setAside(folder, '2026-03-09T10:00:00.000Z'),
          inMemory: memorySettings,
          dialog: {
            showMessageBoxSync: (...values: readonly unknown[]) => {
              said.push(JSON.stringify(values));
              return button;
            },
          },
        });
      expect(start(1)).toBeUndefined();
      expect(readFileSync(join(folder, 'console.json'), 'utf8')).toBe(text);
      expect(said[0]).toContain('console.json');
      expect(start(0)?.read()).toEqual(hostSettings.parse({}));
      expect(readFileSync(join(folder, 'console.damaged-2026-03-09T10-00-00-000Z.json'), 'utf8')).toBe(text);
      expect(() => fileSettings(folder).read()).not.toThrow();
    },
  );
  it('of a profile that cannot be written hold in this process, and a change says that it was not kept', () => {
    const folder = temporary();
    writeFileSync(join(folder, 'console.json'), '{"workspace": "test"}');
    const ours = openSettings((options) => {
      const store = storeIn(options);
      return Object.defineProperty({ path: store.path } as typeof store, 'store', {
        get: () => store.store,
        set: () => {
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        },
      });
    }, folder);
    expect(() => ours.change({ desktop })).toThrow(/could not be written to .*console\.json/);
    expect(ours.read()).toMatchObject({ workspace: 'test', desktop: { saveData: false } });
    const noStore = settingsOrQuestion({
      open: () =>
        openSettings(() => {
          throw Object.assign(new Error('read-only'), { code: 'EROFS' });
        }, folder),
      setAside: () => {
        throw new Error('read-only');
      },
      inMemory: memorySettings,
      dialog: { showMessageBoxSync: () => 0 },
    });
    noStore?.change({ desktop });
    expect(noStore?.read().desktop.saveData).toBe(true);
  });
  it('that are damaged while the app runs change nothing', () => {
    const folder = temporary();
    const ours = openSettings(storeIn, folder);
    ours.change({ desktop });
    writeFileSync(join(folder, 'console.json'), '{');
    expect(ours.read().desktop.saveData).toBe(true);
  });
  it('are written whole by the headless host too, for this account alone', () => {
    const folder = temporary();
    fileSettings(folder).change({ workspace: 'test' });
    expect(statSync(join(folder, 'console.json')).mode & 0o777).toBe(0o600);
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    expect(() => fileSettings(folder).change({ workspace: 'live' })).toThrow(/could not be written/);
    chmodSync(folder, 0o700);
  });
  it('change the login item before they are kept, and not at all where the system refuses', async () => {
    const settings = memorySettings(hostSettings.parse({}));
    let changed = 0;
    const parts = deskParts({ settings, changed: () => void (changed += 1) });
    const refused = createDesktopDesk({
      ...parts,
      loginItem: {
        possible: true,
        sentence: '',
        isOn: () => false,
        renew: () => undefined,
        set: () => {
          throw new Error('refused');
        },
      },
    });
    await expect(refused['desktop.set']({ ...desktop, loginItem: true })).rejects.toThrow('refused');
    expect(settings.read().desktop).toMatchObject({ loginItem: false, saveData: false });
    const set: boolean[] = [];
    const item = { possible: true, sentence: 'x', isOn: () => set.at(-1) ?? false, renew: () => undefined };
    const desk = createDesktopDesk({ ...parts, loginItem: { ...item, set: (on) => void set.push(on) } });
    expect(await desk['desktop.set']({ ...desktop, loginItem: true })).toMatchObject({
      available: true,
      settings: { loginItem: true, saveData: true },
    });
    await desk['desktop.set']({ ...desktop, loginItem: true });
    expect([set, changed]).toEqual([[true], 2]);
  });
});

const noItem = { possible: false, sentence: '', isOn: () => false, set: () => undefined, renew: () => undefined };

/** What a desk of the desktop is made of, as a test wants it. */
function deskParts(change: Partial<DesktopDeskParts>): DesktopDeskParts {
  return {
    settings: memorySettings(hostSettings.parse({})),
    loginItem: noItem,
    vault: { state: async () => ({ kept: true, sentence: 's' }) },
    updates: { state: () => ({ phase: 'unasked' }), check: async () => undefined, install: () => undefined },
    folder: '/data',
    openFolder: async () => undefined,
    changed: () => undefined,
    ...change,
  };
}

describe('the desk of the desktop', () => {
  it('shows the login item as the system has it, not as it was kept', async () => {
    const settings = memorySettings(hostSettings.parse({ desktop: { loginItem: true } }));
    const item = { ...noItem, possible: true };
    expect(await createDesktopDesk(deskParts({ settings, loginItem: item }))['desktop.get']({})).toMatchObject({
      settings: { loginItem: false },
    });
  });
  it('asks the feed and installs by a person’s word, and says how it stands', async () => {
    const done: string[] = [];
    let state: UpdateState = { phase: 'current' };
    const desk = createDesktopDesk(
      deskParts({
        updates: {
          state: () => state,
          check: async () => void (state = { phase: 'failed', why: 'The update feed cannot be reached.' }),
          install: () => void done.push('install'),
        },
        openFolder: async () => void done.push('open'),
      }),
    );
    expect(await desk['desktop.checkForUpdates']({})).toMatchObject({
      updates: { phase: 'failed', sentence: 'The update feed cannot be reached.' },
    });
    await desk['desktop.installUpdate']({});
    await desk['desktop.openFolder']({});
    expect(done).toEqual(['install', 'open']);
  });
});
