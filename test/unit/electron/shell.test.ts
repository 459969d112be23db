import type { Dialog, Session, WebContents } from 'electron';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isOurDownload, keepDownloads, safeFileName } from '../../../electron/shell/downloads.ts';
import { afterCrash, watchCrashes } from '../../../electron/shell/crashes.ts';
import { endOnFailure } from '../../../electron/shell/failures.ts';
import { isOnlyInstance, readArguments } from '../../../electron/shell/instance.ts';
import { linkHosts, openFolder, openOutside, outsideAddress } from '../../../electron/shell/links.ts';
import { menuTemplate } from '../../../electron/shell/menu.ts';
import { isOurs, keepToOurPage } from '../../../electron/shell/navigation.ts';
import { denyPermissions } from '../../../electron/shell/permissions.ts';
import { registerScheme, serveScheme } from '../../../electron/shell/scheme.ts';
import { windowOptions } from '../../../electron/shell/window.ts';
import { bringBack, fitWindow } from '../../../electron/shell/windowPlace.ts';
import { anEvent, keptLog, settled, StandIn } from './standIns.ts';

describe('single instance', () => {
  it('ends a second start and tells the first what was asked', () => {
    const app = Object.assign(new StandIn(), { requestSingleInstanceLock: () => false, quit: () => void (ended += 1) });
    let ended = 0;
    expect(isOnlyInstance({ app: app as never, onSecond: () => undefined })).toBe(false);
    expect(ended).toBe(1);
    const first = Object.assign(new StandIn(), { requestSingleInstanceLock: () => true, quit: () => undefined });
    const heard: unknown[] = [];
    expect(isOnlyInstance({ app: first as never, onSecond: (started) => heard.push(started) })).toBe(true);
    first.emit('second-instance', anEvent({}), ['quayside', '--hidden', 'quayside://app/../../etc/passwd'], '/');
    expect(heard).toEqual([{ hidden: true, support: false }]);
  });
  it('reads words that it knows and nothing else', () => {
    expect(readArguments(['q', '--hidden', '--support'])).toEqual({ hidden: true, support: true });
    expect(readArguments(['q', '--hidden=1', 'constructor', '__proto__', '--inspect', 'https://evil.example'])).toEqual({
      hidden: false,
      support: false,
    });
  });
});

describe('navigation', () => {
  const contents = (): StandIn & { open?: (details: { readonly url: string }) => { readonly action: string } } => {
    const made: StandIn & { open?: (details: { readonly url: string }) => { readonly action: string } } = new StandIn();
    return Object.assign(made, { setWindowOpenHandler: (handler: NonNullable<typeof made.open>) => void (made.open = handler) });
  };
  const elsewhere = [
    'https://app/',
    'quayside://app.evil.example/',
    'quayside://evil/',
    'quayside://user@app/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'quayside:app',
    '',
  ];
  it.each(elsewhere)('goes nowhere else: %s', (url) => {
    const page = contents();
    keepToOurPage(page as unknown as WebContents);
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      const event = anEvent({ url, isMainFrame: true });
      page.emit(name, event);
      expect(event.prevented, `${name} ${url}`).toBe(true);
    }
    expect(isOurs(url)).toBe(false);
  });
  it('lets our own page go on', () => {
    const page = contents();
    keepToOurPage(page as unknown as WebContents);
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      const event = anEvent({ url: 'quayside://app/orders/7?x=1#y', isMainFrame: true });
      page.emit(name, event);
      expect(event.prevented, name).toBe(false);
    }
  });
  it('shows nothing in a frame, not even our own page', () => {
    const page = contents();
    keepToOurPage(page as unknown as WebContents);
    const event = anEvent({ url: 'quayside://app/', isMainFrame: false });
    page.emit('will-frame-navigate', event);
    expect(event.prevented).toBe(true);
  });
  it('attaches no web view', () => {
    const page = contents();
    keepToOurPage(page as unknown as WebContents);
    const event = anEvent({});
    page.emit('will-attach-webview', event);
    expect(event.prevented).toBe(true);
  });
  it('opens no window, and hands the address to the list of links', () => {
    const page = contents();
    const asked: string[] = [];
    keepToOurPage(page as unknown as WebContents, (url) => asked.push(url));
    expect(page.open?.({ url: 'https://contoso.dynamics.com/x' })).toEqual({ action: 'deny' });
    expect(asked).toEqual(['https://contoso.dynamics.com/x']);
  });
});

