import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPractice, type PracticeWorld } from '#core/practice/world.ts';
import { until } from '../support/until.ts';

const main = fileURLToPath(new URL('../../../core/host/main.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quayside-processes-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command as a user runs it, in a process of its own and from another folder. */
function run(
  args: readonly string[],
  wrap: readonly string[] = [],
): { child: ChildProcess; line: Promise<string>; ended: Promise<Ended> } {
  const [file = process.execPath, ...rest] = [...wrap, process.execPath, main, ...args];
  const child = spawn(file, rest, {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder, QUAYSIDE_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const text = { out: '', err: '' };
  const line = Promise.withResolvers<string>();
  child.stdout?.on('data', (chunk: Buffer) => {
    text.out += chunk.toString();
    if (text.out.includes('\n')) line.resolve(text.out);
  });
  child.stderr?.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      line.resolve(text.out);
      resolve({ code, ...text });
    });
  });
  return { child, line: line.promise, ended };
}
const ran = (...args: readonly string[]): Promise<Ended> => run(args).ended;

describe('two processes on one workspace', () => {
  it('leave it to the first; what only looks or copies goes on beside it', async () => {
    const serving = run(['serve', '--json']);
    const { url } = JSON.parse(await serving.line) as { readonly url: string };
    const [second, sync, restore, doctor, backup, open] = await Promise.all([
      ran('serve', '--json'),
      ran('sync', '--once', '--json'),
      ran('restore', 'nowhere', '--json'),
      ran('doctor', '--json'),
      ran('backup', 'copies', '--json'),
      ran('open', '--data', 'data/practice', '--json'),
    ]);
    for (const refused of [second, sync, restore]) {
      expect(refused.code).toBe(3);
      expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'folder-locked' } });
      expect(refused.err).toContain(`process ${serving.child.pid ?? 0}`);
    }
    expect(doctor).toMatchObject({ code: 0 });
    expect(backup).toMatchObject({ code: 0 });
    expect((JSON.parse(open.out) as { readonly url: string }).url).toMatch(new RegExp(`^${url.replace(/#.*/, '')}#code=`));
    serving.child.kill('SIGTERM');
    expect((await serving.ended).code).toBe(0);
    expect(await ran('open')).toMatchObject({ code: 2, err: expect.stringContaining('No console runs') as unknown });
    const again = await ran('sync', '--once', '--json');
    expect(again.code).toBe(0);
  });
});

describe('a run', () => {
  let world: PracticeWorld;
  beforeEach(async () => {
    world = await startPractice({ seed: 8 });
    await writeFile(join(folder, 'connection.json'), JSON.stringify(world.connection));
    await world.writeMaps(join(folder, 'maps'));
    const where = ['--connection', 'connection.json', '--data', 'work', '--apply'];
    for (const kind of ['partners', 'locations', 'items', 'units'])
      expect((await ran('import', kind, `maps/${kind}.csv`, ...where)).code).toBe(0);
  });
  afterEach(() => world.close());
  const sync = ['sync', '--once', '--connection', 'connection.json', '--data', 'work', '--json'];
  const orders = async (): Promise<readonly string[]> => {
    const state = (await (await fetch(`${world.control}/state`)).json()) as {
      readonly dynamics: { readonly orders: readonly { readonly purchaseOrder: string }[] };
    };
    return state.dynamics.orders.map((order) => order.purchaseOrder);
  };

  it('ends with one line of JSON on Ctrl+C, and the next one finishes the work', async () => {
    world.place({ count: 60, lines: 3 });
    await fetch(`${world.control}/latency`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"milliseconds":60}',
    });
    const stopped = run(sync);
    const database = join(folder, 'work', 'guard.journal');
    const before = (await readFile(database)).length;
    await until(async () => (await readFile(database)).length !== before);
    stopped.child.kill('SIGINT');
    const { code, out } = await stopped.ended;
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect((await ran(...sync)).code).toBe(0);
    expect(new Set(await orders()).size).toBe(60);
    expect(await orders()).toHaveLength(60);
  });

  it.skipIf(process.platform === 'win32')(
    'on a full disk says so, loses nothing, and the next one finishes the work',
    async () => {
      world.place({ count: 30, lines: 3 });
      // A limit on file size binds every account, also the one for whom no quota holds.
      const full = await run(sync, ['bash', '-c', 'ulimit -f 400; exec "$@"', 'limited']).ended;
      expect(full.code).toBe(1);
      expect(full.err).toMatch(/disk that holds the data folder is full/);
      expect(full.out.trim().split('\n')).toHaveLength(1);
      expect((await ran(...sync)).code).toBe(0);
      expect(new Set(await orders()).size).toBe(30);
      expect(await orders()).toHaveLength(30);
    },
  );
});
