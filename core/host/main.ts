import { shareMemory } from './adapters/memory.ts';
import { backup, restore } from './commands/backup.ts';
import { exitCodeOf, exitCodes, failureLine, UsageError, type Command, type Terminal } from './commands/command.ts';
import { doctor } from './commands/doctor.ts';
import { exportMappings, importMappings } from './commands/mappings.ts';
import { whereHelp, whereUsage } from './commands/place.ts';
import { practice } from './commands/practice.ts';
import { rsx } from './commands/rsx.ts';
import { open } from './commands/open.ts';
import { serve } from './commands/serve.ts';
import { terminalText } from './commands/terminalText.ts';
import { sync } from './commands/sync.ts';
import { packageVersion } from './places.ts';
import { processTerminal } from './terminal.ts';

const commands: readonly Command[] = [serve, open, sync, doctor, rsx, practice, importMappings, exportMappings, backup, restore];

function usage(): string {
  return [
    `Quayside ${packageVersion()}: purchase orders from SPS Commerce become sales orders in Dynamics 365.`,
    '',
    ...commands.map((command) => `  ${command.usage}`),
    '',
    'Each command explains itself with --help. Without a place, the practice workspace is meant.',
    '',
  ].join('\n');
}

/** Runs one command line; returns the exit code. What goes wrong is one sentence on standard error. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(usage());
    return name === undefined ? exitCodes.usage : exitCodes.good;
  }
  const command = commands.find((candidate) => candidate.name === name);
  const asJson = args.includes('--json');
  if (!command) {
    const sentence = `There is no command "${name}".`;
    if (asJson) terminal.out(failureLine(new UsageError(sentence)));
    terminal.err(`${sentence}\n\n${usage()}`);
    return exitCodes.usage;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`quayside ${command.usage}\n\n${command.help}\n${command.usage.includes(whereUsage) ? `\n${whereHelp}\n` : ''}`);
    return exitCodes.good;
  }
  let answered = false;
  const out = (text: string): void => {
    answered = true;
    terminal.out(text);
  };
  try {
    return await command.run(rest, { ...terminal, out });
  } catch (thrown) {
    if (asJson && !answered) terminal.out(failureLine(thrown));
    const sentence = thrown instanceof Error ? thrown.message : String(thrown);
    terminal.err(`${terminalText(sentence)}\n${thrown instanceof UsageError ? `\nquayside ${command.usage}\n` : ''}`);
    return exitCodeOf(thrown);
  }
}

if (import.meta.main) {
  shareMemory();
  const code = await runCommandLine(process.argv.slice(2), processTerminal());
  // Output that got lost has failed by then.
  process.exitCode ||= code;
}
