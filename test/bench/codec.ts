import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { readRsx } from '#core/rsx/readRsx.ts';

/** One row of the benchmark: `ratio` is our rate over the rate of the bare parser on the same bytes, in the same run. */
export interface CodecBench {
  readonly name: string;
  readonly ratio: number;
  readonly target: number;
  readonly figures: Readonly<Record<string, number>>;
}

const rounds = 5;
const example = new URL('../fixtures/rsx/850-order.xml', import.meta.url);

/**
 * Reading an 850 with its schema check against fast-xml-parser with default options, which checks nothing: files of
 * the usual size and one of about two megabytes. The median of five rounds each; the ratio is that of the worse size.
 */
export async function codecBench(): Promise<CodecBench> {
  const usual = readFileSync(example);
  const big = Buffer.from(withLines(usual.toString(), 2_000));
  const small = compare(usual, 400);
  const large = compare(big, 2);
  return Promise.resolve({
    name: 'RSX read + check against fast-xml-parser 5',
    ratio: round(Math.min(small.ours / small.theirs, large.ours / large.theirs)),
    target: 0.5,
    figures: {
      'usual order, read + check, MB/s': round(small.ours),
      'usual order, fast-xml-parser, MB/s': round(small.theirs),
      'usual order, bytes': usual.length,
      'big order, read + check, MB/s': round(large.ours),
      'big order, fast-xml-parser, MB/s': round(large.theirs),
      'big order, bytes': big.length,
    },
  });
}

/** The example order with its first line repeated. */
export function withLines(xml: string, lines: number): string {
  const start = xml.indexOf('<LineItem>');
  const line = xml.slice(start, xml.indexOf('</LineItem>') + '</LineItem>'.length);
  return `${xml.slice(0, start)}${`${line}\n    `.repeat(lines)}${xml.slice(start)}`;
}

interface Rates {
  readonly ours: number;
  readonly theirs: number;
}

function compare(bytes: Buffer, repeats: number): Rates {
  const ours = (): void => {
    const reading = readRsx(bytes);
    if (reading.outcome !== 'documents') throw new Error(reading.sentence);
  };
  const theirs = (): void => {
    new XMLParser().parse(bytes);
  };
  const measured: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  // The first round warms both up and is not counted; the two take turns, so that a busy machine hits both.
  for (let at = 0; at <= rounds; at += 1) {
    const pair = { ours: rate(ours, bytes.length, repeats), theirs: rate(theirs, bytes.length, repeats) };
    if (at === 0) continue;
    measured.ours.push(pair.ours);
    measured.theirs.push(pair.theirs);
  }
  return { ours: median(measured.ours), theirs: median(measured.theirs) };
}

/** Megabytes a second. */
function rate(work: () => void, bytes: number, repeats: number): number {
  const start = performance.now();
  for (let at = 0; at < repeats; at += 1) work();
  return (bytes * repeats) / 1000 / (performance.now() - start);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${JSON.stringify(await codecBench(), undefined, 2)}\n`);
}
