import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practise, serve, type RunningConsole } from './support/console.ts';
import { fits } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { goBackTo } from './support/wayback.ts';
import { importMaps, startRemoteWorld, type RemoteWorld } from './support/world.ts';

let data: string;
let world: RemoteWorld;
let desk: RunningConsole | undefined;
test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'quayside-data-'));
  world = await startRemoteWorld(1, join(data, 'maps'));
});
test.afterAll(async () => {
  await desk?.stop();
  await world.stop();
  await rm(data, { recursive: true, force: true });
});

/** Starts the console on a connection file that names these folders for what leaves. */
async function connect(outbound: Readonly<Record<string, string>>): Promise<string> {
  await desk?.stop();
  const { sps, ...rest } = world.connection;
  const file = join(data, 'connection.json');
  await writeFile(file, JSON.stringify({ ...rest, sps: { ...sps, outbound } }), { mode: 0o600 });
  const where = ['--connection', file, '--data', join(data, 'workspace')];
  if (desk === undefined) await importMaps(join(data, 'maps'), where);
  desk = await serve(where, data);
  return desk.url;
}

test('a document without a folder at SPS says so where a person looks, leads to the connection, and leaves once there is one', async ({
  page,
  axe,
}) => {
  const { outbound } = world.connection.sps;
  const others = Object.fromEntries(Object.entries(outbound).filter(([kind]) => kind !== '855'));
  await page.goto(await connect(others));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 is a sales order');
  await practise(world.control, 'confirm', { orders: 'all' });
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('region', { name: 'Needs a hand' })).toContainText('No folder is set for 855 documents');

  await test.step('among what needs a hand, by the keyboard', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    const panel = page.getByRole('complementary');
    await expect(panel).toContainText('They stay here, and the partner waits for them.');
    await axe();
    await panel
      .getByRole('link', { name: 'Open the document' })
      .or(panel.getByRole('button', { name: 'Open the document' }))
      .press('Enter');
  });

  await test.step('on its page, from where it leads to the connection', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Queued');
    await expect(page.getByRole('region', { name: 'Where it stands' })).toContainText('Name the folder for 855 documents');
    await fits(page);
    await axe();
    await page.getByRole('link', { name: 'To the workspaces' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Connection file' })).toContainText('It is changed in the file.');
  });

  await test.step('with its folder it leaves, and nothing asks for one any more', async () => {
    await page.goto(await connect(outbound));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('nothing needs a hand. 1 document went out.');
    await goBackTo(page, 'Documents');
    const row = page.getByRole('grid', { name: 'Documents', exact: true }).getByRole('row').filter({ hasText: '855' });
    await expect(row).toContainText('Sent');
    await expect(row).not.toContainText('folder');
  });
});
