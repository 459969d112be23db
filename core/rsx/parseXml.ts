import { SaxesParser } from 'saxes';
import { localName } from './localName.ts';
import { loneAmpersand } from './loneAmpersand.ts';
import type { Oddity } from './oddities.ts';
import type { ElementSink } from './tree.ts';
import { RsxUnreadable, truncated } from './unreadable.ts';

/**
 * Parses XML and tells the sink about every element by its local name (prefixes are dropped, namespaces never
 * asked). `chunks` is the text in pieces. Document types and entities beyond XML's own five are refused, so nothing
 * is ever expanded or fetched. Throws RsxUnreadable.
 */
export function parseXml(chunks: Iterable<string>, sink: ElementSink, onOddity: (oddity: Oddity) => void): void {
  // Seven handlers and no more: with the eighth the parser object outgrows V8's fast properties and is six times slower
  // (`npm run bench` would show it). So the declaration is asked for afterwards.
  const parser = new SaxesParser();
  const localNames = new Map<string, string>();
  let ending = false;
  parser.on('error', ({ message }) => {
    throw ending ? endFailure(parser, message) : failure(message);
  });
  parser.on('doctype', () => {
    throw new RsxUnreadable(
      'forbidden-xml',
      'The file carries a document type (DTD), which RSX has no use for and attacks do. It was not read; ask SPS where it comes from.',
    );
  });
  parser.on('opentagstart', ({ name }) => {
    sink.open(local(name, localNames), startOfTag(parser, name));
  });
  parser.on('attribute', ({ name, value }) => {
    if (name === 'xmlns' || name.startsWith('xmlns:')) onOddity({ kind: 'namespace', value });
    else if (!/^(xml|xsi):/.test(name)) onOddity({ kind: 'attribute', name });
  });
  parser.on('text', (text) => sink.text(text));
  parser.on('cdata', (text) => sink.text(text));
  parser.on('closetag', () => sink.close(parser.position));
  for (const chunk of chunks) parser.write(chunk);
  ending = true;
  const { encoding } = parser.xmlDecl;
  parser.close();
  if (encoding && !/^(utf-?8|us-ascii)$/i.test(encoding)) onOddity({ kind: 'encoding', value: encoding });
}

/** The tag's `<`. The parser has just passed one character after the name (two code units for a line break CR LF). */
function startOfTag(parser: SaxesParser, name: string): number {
  return parser.position - name.length - 2;
}

function local(name: string, known: Map<string, string>): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const result = localName(name);
  known.set(name, result);
  return result;
}

function failure(message: string): RsxUnreadable {
  const [, place = '', what = message] = /^(\d+:\d+): (.*)$/s.exec(message) ?? [];
  const [line = '', column = ''] = place.split(':');
  const where = place === '' ? '' : ` at line ${line}, column ${Number(column) + 1}`;
  if (what.startsWith('undefined entity')) {
    return new RsxUnreadable(
      'forbidden-xml',
      `The file uses an entity that XML does not define${where}; Quayside expands none. Ask SPS to send the document without it.`,
    );
  }
  return notWellFormed(`${where}: ${ampersandFailures.has(what) ? ampersandBefore : what.replace(/\.$/, '')}`);
}

/** What the parser says when a semicolon ends what began with an ampersand that stands alone. */
const ampersandFailures: ReadonlySet<string> = new Set(['disallowed character in entity name.', 'empty entity name.']);
const ampersandBefore = 'an ampersand before this place stands alone, it must be written as &amp;';

/** At the end of the text: mostly it was cut. */
function endFailure(parser: SaxesParser, message: string): RsxUnreadable {
  const ampersand = loneAmpersand(parser);
  return ampersand === undefined ? truncated(endingWords(message)) : notWellFormed(` ${ampersand}`);
}

function notWellFormed(what: string): RsxUnreadable {
  return new RsxUnreadable(
    'not-well-formed',
    `The file is no well-formed XML${what}. Ask SPS or the sender to send it again correctly.`,
  );
}

function endingWords(message: string): string {
  const tag = /unclosed tag: (.*)$/.exec(message)?.[1];
  return tag ? `the element ${tag} is never closed` : 'the XML stops in the middle';
}
