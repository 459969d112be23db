import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { practise } from '../support/console.ts';
import { startRemoteWorld, type RemoteWorld } from '../support/world.ts';
import { call } from './support/bridge.ts';
import { expect, test } from './support/test.ts';
import { leaveTestWorkspace } from './support/testWorkspace.ts';
import { pressTray, tray, trayOffers } from './support/tray.ts';

let world: RemoteWorld;
test.beforeAll(async () => {
  world = await startRemoteWorld(2);
});
test.afterAll(() => world.stop());

test('a day in the tray: state, acts, notices, sleep and lock, until somebody leaves and what is due is sent', async ({
  start,
  account,
}) => {
  leaveTestWorkspace(account, world);
  const desktop = await start();
  const page = await desktop.page();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2 are sales orders');

  await test.step('the databases were copied before a new version opened them', async () => {
    expect(await readdir(join(account, 'data', 'before-updates'))).toHaveLength(1);
  });

  await test.step('run now from the tray: what Dynamics posted becomes documents, and has a deadline', async () => {
    await practise(world.control, 'confirm', { orders: 'all' });
    await practise(world.control, 'ship', { orders: 'all' });
    await expect
      .poll(() => tray(desktop))
      .toMatchObject({
        state: 'in-order',
        tooltip: expect.stringContaining('Quayside Test: In order'),
      });
    await pressTray(desktop, 'Run now');
    await trayOffers(desktop, /^856 for .*: by /);
    const deadline = tray(desktop).menu.find((entry) => entry.startsWith('856'));
    await pressTray(desktop, deadline ?? '');
    await expect(page).toHaveURL(/\/documents\/\d+$/);
  });

  await test.step('pause and go on', async () => {
    await pressTray(desktop, 'Pause for an hour');
    await trayOffers(desktop, 'Go on');
    expect(tray(desktop)).toMatchObject({ state: 'paused', tooltip: expect.stringContaining('paused until') });
    await expect(page.getByRole('banner')).toContainText('Paused');
    await pressTray(desktop, 'Go on');
    await trayOffers(desktop, 'Pause until tomorrow');
  });

  await test.step('what needs a hand is counted, drawn, and opened by a click; a new partner is told once', async () => {
    await practise(world.control, 'orders', { count: 1, oddity: 'same-number' });
    await practise(world.control, 'orders', { count: 2, family: 'dropship' });
    await desktop.act('menu.click', ['File', 'Run now']);
    await trayOffers(desktop, '1 needs a hand');
    expect(tray(desktop).state).toBe('needs-hand');
    const told = await desktop.hears('notice', ({ title }) => title.startsWith('First order'));
    await pressTray(desktop, '1 needs a hand');
    await expect(page.getByRole('heading', { level: 1, name: 'Needs a hand' })).toBeVisible();
    await desktop.act('notice.click', told.title);
    await expect(page).toHaveURL(/\/orders/);
    expect(desktop.all('notice').filter(({ title }) => title.startsWith('First order'))).toHaveLength(1);
  });

  await test.step('closing the window keeps the engine; a click, a second start and a notice bring it back', async () => {
    await desktop.act('window.close');
    await desktop.hears('window', ({ state }) => state === 'hidden');
    const hidden = desktop.said.length;
    const second = await start();
    expect(await second.ended).toBe(0);
    await desktop.hears('window', ({ state }) => state === 'focused', hidden);
    expect(second.all('ready')).toEqual([]);
    await desktop.act('window.close');
    const again = desktop.said.length;
    await desktop.act('tray.click');
    await desktop.hears('window', ({ state }) => state === 'shown', again);
    expect(desktop.all('window').filter(({ state }) => state === 'made')).toHaveLength(1);
  });

  await test.step('sleep lets go of the machine and is no end; locking tells what is due', async () => {
    await desktop.act('power.say', 'suspend');
    expect(desktop.all('blocker').at(-1)?.held ?? 0).toBe(0);
    await desktop.act('power.say', 'resume');
    await desktop.act('power.say', 'lock-screen');
    const warning = await desktop.hears('notice', ({ title }) => title === 'Before you leave (Test)');
    expect(warning.body).toMatch(/due before .* when you are usually back/);
  });

  await test.step('no network is said, and said to be over', async () => {
    await desktop.act('net.online', false);
    await desktop.act('power.say', 'resume');
    await expect.poll(() => tray(desktop).tooltip).toContain('no network');
    await desktop.act('net.online', true);
    await desktop.act('power.say', 'resume');
    await expect.poll(() => tray(desktop).tooltip).not.toContain('no network');
  });

  await test.step('the end of a Windows session waits for an answer, a critical one does not', async () => {
    expect(await desktop.act('window.sessionEnd', 'query-session-end', ['critical'])).toBe(false);
    expect(await desktop.act('window.sessionEnd', 'query-session-end', ['logoff'])).toBe(true);
    const question = await desktop.hears('question');
    expect(question.buttons).toEqual(['Copy a hand-over, then quit', 'Quit', 'Stay']);
    expect(question.detail).toContain('856 for');
    await desktop.act('question.answer', 'Stay');
    await expect(page.getByRole('banner')).toContainText('Test');
  });

  await test.step('quitting offers to send what only waits to be taken back, and sends it before it ends', async () => {
    const { rows: review } = await call(page, 'outbound.list', { filter: { place: 'review' } });
    expect(review.map(({ kind }) => kind)).toEqual(['856', '856']);
    await call(page, 'outbound.release', { documents: review.map(({ outboundId, versionId }) => ({ outboundId, versionId })) });
    const before = desktop.said.length;
    await desktop.act('app.startAgainAsItLeaves');
    await desktop.act('app.quit');
    const question = await desktop.hears('question', undefined, before);
    expect(question.buttons[0]).toBe('Send 2 now, then quit');
    await desktop.act('question.answer', 'Send 2 now, then quit');
    expect(await desktop.ended).toBe(0);
    const received = (await (await fetch(`${world.control}/received`)).json()) as readonly { readonly body: string }[];
    expect(received.filter(({ body }) => body.includes('<Shipment'))).toHaveLength(2);
  });

  await test.step('started again while it ended, it comes back, with everything where it was', async () => {
    expect(desktop.all('relaunch')).toHaveLength(1);
    const next = await start({ arguments: ['--hidden'] });
    await next.hears('tray', ({ menu }) => menu.includes('1 needs a hand'));
    expect(next.all('window')).toEqual([]);
    await pressTray(next, '1 needs a hand');
    await expect((await next.page()).getByRole('heading', { level: 1, name: 'Needs a hand' })).toBeVisible();
    expect(await next.act('power.shutdown')).toBe(true);
    expect(await next.ended).toBe(0);
  });
});
