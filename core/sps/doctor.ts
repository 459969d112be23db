import { toAppError } from '#core/contract/errors.ts';
import type { SpsConnection } from '#core/contract/connection.ts';
import type { Clock, Randomness } from '#core/ports/ports.ts';
import type { SpsClient } from './client.types.ts';

/** One step of the doctor: what was looked at, and in words what was found and what to do. */
export interface DoctorStep {
  readonly name: string;
  readonly state: 'good' | 'bad' | 'skipped';
  readonly sentence: string;
  readonly details: Readonly<Record<string, string>>;
}

export interface SpsDoctorInput {
  readonly client: SpsClient;
  readonly connection: SpsConnection;
  readonly clock: Clock;
  readonly random: Randomness;
  /** A folder for the write test; never an outbound folder of a live workspace. */
  readonly writeTest?: string;
}

/** Checks the SPS side step by step: token and auth-check, folders, files that wait, and a write test where one was asked for. */
export async function* examineSps(
  { client, connection, clock, random, writeTest }: SpsDoctorInput,
  signal?: AbortSignal,
): AsyncGenerator<DoctorStep, void, undefined> {
  const auth = await step('SPS token and auth-check', async () => {
    await client.authCheck(signal);
    return 'SPS accepts the client id, the secret and the audience.';
  });
  yield auth;
  const outbound = [...new Set(Object.values(connection.outbound ?? {}))];
  for (const folder of [...connection.inbound, ...outbound]) {
    const name = `SPS folder ${folder}`;
    if (auth.state === 'bad') yield { name, state: 'skipped', sentence: 'Not checked, because SPS gave no token.', details: {} };
    else {
      yield await step(name, async () => {
        const entries = await client.list(folder, { recursive: connection.recursive ?? false }, signal);
        const files = entries.filter((entry) => entry.type === 'file').length;
        return `The folder is there; ${files} files wait in it.`;
      });
    }
  }
  if (writeTest === undefined || auth.state === 'bad') return;
  yield await step(`SPS write test in ${writeTest}`, async () => {
    const path = `${writeTest.replace(/\/?$/, '/')}quayside-write-test-${clock.now().replaceAll(/\D/g, '')}-${random.id().slice(0, 8)}.txt`;
    await client.upload(path, new TextEncoder().encode('Quayside write test. It may be deleted.'), signal);
    const entries = await client.list(writeTest.replace(/\/?$/, '/'), { recursive: false }, signal);
    await client.remove(path, signal);
    return entries.some((entry) => entry.path === path)
      ? 'A file was uploaded, seen and deleted again.'
      : 'A file was uploaded and deleted; the listing did not show it in between.';
  });
}

async function step(name: string, work: () => Promise<string>): Promise<DoctorStep> {
  try {
    return { name, state: 'good', sentence: await work(), details: {} };
  } catch (thrown) {
    const error = toAppError(thrown);
    return { name, state: 'bad', sentence: error.message, details: { code: error.code, ...error.details } };
  }
}
