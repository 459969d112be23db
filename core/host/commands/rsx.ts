import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding } from '#core/domain/finding.ts';
import { describeDocument } from '#core/rsx/describeDocument.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { exitCodes, readArgs, UsageError, type Command, type ExitCode, type Terminal } from './command.ts';

/** `rsx check` and `rsx convert`: the codec at the command line. */
export const rsx: Command = {
  name: 'rsx',
  usage: 'rsx check FILE... [--json] | rsx convert FILE --to xml|json',
  help: `check     reads any RSX file: kind, keys and findings with their paths; exit 1 when one cannot be read or has errors
convert   copies every element and value text as read, in schema order where known; findings go to standard error`,
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { to: { type: 'string' } });
    const [verb, ...files] = positionals;
    if (verb === 'check' && files.length > 0) return check(files, terminal, values.json === true);
    const [file] = files;
    if (verb === 'convert' && file !== undefined && files.length === 1 && (values.to === 'xml' || values.to === 'json'))
      return convert(file, values.to, terminal);
    throw new UsageError('rsx takes "check FILE..." or "convert FILE --to xml|json".');
  },
};

async function bytesOf(file: string, terminal: Terminal): Promise<Uint8Array> {
  try {
    return await readFile(resolve(terminal.cwd, file));
  } catch {
    throw new UsageError(`${file} cannot be read. Check the path.`);
  }
}

const isError = (finding: Finding): boolean => finding.severity === 'BLOCK' || finding.severity === 'HOLD';

async function check(files: readonly string[], terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const results = [];
  for (const file of files) {
    const reading = readRsx(await bytesOf(file, terminal), { fileName: file });
    if (reading.outcome === 'unreadable')
      results.push({
        file,
        readable: false as const,
        reason: reading.reason,
        sentence: reading.sentence,
        documents: [],
        findings: [],
      });
    else {
      const documents = reading.documents.map((document) => ({
        kind: document.kind,
        ...describeDocument(document),
        findings: document.findings,
      }));
      results.push({ file, readable: true as const, format: reading.format, documents, findings: reading.findings });
    }
  }
  if (asJson) terminal.out(`${JSON.stringify(results.length === 1 ? results[0] : results)}\n`);
  else for (const result of results) terminal.out(describe(result));
  const bad = results.some(
    (result) =>
      !result.readable || result.findings.some(isError) || result.documents.some((document) => document.findings.some(isError)),
  );
  return bad ? exitCodes.failed : exitCodes.good;
}

interface Shown {
  readonly file: string;
  readonly readable: boolean;
  readonly sentence?: string;
  readonly findings: readonly Finding[];
  readonly documents: readonly {
    readonly kind: string;
    readonly partnerId: string;
    readonly number: string;
    readonly findings: readonly Finding[];
  }[];
}

function describe(result: Shown): string {
  const lines = [result.file];
  if (!result.readable) lines.push(`  cannot be read: ${result.sentence ?? ''}`);
  for (const document of result.documents)
    lines.push(`  ${document.kind} ${document.number} of ${document.partnerId}`, ...document.findings.map(sentence));
  lines.push(...result.findings.map(sentence));
  return `${lines.join('\n')}\n`;
}

const sentence = (finding: Finding): string =>
  `    ${finding.severity} ${finding.path === '' ? '' : `${finding.path}: `}${finding.message}`;

async function convert(file: string, to: 'xml' | 'json', terminal: Terminal): Promise<ExitCode> {
  const reading = readRsx(await bytesOf(file, terminal), { fileName: file });
  if (reading.outcome === 'unreadable') {
    terminal.err(`${file}: ${reading.sentence}\n`);
    return exitCodes.failed;
  }
  for (const finding of [...reading.findings, ...reading.documents.flatMap((document) => document.findings)])
    terminal.err(`${sentence(finding).trim()}\n`);
  const write = to === 'xml' ? writeXml : writeJson;
  terminal.out(`${write(reading.documents, { mode: 'convert' })}\n`);
  return exitCodes.good;
}
