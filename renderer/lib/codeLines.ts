/** A part of a text, in characters from its beginning. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One line on screen: a part of the raw text. A long line of the file becomes several. */
export interface RawLine {
  readonly start: number;
  readonly end: number;
  /** The line's number in the file; 0 for what continues one. */
  readonly number: number;
  /** Characters by which what continues a line is set in, so that it hangs below where its line begins. */
  readonly hang: number;
}

/** Cuts a raw text into lines for the screen: at its own line ends, and those over `longest` characters before a tag, a comma or a blank. */
export function rawLines(raw: string, longest: number): readonly RawLine[] {
  const lines: RawLine[] = [];
  let number = 0;
  for (let start = 0; start <= raw.length;) {
    const found = raw.indexOf('\n', start);
    const end = found < 0 ? raw.length : found;
    number += 1;
    addLine(lines, raw, { start, end: end > start && raw[end - 1] === '\r' ? end - 1 : end, number, hang: 0 }, longest);
    if (found < 0) break;
    start = found + 1;
  }
  return lines;
}

function addLine(lines: RawLine[], raw: string, line: RawLine, longest: number): void {
  if (line.end - line.start <= longest) return void lines.push(line);
  const indent = indentOf(raw, line);
  const hang = Math.min(columnsOf(raw.slice(line.start, line.start + indent)) + 2, Math.floor(longest / 2));
  let { start } = line;
  for (let width = longest, first = true; ; width = longest - hang, first = false) {
    const fits = line.end - start <= width;
    const end = fits ? line.end : cutBefore(raw, start, start + width, first ? indent : 0);
    lines.push(first ? { ...line, end } : { start, end, number: 0, hang });
    if (fits) return;
    start = end;
  }
}

/** How many blanks and tabs a line begins with. */
function indentOf(raw: string, line: RawLine): number {
  let at = line.start;
  while (at < line.end && (raw[at] === ' ' || raw[at] === '\t')) at += 1;
  return at - line.start;
}

/** Columns that blanks and tabs take on screen. */
const columnsOf = (blanks: string): number => blanks.replaceAll('\t', ' '.repeat(8)).length;

/**
 * The last good place to cut up to `limit`: between elements, before a closing tag, after a comma or blank, else right
 * there. Never right after the line's own indentation of so many characters: that would show an empty line. It looks at
 * this line only: a search through the whole text for every cut would take its square.
 */
function cutBefore(raw: string, start: number, limit: number, indent: number): number {
  const line = raw.slice(start, limit + 1);
  const last = line.lastIndexOf('<');
  for (let tag = last; tag > indent; tag = line.lastIndexOf('<', tag - 1)) {
    if (raw[start + tag + 1] !== '/' || line[tag - 1] === '>') return start + tag;
  }
  if (last > indent) return start + last;
  const width = limit - start;
  const comma = line.lastIndexOf(',', width - 1);
  if (comma > indent) return start + comma + 1;
  const blank = line.lastIndexOf(' ', width - 1);
  return blank > indent ? start + blank + 1 : limit;
}

/** Index of the line that holds an offset. */
export function lineAt(lines: readonly RawLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export type TokenKind = 'mark' | 'name' | 'text' | 'plain';
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
}

const xmlToken = /<[^>]*>?|[^<]+/g;
const jsonToken = /"(?:[^"\\]|\\.)*"\s*:|[{}[\],]+|[^{}[\],"]+|"(?:[^"\\]|\\.)*"?/g;

/** The parts of a line, so that values stand out from markup. */
export function tokensOf(raw: string, line: RawLine, format: 'xml' | 'json' | 'plain'): readonly Token[] {
  if (format === 'plain' || line.end === line.start) return [{ start: line.start, end: line.end, kind: 'plain' }];
  const tokens: Token[] = [];
  let start = line.start;
  if (format === 'xml' && insideTag(raw, line.start)) {
    const close = raw.indexOf('>', line.start);
    start = close < 0 || close >= line.end ? line.end : close + 1;
    tokens.push({ start: line.start, end: start, kind: 'mark' });
  }
  for (const match of raw.slice(start, line.end).matchAll(format === 'xml' ? xmlToken : jsonToken)) {
    const at = start + match.index;
    tokens.push({ start: at, end: at + match[0].length, kind: kindOf(match[0], format) });
  }
  return tokens;
}

function kindOf(text: string, format: 'xml' | 'json'): TokenKind {
  if (format === 'xml') return text.startsWith('<') ? 'mark' : 'text';
  if (/^"[^]*:$/.test(text)) return 'name';
  return /^[{}[\],\s]+$/.test(text) ? 'mark' : 'text';
}

const tagReach = 2000;

function insideTag(raw: string, offset: number): boolean {
  const before = raw.slice(Math.max(0, offset - tagReach), offset);
  return before.lastIndexOf('<') > before.lastIndexOf('>');
}

/** What a raw text looks like. */
export function formatOf(raw: string): 'xml' | 'json' | 'plain' {
  const first = raw.trimStart()[0];
  if (first === '<') return 'xml';
  return first === '{' || first === '[' ? 'json' : 'plain';
}
