import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '#core/contract/client.ts';
import type { PracticeOptions } from '#core/practice/world.ts';
import { createApp } from '#core/host/createApp.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import { hostPorts } from '#core/host/ports.ts';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import { examine, setUp, startConsoleBench, until, type ConsoleBench } from './consoleBench.ts';

let bench: ConsoleBench;
afterEach(() => bench.close());

async function open(options: PracticeOptions = {}): Promise<Client> {
  bench = await startConsoleBench(options);
  const { console, client } = await bench.start();
  await console.start();
  return client;
}
const revision = async (client: Client, workspace: 'test' | 'live' = 'test'): Promise<string> =>
  (await client.call('connections.draft', { workspace })).revision;

describe('a draft', () => {
  it('is kept half done, says everything that is missing at once, and holds no secret', async () => {
    const client = await open();
    const empty = await client.call('connections.draft', { workspace: 'test' });
    expect(empty).toMatchObject({ active: false, unchanged: false, canCopy: false });
    expect(empty.problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        'sps.clientId',
        'secret.sps.clientSecret',
        'sps.inbound',
        'dynamics.environmentUrl',
        'company.name',
      ]),
    );
    const half = { ...empty.draft, sps: { ...empty.draft.sps, clientId: 'half' } };
    await client.call('connections.save', { workspace: 'test', seen: empty.revision, draft: half });
    await client.call('connections.setSecret', { workspace: 'test', name: 'sps.clientSecret', value: 'top-secret-1' });
    // A later start finds it.
    const later = (await bench.start()).client;
    const again = await later.call('connections.draft', { workspace: 'test' });
    expect(again.draft.sps.clientId).toBe('half');
    expect(again.secrets.find(({ name }) => name === 'sps.clientSecret')).toMatchObject({ configured: false });
    const folder = join(bench.data, 'test');
    expect((await readdir(folder)).toSorted()).toEqual(['connection-draft.json']);
    expect((await stat(join(folder, 'connection-draft.json'))).mode & 0o077).toBe(0);
    expect(await readFile(join(folder, 'connection-draft.json'), 'utf8')).not.toContain('top-secret-1');
    expect(JSON.stringify(await client.call('connections.draft', { workspace: 'test' }))).not.toContain('top-secret-1');
  });

  it('is not overwritten by a second window that saw an older one', async () => {
    const client = await open();
    const { revision: seen, draft } = await client.call('connections.draft', { workspace: 'test' });
    const named = (name: string): typeof draft => ({ ...draft, company: { ...draft.company, name } });
    await client.call('connections.save', { workspace: 'test', seen, draft: named('First') });
    await expect(client.call('connections.save', { workspace: 'test', seen, draft: named('Second') })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await client.call('connections.draft', { workspace: 'test' })).draft.company.name).toBe('First');
  });

  it('of live is copied from test without what must differ', async () => {
    const client = await open();
    await setUp(client, 'test', bench.connection);
    const live = await client.call('connections.copyFrom', {
      workspace: 'live',
      seen: await revision(client, 'live'),
      from: 'test',
    });
    expect(live.draft.sps).toMatchObject({ clientId: '', inbound: [], outbound: { '855': '' } });
    expect(live.draft.dynamics).toMatchObject({
      environmentUrl: '',
      loginBase: '',
      tenantId: bench.connection.dynamics.tenantId,
    });
    expect(live.draft.company).toMatchObject({ name: 'Contoso Retail USA', ssccFirst: '' });
    expect(live.secrets.every(({ configured }) => !configured)).toBe(true);
    await expect(
      client.call('connections.copyFrom', { workspace: 'live', seen: live.revision, from: 'live' }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('that cannot be read is named and costs the others nothing', async () => {
    const client = await open();
    await mkdir(join(bench.data, 'live'), { mode: 0o700 });
    await writeFile(join(bench.data, 'live', 'connection-draft.json'), '{"draft": 1}');
    await expect(client.call('connections.draft', { workspace: 'live' })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('connection-draft.json') as unknown,
    });
    expect((await client.call('connections.draft', { workspace: 'test' })).canCopy).toBe(false);
  });
});

describe('a secret', () => {
  it('is refused where it cannot be one, in a sentence that does not quote it', async () => {
    const client = await open();
    const set = (
      name: 'sps.clientSecret' | 'dynamics.clientSecret' | 'dynamics.certificate' | 'dynamics.events',
      value: string,
    ) => client.call('connections.setSecret', { workspace: 'test', name, value });
    await expect(set('dynamics.events', 'https://contoso.servicebus.windows.net')).rejects.toMatchObject({
      message: expect.stringMatching(/^This is no connection string/) as unknown,
    });
    await expect(set('sps.clientSecret', 'two words')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(set('dynamics.clientSecret', '0f0e0d0c-0b0a-4908-8706-050403020100')).rejects.toMatchObject({
      message: expect.stringMatching(/^This looks like the id of a secret/) as unknown,
    });
    await expect(set('dynamics.certificate', 'abc')).rejects.toMatchObject({
      message: expect.stringContaining('no private key') as unknown,
    });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
    await expect(set('dynamics.certificate', locked)).rejects.toMatchObject({
      message: expect.stringContaining('openssl pkey') as unknown,
    });
    const plain = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await expect(set('dynamics.certificate', plain.slice(0, 80) + plain.slice(-26))).rejects.toMatchObject({
      message: expect.stringContaining('cut or damaged') as unknown,
    });
    expect(await set('dynamics.certificate', plain)).toMatchObject({ configured: true, keptInMemoryOnly: true });
    expect(bench.log()).not.toContain(plain.split('\n')[1]);
  });

  it('of practice cannot be set', async () => {
    const client = await open();
    await expect(
      client.call('connections.setSecret', { workspace: 'practice', name: 'sps.clientSecret', value: 'x' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('discovering and probing', () => {
  it('finds the folders and suggests the test twins for test and never for live', async () => {
    const client = await open({ profile: 'production' });
    const { revision: seen } = await setUp(client, 'test', bench.connection, (draft) => ({
      ...draft,
      sps: { ...draft.sps, inbound: [], outbound: { '855': '', '856': '', '810': '', '865': '' } },
    }));
    const found = await client.call('connections.discover', { workspace: 'test', seen });
    expect(found.folders.map(({ path, kind }) => [path, kind])).toEqual(
      expect.arrayContaining([
        ['in/', 'to-sps'],
        ['out/', 'from-sps'],
        ['testin/', 'test-to-sps'],
        ['testout/', 'test-from-sps'],
      ]),
    );
    expect(found.suggested).toEqual({ inbound: ['testout/'], outbound: 'testin/' });
    const live = await setUp(client, 'live', bench.connection);
    expect((await client.call('connections.discover', { workspace: 'live', seen: live.revision })).suggested).toEqual({
      inbound: ['out/'],
      outbound: 'in/',
    });
  });

  it('says that SPS has not set the mailbox up', async () => {
    const client = await open({ profile: 'unprovisioned' });
    const { revision: seen } = await setUp(client, 'test', bench.connection);
    await expect(client.call('connections.discover', { workspace: 'test', seen })).rejects.toMatchObject({
      code: 'sps-not-provisioned',
    });
  });

  it('finds companies and sets with what each lacks, and recommends', async () => {
    const client = await open();
    await bench.control('settings', { dynamics: { missingSets: ['SalesOrderHeadersV2'] } });
    const { revision: seen } = await setUp(client, 'test', bench.connection);
    const probe = await client.call('connections.probe', { workspace: 'test', seen });
    expect(probe.companies.map(({ id }) => id)).toContain('usmf');
    expect(probe.headerSets.find(({ set }) => set === 'SalesOrderHeadersV2')?.there).toBe(false);
    expect(probe.recommended.headerSet).toMatch(/^SalesOrderHeaders/);
    expect(probe.headerSets.find(({ set }) => set === probe.recommended.headerSet)).toMatchObject({
      there: true,
      lacksNeeded: [],
    });
    expect(probe.dimension.result).toBe('not-set');
  });

  it('goes on where a token expires while the wizard is open', async () => {
    const client = await open();
    const { revision: seen } = await setUp(client, 'test', bench.connection);
    const ask = async (): Promise<readonly number[]> => [
      (await client.call('connections.discover', { workspace: 'test', seen })).folders.length,
      (await client.call('connections.probe', { workspace: 'test', seen })).companies.length,
    ];
    const before = await ask();
    await bench.control('advance', { minutes: 90 });
    expect(await ask()).toEqual(before);
    await bench.control('faults', { target: 'sps', kind: 'token-expired', times: 1 });
    await bench.control('faults', { target: 'dynamics', kind: 'token-expired', times: 1 });
    expect(await ask()).toEqual(before);
  });

  it('names what must be entered first instead of asking', async () => {
    const client = await open();
    await expect(client.call('connections.discover', { workspace: 'test', seen: await revision(client) })).rejects.toMatchObject({
      code: 'configuration',
      message: 'Enter the client id of the SPS app.',
    });
    await expect(client.call('connections.probe', { workspace: 'test', seen: await revision(client) })).rejects.toMatchObject({
      code: 'configuration',
    });
  });
});

describe('the doctor', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, { readonly step: string; readonly code: string }])[] = [
    [
      'the wrong kind of app',
      () => bench.control('settings', { sps: { wrongAppKind: true } }),
      { step: 'SPS token and auth-check', code: 'sps-wrong-app-kind' },
    ],
    [
      'an app that Dynamics does not know',
      () => bench.control('settings', { dynamics: { deny: '401' } }),
      { step: 'companies', code: 'dynamics-not-registered' },
    ],
    [
      'a user without roles',
      () => bench.control('settings', { dynamics: { deny: '403' } }),
      { step: 'companies', code: 'dynamics-not-authorised' },
    ],
    [
      'a service that answers with a page of its gateway',
      () => bench.control('faults', { target: 'sps', kind: '502-html', times: 20 }),
      { step: 'SPS token and auth-check', code: 'sps-server-error' },
    ],
    [
      'a connection that breaks off',
      () => bench.control('faults', { target: 'sps', kind: 'reset', times: 20 }),
      { step: 'SPS token and auth-check', code: 'sps-unreachable' },
    ],
    [
      'a service that is too busy',
      () => bench.control('faults', { target: 'sps', kind: '429', times: 20 }),
      { step: 'SPS token and auth-check', code: 'sps-throttled' },
    ],
  ];
  it.each(cases)('names %s, and nothing is activated', async (_name, trouble, { step, code }) => {
    const client = await open();
    const { revision: seen } = await setUp(client, 'live', bench.connection, forLive);
    await trouble();
    const view = await examine(client, 'live');
    expect(view.steps.find((candidate) => candidate.name === step)).toMatchObject({ state: 'bad', code });
    expect(view.blocking).toContain(`"${step}" is not in order.`);
    await expect(client.call('connections.activate', { workspace: 'live', seen })).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await readdir(join(bench.data, 'live'))).toEqual(['connection-draft.json']);
  });

  it.each([
    ['sps.clientSecret', 'SPS token and auth-check', 'sps-token-refused'],
    ['dynamics.clientSecret', 'token', 'dynamics-token-refused'],
  ] as const)('names a wrong %s', async (name, step, code) => {
    const client = await open();
    await setUp(client, 'test', bench.connection);
    await client.call('connections.setSecret', { workspace: 'test', name, value: 'not-the-secret' });
    const view = await examine(client, 'test');
    expect(view.steps.find((candidate) => candidate.name === step)).toMatchObject({ state: 'bad', code });
    expect(JSON.stringify(view)).not.toContain('not-the-secret');
    expect(bench.log()).not.toContain('not-the-secret');
  });

  it.each([
    ['sps', { audience: 'api://api.spscommerce.com/' }, 'sps-wrong-audience'],
    ['sps', { inbound: ['OUT/'] }, 'sps-folder-missing'],
    ['dynamics', { tenantId: '99999999-0000-0000-0000-000000000000' }, 'dynamics-token-refused'],
    ['dynamics', { clientId: '99999999-0000-0000-0000-000000000000' }, 'dynamics-token-refused'],
  ] as const)('names what is wrong in %s %j', async (half, change, code) => {
    const client = await open();
    await setUp(client, 'test', bench.connection, (draft) => ({ ...draft, [half]: { ...draft[half], ...change } }));
    expect((await examine(client, 'test')).steps.find(({ state }) => state === 'bad')?.code).toBe(code);
  });

  it('names a company that does not exist, which test may put right later', async () => {
    const client = await open();
    const { revision: seen } = await setUp(client, 'test', bench.connection, (draft) => ({
      ...draft,
      dynamics: { ...draft.dynamics, companies: ['nowhere'] },
    }));
    const view = await examine(client, 'test');
    expect(view.steps.find(({ state }) => state === 'bad')).toMatchObject({ name: 'companies' });
    expect(view.blocking).toEqual([]);
    expect(await client.call('connections.activate', { workspace: 'test', seen, open: false })).toEqual({ opened: false });
  });

  it('counts for exactly what it looked at: another draft or another secret needs a new run', async () => {
    const client = await open();
    const first = await setUp(client, 'test', bench.connection);
    expect((await examine(client, 'test')).current).toBe(true);
    await client.call('connections.setSecret', { workspace: 'test', name: 'dynamics.clientSecret', value: 'another' });
    expect(await client.call('connections.doctor', { workspace: 'test' })).toMatchObject({ current: false });
    await expect(client.call('connections.activate', { workspace: 'test', seen: first.revision })).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('changed since the check') as unknown,
    });
    await client.call('connections.setSecret', { workspace: 'test', name: 'dynamics.clientSecret', value: 'practice-only' });
    expect(await client.call('connections.doctor', { workspace: 'test' })).toMatchObject({ current: true, blocking: [] });
    const draft = { ...first.draft, company: { ...first.draft.company, name: 'Other' } };
    const second = await client.call('connections.save', { workspace: 'test', seen: first.revision, draft });
    await expect(client.call('connections.activate', { workspace: 'test', seen: second.revision })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('can be cancelled, and then counts for nothing', async () => {
    const client = await open();
    const { revision: seen } = await setUp(client, 'test', bench.connection);
    await bench.control('faults', { target: 'sps', kind: 'slow', times: 1 });
    await client.call('connections.examine', { workspace: 'test', seen });
    await client.call('connections.cancelExamine', { workspace: 'test' });
    await until(
      client,
      'connections',
      async () => (await client.call('connections.doctor', { workspace: 'test' })).state === 'cancelled',
    );
    const view = await client.call('connections.doctor', { workspace: 'test' });
    expect(view.blocking).toEqual(['The check was cancelled before its end. Run it again.']);
    expect(view.steps).toEqual([]);
  });

  it('writes to a named folder only, and never to an outbound folder of live', async () => {
    const client = await open();
    await setUp(client, 'test', bench.connection);
    const view = await examine(client, 'test', 'in');
    expect(view.steps.find(({ name }) => name.startsWith('SPS write test'))).toMatchObject({ state: 'good' });
    const { revision: seen } = await setUp(client, 'live', bench.connection, forLive);
    for (const writeTest of ['in/', '/in', 'in/SH/'])
      await expect(client.call('connections.examine', { workspace: 'live', seen, writeTest })).rejects.toMatchObject({
        code: 'not-allowed',
      });
  });
});

/** The practice world's example prefix is refused for live. */
function forLive(draft: ConnectionDraft): ConnectionDraft {
  return { ...draft, company: { ...draft.company, gs1Prefix: '0712345' } };
}

describe('activating', () => {
  it('writes the connection without secrets, opens the workspace, and it works', async () => {
    const client = await open();
    const { revision: seen } = await setUp(client, 'test', bench.connection);
    expect((await examine(client, 'test')).blocking).toEqual([]);
    expect(await client.call('connections.activate', { workspace: 'test', seen })).toEqual({ opened: true });
    const folder = join(bench.data, 'test');
    const text = await readFile(join(folder, 'connection.json'), 'utf8');
    expect(text).not.toContain('practice-only');
    expect((await stat(join(folder, 'connection.json'))).mode & 0o077).toBe(0);
    expect(await readdir(folder)).not.toContain('connection-draft.json');
    expect(await client.call('app.status', {})).toMatchObject({
      workspace: { name: 'test', company: 'Contoso Retail USA' },
      secretsInMemoryOnly: true,
    });
    bench.world.place({ count: 1 });
    await client.call('engine.runNow', {});
    await until(client, 'runs', async () => (await client.call('app.status', {})).sps.state === 'good');
    expect(bench.log()).not.toContain('practice-only');
  });

  it('of the workspace that is open opens it again with the new connection', async () => {
    const client = await open();
    const first = await setUp(client, 'test', bench.connection);
    await examine(client, 'test');
    await client.call('connections.activate', { workspace: 'test', seen: first.revision });
    const { revision: seen, draft } = await client.call('connections.draft', { workspace: 'test' });
    const renamed = { ...draft, company: { ...draft.company, name: 'Renamed Ltd' } };
    const saved = await client.call('connections.save', { workspace: 'test', seen, draft: renamed });
    expect((await client.call('app.status', {})).workspace.company).toBe('Contoso Retail USA');
    await examine(client, 'test');
    await client.call('connections.activate', { workspace: 'test', seen: saved.revision });
    expect((await client.call('app.status', {})).workspace.company).toBe('Renamed Ltd');
  });

  it('refuses test folders for live, by GEN-02', async () => {
    const client = await open({ profile: 'production' });
    const live = await setUp(client, 'live', bench.connection, (draft) => ({
      ...forLive(draft),
      sps: { ...draft.sps, inbound: ['testout/'], outbound: { ...draft.sps.outbound, '856': 'testin/' } },
    }));
    expect(live.problems.filter(({ severity }) => severity === 'error').map(({ field }) => field)).toEqual([
      'sps.inbound',
      'sps.outbound.856',
    ]);
    await expect(client.call('connections.activate', { workspace: 'live', seen: live.revision })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('GEN-02') as unknown,
    });
  });

  it('refuses other accounts for a folder that has orders of its own, and says the way out', async () => {
    const client = await open();
    const folder = join(bench.data, 'test');
    const other = { ...bench.connection, sps: { ...bench.connection.sps, clientId: 'somebody-else' } };
    const secrets = createSecrets({ env: {}, file: {}, connection: other, now: () => '' });
    const app = await createApp({
      ports: hostPorts({ secrets, log: () => undefined, level: 'error' }),
      folder,
      connection: other,
      workspace: { name: 'test', word: 'Test', colour: 'test' },
      version: '0',
    });
    await app.stop();
    const { revision: seen, accounts } = await setUp(client, 'test', bench.connection);
    expect(accounts?.spsClientId).toBe('somebody-else');
    await examine(client, 'test');
    await expect(client.call('connections.activate', { workspace: 'test', seen })).rejects.toMatchObject({
      code: 'workspace-of-another-account',
      message: expect.stringContaining(`move the folder ${folder} away`) as unknown,
    });
  });

  it('keeps what a screen does not show: further folders, and secrets of a hand-written file', async () => {
    const client = await open();
    const folder = join(bench.data, 'test');
    await mkdir(folder, { mode: 0o700 });
    const { sps } = bench.connection;
    const key = 'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=listen;SharedAccessKey=practice-only-key';
    const byHand = {
      ...bench.connection,
      sps: { ...sps, outbound: { ...sps.outbound, '846': 'in/' }, replies: { outcomes: { OK: 'accepted' } }, settleMinutes: 40 },
      dynamics: { ...bench.connection.dynamics, events: { kind: 'service-bus', queue: 'quayside', connectionString: key } },
      company: { ...bench.connection.company, weightUnit: 'KG', carriers: { DHL: 'DHLE' } },
    };
    await writeFile(join(folder, 'connection.json'), JSON.stringify(byHand));
    const { revision: seen, draft, unchanged } = await client.call('connections.draft', { workspace: 'test' });
    expect(unchanged).toBe(true);
    expect(JSON.stringify(draft)).not.toContain('practice-only');
    const saved = await client.call('connections.save', {
      workspace: 'test',
      seen,
      draft: { ...draft, sps: { ...draft.sps, keep: true } },
    });
    expect((await examine(client, 'test')).blocking).toEqual([]);
    await client.call('connections.activate', { workspace: 'test', seen: saved.revision, open: false });
    expect(JSON.parse(await readFile(join(folder, 'connection.json'), 'utf8'))).toMatchObject({
      sps: {
        keep: true,
        clientSecret: 'practice-only',
        outbound: { '846': 'in/' },
        replies: { outcomes: { OK: 'accepted' } },
        settleMinutes: 40,
      },
      dynamics: { events: { kind: 'service-bus', queue: 'quayside', connectionString: key } },
      company: { weightUnit: 'KG', carriers: { DHL: 'DHLE' } },
    });
  });
});