describe('the data folder', () => {
  it('is shown by the system, and a refusal is a sentence with its path', async () => {
    const opened: string[] = [];
    await openFolder({ openPath: async (path) => (opened.push(path), '') }, '/data');
    expect(opened).toEqual(['/data']);
    await expect(openFolder({ openPath: async () => 'no program for it' }, '/data')).rejects.toThrow(
      'The system could not open the folder /data (no program for it).',
    );
  });
});

describe('links to the outside', () => {
  const hosts = linkHosts('https://contoso.operations.dynamics.com');
  it('opens https of hosts on the list', () => {
    const opened: string[] = [];
    const shell = { openExternal: async (url: string) => void opened.push(url) };
    expect(openOutside(shell, 'https://contoso.operations.dynamics.com/?mi=SalesTable', hosts)).toBe(true);
    expect(opened).toEqual(['https://contoso.operations.dynamics.com/?mi=SalesTable']);
  });
  it.each([
    'http://contoso.operations.dynamics.com/',
    'https://contoso.operations.dynamics.com.evil.example/',
    'https://evil.example/?https://contoso.operations.dynamics.com/',
    'https://contoso.operations.dynamics.com@evil.example/',
    'https://user:pw@contoso.operations.dynamics.com/',
    'https://contoso.operations.dynamics.com:8443/',
    'file://contoso.operations.dynamics.com/share/x.exe',
    'ms-msdt:/id PCWDiagnostic',
    'smb://contoso.operations.dynamics.com/x',
    'javascript:alert(1)',
    'C:\\Windows\\System32\\calc.exe',
    'not an address',
  ])('opens nothing else: %s', (address) => {
    expect(outsideAddress(address, hosts)).toBeUndefined();
  });
});

describe('permissions', () => {
  it('denies everything but writing to the clipboard', () => {
    let request: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | undefined;
    let check: ((contents: unknown, permission: string) => boolean) | undefined;
    let device: (() => boolean) | undefined;
    denyPermissions({
      setPermissionRequestHandler: (handler: never) => void (request = handler),
      setPermissionCheckHandler: (handler: never) => void (check = handler),
      setDevicePermissionHandler: (handler: never) => void (device = handler),
    });
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fileSystem',
      'usb',
      'unknown',
    ]) {
      let granted: boolean | undefined;
      request?.(undefined, permission, (answer) => void (granted = answer));
      expect(granted, permission).toBe(false);
      expect(check?.(undefined, permission), permission).toBe(false);
    }
    expect(check?.(undefined, 'clipboard-sanitized-write')).toBe(true);
    expect(device?.()).toBe(false);
  });
});

describe('downloads', () => {
  function item(url: string, name = 'orders.csv') {
    const given: { options: unknown } = { options: undefined };
    const made = Object.assign(new StandIn(), given, {
      getURL: () => url,
      getFilename: () => name,
      getSavePath: () => '/home/u/Reports/orders.csv',
      setSaveDialogOptions: (options: unknown) => void (made.options = options),
    });
    return made;
  }
  it('asks where a file of our page goes, and remembers the folder', () => {
    const session = new StandIn();
    const saved: string[] = [];
    keepDownloads({ session: session as never, folder: () => '/home/u/Reports', onSaved: (path) => saved.push(path) });
    const ours = item('blob:quayside://app/0b9c', '../../evil.csv');
    const event = anEvent({});
    session.emit('will-download', event, ours);
    expect(event.prevented).toBe(false);
    expect(ours.options).toEqual({ defaultPath: join('/home/u/Reports', '_.._evil.csv') });
    ours.emit('done', {}, 'completed');
    expect(saved).toEqual(['/home/u/Reports/orders.csv']);
  });
  it.each([
    'https://evil.example/x.exe',
    'data:text/html,x',
    'blob:https://evil.example/1',
    'quayside://app/assets/x.js',
    'blob:quayside://app.evil/1',
  ])('refuses %s', (url) => {
    const session = new StandIn();
    keepDownloads({ session: session as never, folder: () => '/', onSaved: () => undefined });
    const event = anEvent({});
    session.emit('will-download', event, item(url));
    expect(event.prevented).toBe(true);
    expect(isOurDownload(url)).toBe(false);
  });
  it('makes names that are no path, no device and no trick', () => {
    expect(safeFileName('a\u202egpj.exe')).toBe('a_gpj.exe');
    expect(safeFileName('con.txt')).toBe('file con.txt');
    expect(safeFileName('..')).toBe('file');
    expect(safeFileName('bericht-für-März.csv')).toBe('bericht-für-März.csv');
  });
});

