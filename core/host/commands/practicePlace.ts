import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { PracticeWorld } from '#core/practice/world.ts';
import { storeFailure } from '#core/store/failures.ts';
import { readOwner, takeLock } from '#core/store/lock.ts';
import { prepareFolder } from '../adapters/folders.ts';
import { systemClock } from '../adapters/clock.ts';
import { systemIdentity } from '../adapters/identity.ts';
import { hostZone } from '../adapters/timeZone.ts';

const files = {
  world: 'practice-world.json',
  lock: 'practice.lock.db',
  owner: 'practice.owner.json',
  connection: 'practice-connection.json',
};

/** The practice world of a workspace folder. One process runs it: a second would write its older state over the first's. */
export interface PracticePlace {
  readonly connection: Connection;
  /** Absent where another process runs the world and this one only calls it. */
  readonly world: PracticeWorld | undefined;
  close(): Promise<void>;
}

export interface PracticeNeeds {
  /** Orders that wait in a new world. */
  readonly orders: number;
  /** True for commands that only call the world: one that runs elsewhere will do. */
  readonly running: boolean;
  /** Zone of the workspace's days; without it that of this machine. */
  readonly timeZone: string | undefined;
}

/** Starts the world of a folder, or finds the one that runs. Throws `folder-locked` naming the process that runs it. */
export async function openPractice(path: string, needs: PracticeNeeds): Promise<PracticePlace> {
  const folder = prepareFolder(path);
  const { user, host } = systemIdentity();
  let lock: { release(): void };
  try {
    lock = takeLock(folder, { host, user, pid: process.pid, since: systemClock.now() }, files);
  } catch (thrown) {
    const connection = needs.running && isLocked(thrown) ? runningConnection(folder) : undefined;
    if (connection === undefined) throw thrown;
    return { connection, world: undefined, close: async () => undefined };
  }
  try {
    // On first use: a host with a real company never needs it.
    const { startPractice } = await import('#core/practice/world.ts');
    const world = await startPractice({
      snapshotFile: join(folder, files.world),
      orders: needs.orders,
      timeZone: hostZone(needs.timeZone),
    });
    return { ...holdWorld(folder, world), ...closing(folder, world, lock) };
  } catch (thrown) {
    lock.release();
    throw storeFailure(thrown);
  }
}

function isLocked(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'folder-locked';
}

function holdWorld(folder: string, world: PracticeWorld): Pick<PracticePlace, 'connection' | 'world'> {
  const connection = connectionSchema.parse(world.connection);
  writeFileSync(join(folder, files.connection), JSON.stringify({ pid: process.pid, connection }), { mode: 0o600 });
  return { connection, world };
}

function closing(folder: string, world: PracticeWorld, lock: { release(): void }): Pick<PracticePlace, 'close'> {
  return {
    async close() {
      rmSync(join(folder, files.connection), { force: true });
      await world.close();
      lock.release();
    },
  };
}

/** The address of the world that another process runs; nothing where it has not written it yet. */
function runningConnection(folder: string): Connection | undefined {
  try {
    const { pid, connection } = JSON.parse(readFileSync(join(folder, files.connection), 'utf8')) as {
      readonly pid: number;
      readonly connection: unknown;
    };
    return pid === readOwner(folder, files)?.pid ? connectionSchema.parse(connection) : undefined;
  } catch {
    return undefined;
  }
}
