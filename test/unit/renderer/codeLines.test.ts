import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOf, lineAt, rawLines, tokensOf } from '../../../renderer/lib/codeLines.ts';

const texts = fc.string({
  unit: fc.constantFrom('<', '>', '/', 'a', 'b', ' ', ',', '"', ':', '{', '}', '\n', '\r\n'),
  maxLength: 400,
});

describe('raw lines', () => {
  it('show every character but line ends once, in order, within the width', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 5, max: 60 }), (raw, width) => {
        const lines = rawLines(raw, width);
        let at = 0;
        for (const line of lines) {
          expect(raw.slice(at, line.start)).toMatch(/^(\r?\n)?$/);
          expect(line.hang + line.end - line.start).toBeLessThanOrEqual(width + 1);
          at = line.end;
        }
        expect(raw.slice(at)).toMatch(/^\r?$/);
      }),
    );
  });

  it('number the lines of the file, not those of the screen', () => {
    const lines = rawLines('<a>1</a><b>2</b>\n<c>3</c>', 10);
    expect(lines.map((line) => line.number)).toEqual([1, 0, 2]);
  });

  it('cut a long line before an element, so that a tag and its value stay together', () => {
    const raw = '<Order><Number>4711</Number><Date>2026-11-24</Date></Order>';
    const shown = rawLines(raw, 30).map((line) => raw.slice(line.start, line.end));
    expect(shown).toEqual(['<Order><Number>4711</Number>', '<Date>2026-11-24</Date>', '</Order>']);
  });

  it('hang below where a long line begins, which is never cut right after its indentation', () => {
    const raw = '      <Note>leave at the door of the yard</Note>\n\t\t<Number>47114711471147114711</Number>';
    const shown = rawLines(raw, 30).map((line) => ' '.repeat(line.hang) + raw.slice(line.start, line.end));
    expect(shown).toEqual([
      '      <Note>leave at the door ',
      '        of the yard</Note>',
      '\t\t<Number>47114711471147114711',
      '               </Number>',
    ]);
  });

  it('are found by offset', () => {
    const raw = 'one\ntwo\nthree';
    const lines = rawLines(raw, 80);
    expect([0, 3, 4, 8, 12].map((offset) => lineAt(lines, offset))).toEqual([0, 0, 1, 2, 2]);
  });

  it('are made of tokens that cover them', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('xml' as const, 'json' as const, 'plain' as const), (raw, format) => {
        for (const line of rawLines(raw, 40)) {
          const tokens = tokensOf(raw, line, format);
          const shown = tokens.map((token) => raw.slice(token.start, token.end)).join('');
          expect(shown).toBe(raw.slice(line.start, line.end));
        }
      }),
    );
  });

  it('tell XML, JSON and the rest apart', () => {
    expect([' <a/>', '{"a":1}', '[1]', 'ISA*00'].map(formatOf)).toEqual(['xml', 'json', 'json', 'plain']);
  });
});
