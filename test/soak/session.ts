import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What a session that came to its end alive says of itself. */
export interface SessionReport {
  /** How runs that failed or broke off say so. */
  readonly messages: readonly string[];
  /** What its runs took together. */
  readonly milliseconds: number;
  /** What people had to do after the last cycle. */
  readonly acts: number;
  readonly places: Readonly<Record<string, number>>;
  /** Orders that are being made: a failed request waits for its back-off. */
  readonly underWay: number;
  /** What needs a hand, by cause and rule; and one message of each. */
  readonly attention: Readonly<Record<string, number>>;
  readonly examples: Readonly<Record<string, string>>;
  /** Lost answers that people settled in this session. */
  readonly settled: { readonly arrived: number; readonly again: number };
  /** The most memory that the process held, in MB. */
  readonly memory: number;
}

export interface SessionEnd {
  readonly killed: boolean;
  readonly report: SessionReport | undefined;
}

const entry = fileURLToPath(new URL('./engineProcess.ts', import.meta.url));

/** Runs one session in a process of its own. Throws what the process said where it ended by a failure of its own. */
export async function runSession(input: object, inputFile: string): Promise<SessionEnd> {
  await writeFile(inputFile, JSON.stringify(input));
  const child = spawn(process.execPath, [entry, inputFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, name) => resolve(name)));
  await rm(inputFile, { force: true });
  if (signal === 'SIGKILL') return { killed: true, report: undefined };
  if (child.exitCode !== 0) throw new Error(`the engine's process ended with ${child.exitCode}: ${errors}`);
  return { killed: false, report: JSON.parse(output) as SessionReport };
}
