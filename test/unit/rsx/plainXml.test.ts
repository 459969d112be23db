import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RsxNode } from '#core/domain/rsx.ts';
import type { Oddity } from '#core/rsx/oddities.ts';
import { parseXml } from '#core/rsx/parseXml.ts';
import { readPlainXml } from '#core/rsx/plainXml.ts';
import { plainTree } from '#core/rsx/tree.ts';
import { example, exampleNames } from './helpers.ts';

interface Read {
  readonly roots: readonly RsxNode[];
  readonly oddities: readonly Oddity[];
}

function plainly(text: string): Read | undefined {
  const oddities: Oddity[] = [];
  const read = readPlainXml(text, (oddity) => oddities.push(oddity));
  return read && { roots: read.roots, oddities };
}

/** As the parser reads it; undefined where it refuses. */
function byParser(text: string): Read | undefined {
  const oddities: Oddity[] = [];
  const tree = plainTree();
  try {
    parseXml([text], tree.sink, (oddity) => oddities.push(oddity));
  } catch {
    return undefined;
  }
  return { roots: tree.roots, oddities };
}

describe('the quick way through XML', () => {
  test.each(exampleNames)('reads the %s as the parser does', (name) => {
    const read = plainly(example(name));
    expect(read).toBeDefined();
    expect(read).toEqual(byParser(example(name)));
  });

  test.each([
    ['an empty element', '<a><b/><c></c><d />\n</a>'],
    ['a prefix', '<rsx:a xmlns:rsx="http://x"><rsx:b>1</rsx:b></rsx:a>'],
    ['the five entities', '<a><b>&lt;&gt;&amp;&quot;&apos;</b></a>'],
    ['line breaks of Windows and of old Macs', '<?xml version="1.0" encoding="UTF-8"?>\r\n<a>\r\n<b>1\r2\r\n3</b>\r\n</a>\r\n'],
    ['text beside elements', '<a> one <b>2</b> three </a>'],
    ['letters beyond ASCII in values', '<a><b>Größe ½ 大</b></a>'],
    ['one name inside itself', '<a><a><a>1</a></a></a>'],
    ['a tag that is the beginning of another', '<a><b>1</b><bc>2</bc><b>3</b><bc>4</bc></a>'],
  ])('reads %s as the parser does', (_what, text) => {
    expect(plainly(text)).toBeDefined();
    expect(plainly(text)).toEqual(byParser(text));
  });

  test.each([
    ['a comment', '<a><!-- no --><b>1</b></a>'],
    ['CDATA', '<a><![CDATA[1]]></a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an attribute', '<a b="1"/>'],
    ['two attributes', '<a xmlns="x" xmlns:y="z"/>'],
    ['an instruction', '<?xml version="1.0"?><?x y?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['a number for a letter', '<a>&#65;</a>'],
    ['an ampersand alone', '<a>A & B</a>'],
    ['an entity of its own', '<a>&x;</a>'],
    ['a pair of code units', '<a>🚚</a>'],
    ['the end of CDATA in a text', '<a>]]></a>'],
    ['a control character', '<a>\u0001</a>'],
    ['text before the root', 'x<a/>'],
    ['text behind the root', '<a/>x'],
    ['a second root', '<a/><b/>'],
    ['an end that is another', '<a><b></a></b>'],
    ['an end that is longer', '<a><b></bc></a>'],
    ['no end', '<a><b>1</b>'],
    ['no root', '  '],
    ['65 levels', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`],
  ])('leaves %s to the parser', (_what, text) => {
    expect(plainly(text)).toBeUndefined();
  });

  test('never reads what the parser refuses, and the same where both read', () => {
    const pieces = [
      '<a>',
      '</a>',
      '<b>',
      '</b>',
      '<b/>',
      '<ab>',
      '</ab>',
      '</b >',
      '<a',
      '>',
      '/>',
      '<',
      '&amp;',
      '&',
      ';',
      ']]>',
    ];
    const more = [
      ' ',
      '\r\n',
      '\r',
      'text',
      '"',
      "'",
      ' xmlns="x"',
      ' xmlns:b="&"',
      ' x="1"',
      '<x:a>',
      '</x:a>',
      '<!--',
      '-->',
      'ä',
    ];
    const text = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 12 }).map((parts) => `<a>${parts.join('')}</a>`);
    let read = 0;
    fc.assert(
      fc.property(text, (xml) => {
        const quick = plainly(xml);
        if (!quick) return;
        read += 1;
        expect(quick).toEqual(byParser(xml));
      }),
      { numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(20);
  });
});
