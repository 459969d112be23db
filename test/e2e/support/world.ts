import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { endsWithWorker } from './endsWithWorker.ts';

const main = fileURLToPath(new URL('../../../dist/host/main.js', import.meta.url));

/** A practice world in a process of its own, which stands for the accounts of a test workspace. */
export interface RemoteWorld {
  readonly control: string;
  readonly connection: {
    readonly sps: Readonly<Record<'apiBase' | 'tokenUrl' | 'audience' | 'clientId' | 'clientSecret', string>> & {
      readonly outbound: Readonly<Record<string, string>>;
    };
    readonly dynamics: Readonly<Record<'environmentUrl' | 'loginBase' | 'tenantId' | 'clientId' | 'clientSecret', string>>;
  };
  stop(): Promise<void>;
}

/** `maps` is a folder for the tables that fit this world, to be imported. */
export async function startRemoteWorld(orders: number, maps?: string): Promise<RemoteWorld> {
  const child = endsWithWorker(
    spawn(
      process.execPath,
      [main, 'practice', '--orders', String(orders), '--seed', '9', ...(maps === undefined ? [] : ['--maps', maps])],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    ),
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const world = JSON.parse(line) as Omit<RemoteWorld, 'stop'>;
    return {
      ...world,
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error('the practice world ended before it said where it is');
}

/** What lies in the mailbox of a world for us, by path. */
export async function mailbox(world: RemoteWorld): Promise<readonly string[]> {
  const state = (await (await fetch(`${world.control}/state`)).json()) as {
    readonly mailbox: { readonly out: readonly string[] };
  };
  return state.mailbox.out;
}

/** Somebody else takes a file out of the mailbox before it was fetched. */
export async function takeAway({ connection: { sps } }: RemoteWorld, path: string): Promise<void> {
  const asked = await fetch(sps.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: sps.clientId,
      client_secret: sps.clientSecret,
      audience: sps.audience,
    }),
  });
  const { access_token: token } = (await asked.json()) as { readonly access_token: string };
  const answer = await fetch(`${sps.apiBase}/transactions/v5/data/${path.replace(/^\//, '')}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${path} could not be taken away: ${answer.status}`);
}

/** Imports what fits a world into a workspace that no console holds. */
export async function importMaps(maps: string, where: readonly string[]): Promise<void> {
  for (const kind of ['partners', 'locations', 'items', 'units'])
    await promisify(execFile)(process.execPath, [main, 'import', kind, join(maps, `${kind}.csv`), ...where, '--apply']);
}
