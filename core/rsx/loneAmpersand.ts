import type { SaxesParser } from 'saxes';
import { shown } from './shown.ts';

const begunReference = /^(?:#\d*|#x[\da-f]*|[\w:.-]*)$/i;

/**
 * Where the parser waits at the end of a text for the end of a reference that is none: it takes `Bed & Bath` for the
 * beginning of one and would look for its semicolon to the end of the file, which then seems to end early. Undefined
 * where it waits for none, or for one that was cut.
 */
export function loneAmpersand(parser: SaxesParser): string | undefined {
  // What the parser has gathered of the reference; it tells nobody.
  const gathered: unknown = Reflect.get(parser, 'entity');
  if (typeof gathered !== 'string' || begunReference.test(gathered)) return undefined;
  const breaks = gathered.split('\n').length - 1;
  const column = breaks === 0 ? `, column ${parser.column - gathered.length}` : '';
  return `at line ${parser.line - breaks}${column}: the ampersand before '${shown(gathered.trim()).slice(0, 30)}' stands alone, it must be written as &amp;`;
}
