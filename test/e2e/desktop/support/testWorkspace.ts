import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RemoteWorld } from '../../support/world.ts';
import { journeyZone } from '../../support/zone.ts';

const fillWorkspace = fileURLToPath(new URL('./fillWorkspace.ts', import.meta.url));

/** The day of the week yesterday where the journey is, 1 = Monday: whoever works on that day alone is back in six days. */
function yesterday(): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: journeyZone, weekday: 'short' }).format(Date.now() - 86_400_000);
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name) + 1;
}

/** Gives an account a test workspace that is connected to a world of its own; without its secret of SPS if asked. */
export function connectTestWorkspace(account: string, { connection }: RemoteWorld, secrets: 'with' | 'without' = 'with'): string {
  const folder = join(account, 'data', 'test');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { clientSecret: _secret, ...sps } = connection.sps;
  const file = secrets === 'with' ? connection : { ...connection, sps };
  writeFileSync(join(folder, 'connection.json'), JSON.stringify(file), { mode: 0o600 });
  return folder;
}

/** An account whose test workspace was left open, mapped; notices at any time, back in six days. */
export function leaveTestWorkspace(account: string, world: RemoteWorld): void {
  const data = join(account, 'data');
  const folder = connectTestWorkspace(account, world);
  const desktop = { quietFrom: '00:00', quietTo: '00:00', workDays: [yesterday()] };
  writeFileSync(join(data, 'console.json'), JSON.stringify({ workspace: 'test', desktop }), { mode: 0o600 });
  const filled = spawnSync(process.execPath, [fillWorkspace, folder], {
    encoding: 'utf8',
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
  if (filled.status !== 0) throw new Error(`The workspace could not be filled: ${filled.stderr}`);
}
