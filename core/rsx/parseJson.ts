import { localName } from './localName.ts';
import type { Oddity } from './oddities.ts';
import type { ElementSink } from './tree.ts';
import { deepest, RsxUnreadable, tooDeep, truncated } from './unreadable.ts';

/** The name under which a JSON object carries text of its own, beside its members: XML's mixed content. */
export const ownTextName = '#text';
const textNames: ReadonlySet<string> = new Set([ownTextName, '#cdata-section']);
/** What converters from XML make of attributes, comments and declarations, and what JSON tools add: no elements. */
const noElement = /^(?:[@$#?]|xmlns(?::|$))/;
/** Those that nobody misses; namespaces say nothing in JSON. */
const silentNotes = /^(?:[#?]|\$schema$|@?xsi:|@?xmlns(?::|$))/;

const space = /[\t\n\r ]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const cutNumber = /^-?\d*(?:\.|\.\d+)?(?:[eE][+-]?)?$/;
// oxlint-disable-next-line eslint/no-control-regex -- JSON forbids raw control characters in a string
const plainString = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const cutEscape = /^\\(?:u[0-9a-fA-F]{0,3})?$/;

interface Scan {
  readonly text: string;
  readonly sink: ElementSink;
  readonly onOddity: (oddity: Oddity) => void;
  at: number;
  containers: number;
}

/**
 * Parses JSON and tells the sink about every member as an element. It is our own scanner because three things that
 * JSON.parse does not give are needed: where a value stands, that a text ends early rather than is wrong, and members
 * that occur twice; it also never recurses deeper than a document may. Number texts stay as written (10.0 is not 10),
 * null is an empty element, an array is its members one after the other. The outermost value is an element without
 * name, an outermost array several of them. Members that stand for XML attributes (`@id`) are oddities as those are.
 * Throws RsxUnreadable.
 */
export function parseJson(text: string, sink: ElementSink, onOddity: (oddity: Oddity) => void): void {
  const scan: Scan = { text, sink, onOddity, at: text.startsWith('\uFEFF') ? 1 : 0, containers: 0 };
  skipSpace(scan);
  readValue(scan, '', scan.at);
  skipSpace(scan);
  if (scan.at < text.length) throw wrong(scan, 'more text follows after the end');
}

function skipSpace(scan: Scan): void {
  space.lastIndex = scan.at;
  space.test(scan.text);
  scan.at = space.lastIndex;
}

/** One value as an element of this name that begins at `start` (its key, where it has one). */
function readValue(scan: Scan, name: string, start: number): void {
  const first = scan.text[scan.at];
  if (first === '[') return readArray(scan, name, start);
  scan.sink.open(name, start);
  if (first === '{') readObject(scan);
  else scan.sink.text(readScalar(scan, first));
  scan.sink.close(scan.at);
}

function readArray(scan: Scan, name: string, start: number): void {
  enter(scan);
  let itemStart = start;
  while (scan.text[scan.at] !== ']') {
    readValue(scan, name, itemStart);
    separator(scan, ']');
    itemStart = scan.at;
  }
  leave(scan);
}

function readObject(scan: Scan): void {
  enter(scan);
  while (scan.text[scan.at] !== '}') {
    const start = scan.at;
    if (scan.text[start] !== '"') throw wrong(scan, 'a name in double quotes is expected');
    const name = readString(scan);
    skipSpace(scan);
    if (scan.text[scan.at] !== ':') throw wrong(scan, 'a colon is expected');
    scan.at += 1;
    skipSpace(scan);
    if (noElement.test(name)) readNote(scan, name);
    else readValue(scan, localName(name), start);
    separator(scan, '}');
  }
  leave(scan);
}

/** A member that is no element: text of the object itself, or a note. */
function readNote(scan: Scan, name: string): void {
  let value = '';
  const sink: ElementSink = { open: () => undefined, text: (piece) => (value += piece), close: () => undefined };
  const aside: Scan = { ...scan, sink, onOddity: () => undefined };
  readValue(aside, '', scan.at);
  scan.at = aside.at;
  if (textNames.has(name)) scan.sink.text(value);
  else if (!silentNotes.test(name)) scan.onOddity({ kind: 'attribute', name });
}

function enter(scan: Scan): void {
  scan.containers += 1;
  // An object and an array a level, and the outermost array.
  if (scan.containers > deepest * 2 + 2) throw tooDeep();
  scan.at += 1;
  skipSpace(scan);
}

function leave(scan: Scan): void {
  scan.containers -= 1;
  scan.at += 1;
}

/** After a member: a comma and another member, or the end. */
function separator(scan: Scan, end: ']' | '}'): void {
  skipSpace(scan);
  const found = scan.text[scan.at];
  if (found === end) return;
  if (found !== ',') throw wrong(scan, `a comma or ${end} is expected`);
  scan.at += 1;
  skipSpace(scan);
  if (scan.text[scan.at] === end) throw wrong(scan, 'a comma is followed by nothing');
}

function readScalar(scan: Scan, first: string | undefined): string {
  const { text, at } = scan;
  if (first === '"') return readString(scan);
  for (const word of ['true', 'false', 'null']) {
    if (text.startsWith(word, at)) {
      scan.at += word.length;
      return word === 'null' ? '' : word;
    }
    if (word.startsWith(text.slice(at, at + word.length))) throw cutShort();
  }
  number.lastIndex = at;
  const written = number.exec(text)?.[0];
  const rest = text.length - at < 40 ? text.slice(at + (written?.length ?? 0)) : '?';
  if (rest !== '' && cutNumber.test(rest)) throw cutShort();
  if (written === undefined) throw wrong(scan, 'a value is expected');
  scan.at += written.length;
  return written;
}

function readString(scan: Scan): string {
  const start = scan.at;
  let escaped = false;
  scan.at += 1;
  for (;;) {
    plainString.lastIndex = scan.at;
    plainString.test(scan.text);
    scan.at = plainString.lastIndex;
    const next = scan.text[scan.at];
    if (next === '"') break;
    if (next !== '\\') throw wrong(scan, 'a string holds a raw control character');
    escape.lastIndex = scan.at;
    if (!escape.test(scan.text)) {
      if (cutEscape.test(scan.text.slice(scan.at, scan.at + 6))) throw cutShort();
      throw wrong(scan, 'a string holds an unknown escape');
    }
    scan.at = escape.lastIndex;
    escaped = true;
  }
  scan.at += 1;
  return escaped ? String(JSON.parse(scan.text.slice(start, scan.at))) : scan.text.slice(start + 1, scan.at - 1);
}

function cutShort(): RsxUnreadable {
  return truncated('the JSON stops in the middle');
}

/** What is wrong here; at the end of the text that is a text which was cut. */
function wrong(scan: Scan, what: string): RsxUnreadable {
  if (scan.at >= scan.text.length) return cutShort();
  const before = scan.text.slice(0, scan.at);
  const line = before.split('\n').length;
  const column = scan.at - before.lastIndexOf('\n');
  return new RsxUnreadable(
    'not-well-formed',
    `The file is no well-formed JSON at line ${line}, column ${column}: ${what}. Ask SPS or the sender to send it again correctly.`,
  );
}
