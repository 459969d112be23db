import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#core/contract/errors.ts';
import { readOwner } from '#core/store/lock.ts';
import { openBrowser } from '../openBrowser.ts';
import { exitCodes, readArgs, type Command } from './command.ts';
import { placeOf, whereOptions, whereUsage } from './place.ts';

/** `open`: a new address for a console that is running. */
export const open: Command = {
  name: 'open',
  usage: `open ${whereUsage} [--json]`,
  help: `Asks the running "serve" of a workspace for a new one-time address, prints it and opens it in the browser (with --json it
only prints it).`,
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions });
    const url = await addressOf(placeOf(values, terminal).folder);
    terminal.out(values.json === true ? `${JSON.stringify({ url })}\n` : `${url}\n`);
    if (values.json !== true) openBrowser(url);
    return exitCodes.good;
  },
};

const hostFile = 'host.json';
const hostShape = z.object({ port: z.number().int().min(1).max(65_535), pid: z.number(), key: z.string().min(1) });
const addressShape = z.object({ url: z.string().min(1) });

/** Tells `open` where the console of a folder answers; for this account alone, because of the key. Returns its removal. */
export function announceHost(folder: string, host: z.infer<typeof hostShape>): () => void {
  const file = join(folder, hostFile);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(host), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** A new one-time address of the console that runs for a folder; throws `not-found` where none answers. */
export async function addressOf(folder: string): Promise<string> {
  let host: z.infer<typeof hostShape>;
  try {
    host = hostShape.parse(JSON.parse(readFileSync(join(folder, hostFile), 'utf8')));
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
    return addressShape.parse(await response.json()).url;
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
