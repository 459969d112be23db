import { AppError } from '#core/contract/errors.ts';
import { examineDynamics } from '#core/dynamics/doctor.ts';
import { createSpsClient } from '#core/sps/client.ts';
import { examineSps, type DoctorStep } from '#core/sps/doctor.ts';
import { createSecrets, dynamicsSecret } from '../adapters/secrets.ts';
import { systemClock } from '../adapters/clock.ts';
import { refuseWriteTest, type WriteTest } from '../connections/writeTest.ts';
import { isLoopback, isTestFolder } from '#core/domain/connection.ts';
import { hostPorts } from '../ports.ts';
import { exitCodes, readArgs, UsageError, type Command } from './command.ts';
import { whereOptions, whereUsage } from './place.ts';
import { terminalText } from './terminalText.ts';
import { openWhere, type Where } from './where.ts';

/** `doctor`: both connections, step by step. */
export const doctor: Command = {
  name: 'doctor',
  usage: `doctor ${whereUsage} [--write-test DIR] [--json]`,
  help: `Checks both connections step by step: token, auth-check, folders; token, companies, entity sets and properties, roles.
It only reads, and needs no data folder; the engine may run meanwhile.
  --write-test DIR   also uploads a small file to this SPS folder and deletes it at once`,
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions, 'write-test': { type: 'string' } });
    const where = await openWhere(values, terminal, { onlyConnection: true });
    const writeTest = values['write-test'];
    try {
      if (writeTest !== undefined) refuseOutbound(where, writeTest);
      const steps: DoctorStep[] = [];
      for await (const step of examine(where, terminal, writeTest)) {
        steps.push(step);
        if (values.json !== true) terminal.out(describe(step));
      }
      if (values.json === true)
        terminal.out(`${JSON.stringify({ good: steps.every((step) => step.state === 'good'), steps })}\n`);
      return steps.every((step) => step.state === 'good') ? exitCodes.good : exitCodes.failed;
    } finally {
      await where.close();
    }
  },
};

function refuseOutbound({ colour, connection }: Where, folder: string): void {
  try {
    refuseWriteTest({ ...readByPartners(colour, connection), folder });
  } catch (thrown) {
    throw thrown instanceof AppError ? new UsageError(thrown.message) : thrown;
  }
}

/** Of a connection file by itself nobody says whether it is a live one: its test twins aside it counts as such. */
function readByPartners(colour: Where['colour'], { sps }: Where['connection']): Omit<WriteTest, 'folder'> {
  const outbound = Object.values(sps.outbound ?? {});
  if (colour === 'live') return { live: true, outbound };
  return { live: !isLoopback(sps.apiBase), outbound: outbound.filter((path) => !isTestFolder(path)) };
}

async function* examine(
  where: Where,
  terminal: Parameters<Command['run']>[1],
  writeTest: string | undefined,
): AsyncGenerator<DoctorStep> {
  const secrets = createSecrets({
    // The practice world has secrets of its own; those of the environment are meant for real accounts.
    env: where.colour === 'practice' ? {} : terminal.env,
    file: where.secrets,
    connection: where.connection,
    now: () => systemClock.now(),
  });
  const { fetch, clock, random, log } = hostPorts({ secrets, log: terminal.err, level: 'error' });
  const counter = { count: () => undefined };
  const client = createSpsClient({
    connection: where.connection.sps,
    secret: () => secrets.read('sps.clientSecret'),
    fetch,
    clock,
    random,
    log,
    counter,
  });
  yield* examineSps(
    { client, connection: where.connection.sps, clock, random, ...(writeTest === undefined ? {} : { writeTest }) },
    terminal.signal,
  );
  yield* examineDynamics(
    {
      connection: where.connection.dynamics,
      secret: dynamicsSecret(secrets, where.connection),
      fetch,
      clock,
      random,
      log,
      counter,
    },
    terminal.signal,
  );
}

const marks = { good: 'ok  ', bad: 'BAD ', skipped: '--  ' } as const;

function describe(step: DoctorStep): string {
  const details = step.state === 'bad' ? Object.entries(step.details).map(([name, value]) => `       ${name}: ${value}\n`) : [];
  return terminalText(`${marks[step.state]} ${step.name}\n       ${step.sentence}\n${details.join('')}`);
}