describe('the window', () => {
  const place = { width: 1000, height: 700 };
  it('is sandboxed and isolated, without Node, web views or developer tools', () => {
    expect(windowOptions({ preload: '/p.cjs', devTools: false, place }).webPreferences).toEqual({
      preload: '/p.cjs',
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
    });
  });
  const full = { x: 0, y: 0, width: 1920, height: 1040 };
  it('opens where it was left if a display shows it', () => {
    const kept = { x: 100, y: 50, width: 1200, height: 800, maximized: false };
    expect(fitWindow(kept, [full])).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  });
  it('comes back from a display that was removed', () => {
    const kept = { x: 2500, y: 50, width: 1200, height: 800, maximized: false };
    expect(fitWindow(kept, [full])).toEqual({ width: 1200, height: 800 });
    const second = { x: 1920, y: 0, width: 1920, height: 1040 };
    expect(fitWindow(kept, [full, second])).toMatchObject({ x: 2500, y: 50 });
  });
  it('is never larger than its display, and its title never above it', () => {
    expect(fitWindow({ x: -10, y: -20, width: 5000, height: 4000, maximized: false }, [full])).toEqual(full);
    expect(fitWindow(undefined, [{ x: 0, y: 0, width: 800, height: 560 }])).toEqual({ width: 800, height: 560 });
    expect(windowOptions({ preload: '', devTools: false, place: { width: 800, height: 560 } })).toMatchObject({
      minWidth: 800,
      minHeight: 560,
    });
  });
  it('is moved when its display goes away while it is open', () => {
    let moved: unknown;
    const window = {
      getBounds: () => ({ x: 2500, y: 50, width: 1200, height: 800 }),
      setBounds: (bounds: unknown) => void (moved = bounds),
    };
    bringBack(window, [full]);
    expect(moved).toEqual({ x: 360, y: 120, width: 1200, height: 800 });
    moved = undefined;
    bringBack({ ...window, getBounds: () => ({ x: 10, y: 10, width: 1200, height: 800 }) }, [full]);
    expect(moved).toBeUndefined();
  });
});

describe('a page that ends', () => {
  it('is loaded again three times a minute, then not', () => {
    let ends: readonly number[] = [];
    const decisions = [0, 10_000, 20_000, 30_000, 95_000].map((now) => {
      const decided = afterCrash(ends, now);
      ({ ends } = decided);
      return decided.next;
    });
    expect(decisions).toEqual(['reload', 'reload', 'reload', 'error-page', 'reload']);
  });
  it('shows the page of last resort after a loop, and asks once when it hangs', async () => {
    const contents = Object.assign(new StandIn(), {
      loaded: [] as string[],
      loadURL: async (url: string) => void contents.loaded.push(url),
    });
    const window = new StandIn();
    const app = new StandIn();
    const log = keptLog();
    let reloads = 0;
    let asked = 0;
    const answer = Promise.withResolvers<{ readonly response: number }>();
    const dialog = {
      showMessageBox: () => {
        asked += 1;
        return answer.promise;
      },
    };
    watchCrashes({
      contents: contents as never,
      window: window as never,
      app: app as never,
      dialog: dialog as unknown as Dialog,
      log,
      monotonic: () => 5,
      reload: () => void (reloads += 1),
    });
    contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    for (let crash = 0; crash < 4; crash += 1) contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect([reloads, contents.loaded]).toEqual([3, ['quayside://app/problem']]);
    window.emit('unresponsive');
    window.emit('unresponsive');
    expect(asked).toBe(1);
    answer.resolve({ response: 1 });
    await settled();
    expect(reloads).toBe(4);
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'oom', exitCode: 1 });
    expect(log.lines.at(-1)).toContain('GPU');
  });
});

