import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../dist/host/main.js', import.meta.url));

/** A practice world in a process of its own, which stands for the accounts of a test workspace. */
export interface RemoteWorld {
  readonly control: string;
  readonly connection: {
    readonly sps: Readonly<Record<'apiBase' | 'tokenUrl' | 'audience' | 'clientId' | 'clientSecret', string>>;
    readonly dynamics: Readonly<Record<'environmentUrl' | 'loginBase' | 'tenantId' | 'clientId' | 'clientSecret', string>>;
  };
  stop(): Promise<void>;
}

export async function startRemoteWorld(orders: number): Promise<RemoteWorld> {
  const child = spawn(process.execPath, [main, 'practice', '--orders', String(orders), '--seed', '9'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
