import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { call } from './support/bridge.ts';
import { expect, test } from './support/test.ts';
import { tray } from './support/tray.ts';

const begin = 'Begin with the usual settings';
const wide = { x: 0, y: 0, width: 1_366, height: 768 };
const beside = { x: 1_366, y: 0, width: 1_920, height: 1_080 };

test('damaged settings, a newer database and a display that goes are said, and nothing is lost', async ({ start, account }) => {
  const data = join(account, 'data');
  const settings = join(data, 'console.json');
  const damaged = '{"workspace": "practice", ';
  await mkdir(data);
  await writeFile(settings, damaged);

  await test.step('settings that cannot be read are asked about; whoever quits changes nothing', async () => {
    const desktop = await start({ machine: { answers: ['Quit'] } });
    expect(await desktop.ended).toBe(0);
    expect(desktop.all('question')[0]?.message).toBe('Quayside cannot read its settings.');
    expect(await readFile(settings, 'utf8')).toBe(damaged);
  });

  await test.step('whoever begins anew keeps the damaged file beside', async () => {
    const desktop = await start({ machine: { answers: [begin], keyring: 'basic_text' } });
    const page = await desktop.page();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('8 orders arrived');
    // The same account has a keyring that would keep plain text: it is given none, and the settings say so.
    expect(await call(page, 'desktop.get', {})).toMatchObject({ secrets: { kept: false } });
    const [aside] = (await readdir(data)).filter((name) => name.startsWith('console.damaged-'));
    expect(await readFile(join(data, aside ?? ''), 'utf8')).toBe(damaged);
    await desktop.act('menu.click', ['File', 'Quit Quayside']);
    expect(await desktop.ended).toBe(0);
  });

  await test.step('a database of a newer version is left alone; the window says so, and comes back from a display that goes', async () => {
    const database = new BetterSqlite(join(data, 'practice', 'quayside.db'));
    database.pragma('user_version = 990000');
    database.close();
    const kept = JSON.parse(await readFile(settings, 'utf8')) as object;
    await writeFile(
      settings,
      JSON.stringify({ ...kept, window: { x: 1_500, y: 60, width: 1_100, height: 700, maximized: false } }),
    );
    const desktop = await start({ machine: { displays: [wide, beside] } });
    const page = await desktop.page();
    await expect(page.getByRole('main')).toContainText(/newer/);
    await expect.poll(() => tray(desktop).state).toBe('needs-hand');
    expect(tray(desktop).tooltip).toMatch(/newer/);
    await page.getByRole('link', { name: 'Other workspaces and connections' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Workspaces' })).toBeVisible();
    expect(desktop.all('bounds').at(-1)?.bounds).toEqual({ x: 1_500, y: 60, width: 1_100, height: 700 });
    await desktop.act('displays.leave', [wide]);
    expect(desktop.all('bounds').at(-1)?.bounds).toEqual({ x: 133, y: 34, width: 1_100, height: 700 });
    // Windows has no such signal.
    if (process.platform === 'win32') await desktop.act('app.quit');
    else desktop.kill('SIGTERM');
    expect(await desktop.ended).toBe(0);
  });
});

test('a folder that cannot be made is said in a window that opens all the same', async ({ start, account }) => {
  const inTheWay = 'a file where the folder should be';
  await writeFile(join(account, 'data'), inTheWay);
  const desktop = await start({ machine: { answers: [begin] } });
  const page = await desktop.page();
  await expect(page.getByRole('main')).toContainText(/data folder .* cannot be made/);
  await desktop.act('app.quit');
  expect(await desktop.ended).toBe(0);
  expect(await readFile(join(account, 'data'), 'utf8')).toBe(inTheWay);
});