describe('what nobody caught', () => {
  it('is logged and said without secrets, once, and ends the program', async () => {
    const source = new StandIn();
    const log = keptLog();
    const boxes: string[] = [];
    const codes: number[] = [];
    endOnFailure({
      process: source as never,
      log,
      flush: () => new Promise(() => undefined),
      clock: { sleep: async () => undefined },
      dialog: { showErrorBox: (_title, content) => void boxes.push(content) },
      exit: (code) => void codes.push(code),
    });
    source.emit('uncaughtException', new Error('POST failed: Authorization: Bearer abc.def.ghi for jo@contoso.com'));
    source.emit('unhandledRejection', 'client_secret=hunter2');
    await settled();
    expect(codes).toEqual([1]);
    expect(boxes).toHaveLength(1);
    expect([...boxes, ...log.lines].join()).not.toMatch(/abc\.def|hunter2|jo@contoso/);
    expect(log.lines).toHaveLength(2);
  });
});

describe('our scheme', () => {
  it('is standard and secure, and never bypasses the policy', () => {
    let given: unknown;
    registerScheme({ registerSchemesAsPrivileged: (schemes) => void (given = schemes) });
    expect(given).toEqual([{ scheme: 'quayside', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });

  const folder = mkdtempSync(join(tmpdir(), 'quayside-pages-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'pages', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.js'), 'outside');
  writeFileSync(join(folder, 'pages', 'index.html'), '<style nonce="__CSP_NONCE__"></style>');
  writeFileSync(join(folder, 'pages', 'assets', 'a.js'), 'inside');
  writeFileSync(join(folder, 'pages', 'assets', 'a.exe'), 'no type');
  let nonces = 0;
  let handle: ((request: Request) => Promise<Response>) | undefined;
  serveScheme(
    { protocol: { handle: (_scheme: string, handler: never) => void (handle = handler) } } as unknown as Session,
    join(folder, 'pages'),
    () => `n${(nonces += 1)}`,
  );
  const ask = async (url: string, method = 'GET'): Promise<Response> => {
    if (!handle) throw new Error('nothing handles the scheme');
    return handle({ url, method } as Request);
  };

  it.each([
    ['quayside://app/assets/..%2f..%2fsecret.js', 'GET'],
    ['quayside://app/..%5c..%5csecret.js', 'GET'],
    ['quayside://app/assets/a.js%00.html', 'GET'],
    ['quayside://app/%E0%A4%A.js', 'GET'],
    ['quayside://app/assets/a.exe', 'GET'],
    ['quayside://app/api/x', 'GET'],
    ['quayside://evil/assets/a.js', 'GET'],
    ['quayside://app.evil/assets/a.js', 'GET'],
    ['quayside://x@app/assets/a.js', 'GET'],
    ['quayside://app/assets/a.js', 'POST'],
    ['quayside://app/assets/a.js', 'HEAD'],
  ])('has no %s by %s', async (url, method) => {
    const answer = await ask(url, method);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).not.toMatch(/outside|inside/);
  });
  it('serves files with their type, and each page with a policy and a nonce of its own', async () => {
    const script = await ask('quayside://app/assets/a.js');
    expect([script.status, script.headers.get('content-type'), script.headers.get('x-content-type-options')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'nosniff',
    ]);
    const pages = [await ask('quayside://app/'), await ask('quayside://app/orders/7')];
    const policies = pages.map((page) => page.headers.get('content-security-policy') ?? '');
    const texts = await Promise.all(pages.map((page) => page.text()));
    for (const [index, policy] of policies.entries()) {
      const nonce = /'nonce-(n\d+)'/.exec(policy)?.[1];
      expect(texts[index]).toBe(`<style nonce="${nonce}"></style>`);
      expect(policy).toContain("default-src 'none'; script-src 'self'");
      expect(policy).not.toMatch(/unsafe/);
    }
    expect(policies[0]).not.toBe(policies[1]);
  });
  it('has a page of last resort that runs nothing', async () => {
    const page = await ask('quayside://app/problem');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).not.toContain('<script');
  });
});

describe('the menu', () => {
  const labels = (devTools: boolean): string =>
    JSON.stringify(
      menuTemplate({ platform: 'win32', devTools, go: () => undefined, runNow: () => undefined, quit: () => undefined }),
    );
  it('has developer tools only where they are allowed', () => {
    expect(labels(true)).toContain('toggleDevTools');
    expect(labels(false)).not.toContain('toggleDevTools');
    expect(labels(false)).not.toContain('reload');
  });
});
