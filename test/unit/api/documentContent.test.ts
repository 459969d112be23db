import { expect, it } from 'vitest';
import { contentOf, shownText } from '#core/api/documentContent.ts';

const shown = 512 * 1024;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each(['a', '€', '😀', 'ü'])(
  'shows the same beginning of a long text of %s as of the whole, and says that it is cut',
  (sign) => {
    const text = `\uFEFF${sign.repeat(4 * shown)}`;
    const { raw, rawCut } = shownText(bytesOf(text));
    expect(rawCut).toBe(true);
    expect(raw === text.slice(1, shown + 1)).toBe(true);
  },
);

it('shows a text that fits whole, to the last character', () => {
  const text = '€'.repeat(shown);
  expect(shownText(bytesOf(text))).toEqual({ raw: text, rawCut: false });
  expect(shownText(bytesOf(`${text}x`))).toEqual({ raw: text, rawCut: true });
  expect(shownText(new Uint8Array())).toEqual({ raw: '', rawCut: false });
});

it('shows what is odd about a file with each of its documents', () => {
  const document = '<Order><Header><Colour>red</Colour></Header></Order>';
  const bytes = bytesOf(`<?xml version="1.0" encoding="latin1"?><Orders>${document}${document}</Orders>`);
  for (const position of [0, 1]) {
    const { findings } = contentOf({ documentId: 1, kind: '850', bytes, path: 'out/a.xml', position });
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(
      expect.arrayContaining(['RSX-UNKNOWN Order/Header/Colour', 'RSX-ENCODING Order']),
    );
  }
});
