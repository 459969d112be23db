import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import { readOwner } from '#core/store/lock.ts';
import { openBrowser } from '../openBrowser.ts';
import { exitCodes, readArgs, type Command } from './command.ts';
import { firstValues, settingsOf } from '../console/remembered.ts';
import { placeOf, whereOptions, whereUsage } from './place.ts';

/** `open`: a new address for a console that is running. */
export const open: Command = {
  name: 'open',
  usage: `open ${whereUsage} [--json]`,
  help: `Asks the running "serve" of a workspace for a new one-time address, prints it and opens it in the browser (with --json it
only prints it).`,
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions });
    const url = await addressOf(placeOf(firstValues(values, settingsOf(terminal)), terminal).folder);
    terminal.out(values.json === true ? `${JSON.stringify({ url })}\n` : `${url}\n`);
    if (values.json !== true) openBrowser(url);
    return exitCodes.good;
  },
};

const hostFile = 'host.json';

interface HostFile {
  readonly port: number;
  readonly pid: number;
  readonly key: string;
}

function isHostFile(value: unknown): value is HostFile {
  if (typeof value !== 'object' || value === null || !('port' in value) || !('key' in value)) return false;
  return Number.isInteger(value.port) && typeof value.key === 'string' && /^[\w-]+$/.test(value.key);
}

/** Tells `open` where the console of a folder answers; for this account alone, because of the key. Returns its removal. */
export function announceHost(folder: string, host: HostFile): () => void {
  const file = join(folder, hostFile);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(host), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** A new one-time address of the console that runs for a folder; throws `not-found` where none answers. */
export async function addressOf(folder: string): Promise<string> {
  let host: HostFile;
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, hostFile), 'utf8'));
    if (!isHostFile(value)) throw new Error(`${hostFile} is not as expected`);
    host = value;
  } catch (cause) {
    const owner = readOwner(folder);
    const hint = owner ? ` The last engine there was process ${owner.pid} since ${owner.since}.` : '';
    throw notRunning(`No console runs for ${folder}. Start it with: npm run -s quayside -- serve.${hint}`, cause);
  }
  try {
    const response = await fetch(`http://127.0.0.1:${host.port}/api/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${host.key}` },
      body: '{}',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status !== 200) throw new Error(`it answered ${response.status}`);
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('url' in answer)) throw new Error('its answer has no address');
    return String(answer.url);
  } catch (cause) {
    throw notRunning(
      `The console of ${folder} does not answer any more. Start it again with: npm run -s quayside -- serve`,
      cause,
    );
  }
}

function notRunning(message: string, cause: unknown): AppError {
  return new AppError({ code: 'not-found', message, cause });
}
