import { PDFDocument, StandardFonts } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { isLost, printable } from '#core/packing/printable.ts';

describe('what a label can print', () => {
  it('is every letter of its fonts as it is, and of no other', async () => {
    const document = await PDFDocument.create();
    for (const name of [StandardFonts.Helvetica, StandardFonts.HelveticaBold]) {
      const own = new Set((await document.embedFont(name)).getCharacterSet());
      for (const code of own) {
        const letter = String.fromCodePoint(code);
        if (letter.trim() !== '') expect(printable(letter), letter).toBe(letter);
      }
      for (let code = 1; code < 0x3000; code += 1)
        for (const letter of printable(String.fromCharCode(code)))
          expect(own.has(letter.codePointAt(0) ?? 0), `${code} as ${letter}`).toBe(true);
    }
  });

  it('is a letter without its marks or its stroke, and a sign that looks the same', () => {
    expect(printable('Łódź, Đorđe Žižek, Iğdır, Ħamrun')).toBe('Lódz, Dorde Žižek, Igdir, Hamrun');
    expect(printable('A\u2011B \u22125 6\u2032 2\u2033')).toBe('A-B -5 6\' 2"');
    expect(printable('  two\tlines\r\n\u0007\u202E ')).toBe('two lines');
  });

  it('never makes another quantity of a fraction', () => {
    expect([printable('5⅓ lb'), printable('⅓'), printable('5½')]).toEqual(['5 1/3 lb', '1/3', '5½']);
  });

  it('is a question mark where nothing is like it, and that is known before', () => {
    expect([printable('東京 Ελλάδα'), printable('Киев?')]).toEqual(['?? ??????', '?????']);
    expect(['東京', 'Киев', 'Joliet Ω'].map(isLost)).toEqual([true, true, true]);
    expect(['Łódź', 'Is it?', 'A\u2011B \u202E', ''].map(isLost)).toEqual([false, false, false, false]);
  });
});
