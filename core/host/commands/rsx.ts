import { AppError } from '#core/contract/errors.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { RsxDocument } from '#core/domain/rsx.ts';
import { describeDocument } from '#core/rsx/describeDocument.ts';
import { toOrderChange } from '#core/rsx/mappers/orderChange.ts';
import { toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { RsxWriteError } from '#core/rsx/writeError.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { exitCodes, readArgs, UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { readGiven, tryGiven } from './given.ts';
import { terminalText } from './terminalText.ts';

/** `rsx check` and `rsx convert`: the codec at the command line. */
export const rsx: Command = {
  name: 'rsx',
  usage: 'rsx check FILE... [--json] | rsx convert FILE --to xml|json [--json]',
  help: `check     reads any RSX file: kind, keys and findings with their paths; exit 1 when one cannot be read or has errors:
          a required element that is missing, a single one that occurs twice, a value that is no date, time or number,
          an order line that cannot be ordered. Elements and codes that RSX 7.7.7 does not know are warnings; a path
          without a file counts as one that cannot be read, and the others are still told; exit 2 when no path has one
convert   copies every element and value text as read, in schema order where known; findings go to standard error; with
          --json the text and its findings are one line of JSON; exit 1 for a file with parts that are no document`,
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { to: { type: 'string' } }, Infinity);
    const [verb, ...files] = positionals;
    if (verb === 'check' && files.length > 0) return check(files, terminal, values.json === true);
    const [file] = files;
    if (verb === 'convert' && file !== undefined && files.length === 1 && (values.to === 'xml' || values.to === 'json'))
      return convert(file, values.to, terminal, values.json === true);
    throw new UsageError('rsx takes "check FILE..." or "convert FILE --to xml|json".');
  },
};

/** What is wrong by RSX itself. The other rules of the reader say what is only odd. */
const wrong: ReadonlySet<string> = new Set([
  'RSX-MISSING',
  'RSX-TWICE',
  'RSX-LENGTH',
  'RSX-DATE',
  'RSX-TIME',
  'RSX-NUMBER',
  'RSX-BOOLEAN',
]);

const isError = ({ severity, rule }: Finding): boolean => severity === 'BLOCK' || severity === 'HOLD' || wrong.has(rule);

/** What the reader says about a document and, of an order, what it says that no order can hold. */
function findingsOf(document: RsxDocument): readonly Finding[] {
  switch (document.kind) {
    case '850':
      return [...document.findings, ...toPurchaseOrder(document).findings];
    case '860':
      return [...document.findings, ...toOrderChange(document).findings];
    default:
      return document.findings;
  }
}

async function check(files: readonly string[], terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const results: Checked[] = [];
  let missing = 0;
  for (const file of files) {
    const given = await tryGiven(file, terminal);
    if ('bytes' in given) results.push(checked(file, given.bytes));
    // The only one is a mistake in the call; beside others it is one answer among theirs.
    else if (files.length === 1) throw new UsageError(`${file} cannot be read. ${given.why}`);
    else {
      missing += 1;
      results.push(unreadable(file, 'no-file', given.why));
    }
  }
  if (asJson) terminal.out(`${JSON.stringify(results.length === 1 ? results[0] : results)}\n`);
  else for (const result of results) terminal.out(describe(result));
  if (missing === files.length) return exitCodes.usage;
  return results.some(isBad) ? exitCodes.failed : exitCodes.good;
}

interface Checked {
  readonly file: string;
  readonly readable: boolean;
  readonly reason?: string;
  readonly sentence?: string;
  readonly format?: string;
  readonly documents: readonly (ReturnType<typeof describeDocument> & {
    readonly kind: string;
    readonly findings: readonly Finding[];
  })[];
  readonly findings: readonly Finding[];
}

const unreadable = (file: string, reason: string, sentence: string): Checked => ({
  file,
  readable: false,
  reason,
  sentence,
  documents: [],
  findings: [],
});

function checked(file: string, bytes: Uint8Array): Checked {
  const reading = readRsx(bytes, { fileName: file });
  if (reading.outcome === 'unreadable') return unreadable(file, reading.reason, reading.sentence);
  const documents = reading.documents.map((document) => ({
    kind: document.kind,
    ...describeDocument(document),
    findings: findingsOf(document),
  }));
  return { file, readable: true, format: reading.format, documents, findings: reading.findings };
}

const isBad = ({ readable, findings, documents }: Checked): boolean =>
  !readable || findings.some(isError) || documents.some((document) => document.findings.some(isError));

function describe(result: Checked): string {
  const lines = [result.file];
  if (!result.readable) lines.push(`  cannot be read: ${result.sentence ?? ''}`);
  for (const document of result.documents)
    lines.push(`  ${document.kind} ${document.number} of ${document.partnerId}`, ...document.findings.map(sentence));
  lines.push(...result.findings.map(sentence));
  return terminalText(`${lines.join('\n')}\n`);
}

const sentence = (finding: Finding): string =>
  `    ${isError(finding) ? 'error' : finding.severity === 'WARN' ? 'warning' : 'note'} ${finding.path === '' ? '' : `${finding.path}: `}${finding.message}`;

async function convert(file: string, to: 'xml' | 'json', terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const reading = readRsx(await readGiven(file, terminal), { fileName: file });
  if (reading.outcome === 'unreadable') {
    if (asJson)
      terminal.out(`${JSON.stringify({ file, readable: false, reason: reading.reason, sentence: reading.sentence })}\n`);
    terminal.err(`${file}: ${reading.sentence}\n`);
    return exitCodes.failed;
  }
  const findings = [...reading.findings, ...reading.documents.flatMap((document) => document.findings)];
  for (const finding of findings) terminal.err(terminalText(`${sentence(finding).trim()}\n`));
  if (reading.unread !== undefined) throw cannotConvert(file, to, reading.unread);
  const text = converted(file, reading.documents, to);
  terminal.out(asJson ? `${JSON.stringify({ file, readable: true, to, text, findings })}\n` : text);
  return exitCodes.good;
}

/** The text, or why this file has no other form: XML cannot hold all that JSON can, and a file holds one type. */
function converted(file: string, documents: readonly RsxDocument[], to: 'xml' | 'json'): string {
  const write = to === 'xml' ? writeXml : writeJson;
  try {
    return write(documents, { mode: 'convert' });
  } catch (thrown) {
    if (!(thrown instanceof RsxWriteError)) throw thrown;
    throw cannotConvert(file, to, `${thrown.message} Correct it in the file, then convert it again.`);
  }
}

function cannotConvert(file: string, to: 'xml' | 'json', why: string): AppError {
  return new AppError({ code: 'conflict', message: `${file} cannot be written as ${to.toUpperCase()}. ${why}` });
}
