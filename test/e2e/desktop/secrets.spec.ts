import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startRemoteWorld, type RemoteWorld } from '../support/world.ts';
import { call } from './support/bridge.ts';
import type { Desktop } from './support/desktop.ts';
import { expect, test } from './support/test.ts';
import { connectTestWorkspace } from './support/testWorkspace.ts';

let world: RemoteWorld;
test.beforeAll(async () => {
  world = await startRemoteWorld(0);
});
test.afterAll(() => world.stop());

test('secrets are kept for this account, asked for again after a password reset', async ({ start, account }) => {
  const folder = connectTestWorkspace(account, world, 'without');
  const secret = { workspace: 'test', name: 'sps.clientSecret', value: 'typed-by-a-person-4711' } as const;
  const missing = async (desktop: Desktop): Promise<readonly string[]> => {
    const { workspaces } = await call(await desktop.page(), 'workspaces.list', {});
    return workspaces.find(({ id }) => id === 'test')?.missingSecrets ?? [];
  };
  const how = async (desktop: Desktop): Promise<string> => {
    const view = await call(await desktop.page(), 'desktop.get', {});
    return view.available ? view.secrets.sentence : '';
  };
  const quit = async (desktop: Desktop): Promise<void> => {
    await desktop.act('app.quit');
    expect(await desktop.ended).toBe(0);
  };

  await test.step('typed once, kept for this account, never in plain text', async () => {
    const first = await start();
    expect(await missing(first)).toEqual(['sps.clientSecret']);
    await call(await first.page(), 'connections.setSecret', secret);
    await quit(first);
    const second = await start();
    expect(await missing(second)).toEqual([]);
    await quit(second);
    for (const file of await readdir(join(account, 'data'), { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain(secret.value);
    expect(await readdir(folder)).toContain('connection.json');
  });

  await test.step('after a password reset they are asked for again', async () => {
    const reset = await start({ machine: { account: 'another password' } });
    expect(await missing(reset)).toEqual(['sps.clientSecret']);
    expect(await how(reset)).toMatch(/can no longer be read/);
    await quit(reset);
  });
});
