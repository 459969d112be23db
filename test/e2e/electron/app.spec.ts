import { expect, test } from './support/app.ts';

test('the page has our scheme as a secure origin, a sandbox and a world of its own', { tag: '@electron' }, async ({ start }) => {
  const { electron, page } = await start();
  expect(new URL(page.url()).protocol).toBe('quayside:');
  const seen = await page.evaluate(async () => {
    const found = window as unknown as Record<string, unknown>;
    const ask = (address: string) =>
      fetch(address).then(
        ({ status }) => status,
        () => 'refused',
      );
    return {
      secure: window.isSecureContext,
      origin: window.origin,
      storage: typeof localStorage.length,
      node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => found[name] !== undefined),
      bridge: Object.isFrozen(found['quayside']) && Object.keys(found['quayside'] as object).join(),
      // The world of the preload is not the page's: what it defines on its own globals nobody sees here.
      frame: await new Promise((resolve) => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        resolve(typeof (frame.contentWindow as unknown as Record<string, unknown>)['quayside']);
      }),
      file: await ask('file:///etc/hosts'),
      outside: await ask('https://example.com/'),
      ours: await ask('/'),
      above: await ask('/..%2f..%2fpackage.json'),
    };
  });
  expect(seen).toEqual({
    secure: true,
    origin: 'quayside://app',
    storage: 'number',
    node: [],
    bridge: 'call,cancel,listen',
    frame: 'undefined',
    file: 'refused',
    outside: 'refused',
    ours: 200,
    above: 404,
  });
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const made = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences?(): object } | undefined;
    return made?.getLastWebPreferences?.() ?? {};
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});

test(
  'a second start ends and brings the window of the first back, which closing had hidden',
  { tag: '@electron' },
  async ({ start }) => {
    const first = await start();
    const visible = () =>
      first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
    await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(visible).toEqual([false]);
    expect(await first.again()).toBe(0);
    await expect.poll(visible).toEqual([true]);
  },
);

test('the tray is there, and stays when garbage is collected', { tag: '@electron' }, async ({ start }) => {
  const { electron } = await start();
  // Counting them collects garbage first: an icon that nobody holds would be gone.
  const trays = await electron.evaluate(({ Tray }) =>
    process.getBuiltinModule('node:v8').queryObjects(Tray as unknown as new () => object, { format: 'count' }),
  );
  expect(trays).toBe(1);
});

test('sleep, waking and locking reach the engine, which works on', { tag: '@electron' }, async ({ start }) => {
  const { electron, page } = await start();
  const heard = await electron.evaluate(({ powerMonitor }) => {
    const said = (['suspend', 'resume', 'lock-screen'] as const).map((event) => powerMonitor.emit(event));
    return [...said, powerMonitor.listenerCount('shutdown') > 0];
  });
  expect(heard).toEqual([true, true, true, true]);
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('region', { name: 'Recent runs' }).getByRole('row')).toHaveCount(3);
});

test('quitting ends the engine first, and the next start opens the same data', { tag: '@electron' }, async ({ start }) => {
  const first = await start();
  await first.electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
  expect(await first.ended).toBe(0);
  const second = await start();
  await second.page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(second.page.getByRole('grid', { name: 'Runs' })).not.toContainText('Interrupted');
});
