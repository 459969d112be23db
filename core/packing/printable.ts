/**
 * Letters that the standard fonts of a PDF have (WinAnsi): ASCII, Latin-1 and these. A font with others would have to be in the
 * PDF, and weigh more than the program.
 */
const beyondLatin1 = new Set('ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™');

const isKnown = (character: string): boolean => /[\u0020-\u007e\u00a0-\u00ff]/.test(character) || beyondLatin1.has(character);

/** Letters and signs that Unicode does not take apart, as addresses are written without them. */
const alike: ReadonlyMap<string, string> = new Map([
  ['Ł', 'L'],
  ['ł', 'l'],
  ['Đ', 'D'],
  ['đ', 'd'],
  ['Ħ', 'H'],
  ['ħ', 'h'],
  ['Ŧ', 'T'],
  ['ŧ', 't'],
  ['ı', 'i'],
  ['ẞ', 'SS'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '–'],
  ['\u2015', '—'],
  ['\u2212', '-'],
  ['\u2032', "'"],
  ['\u2033', '"'],
  ['\u02bc', '’'],
  ['\u2044', '/'],
]);

/** What nearly every text is. */
const plain = /^(?:[\u0021-\u007e]+(?: [\u0021-\u007e]+)*)?$/;

/** A character as it is printed; '?' where nothing is like it. */
function printed(character: string): string {
  if (/\s|\p{Cc}/u.test(character)) return ' ';
  if (isKnown(character)) return character;
  const same = alike.get(character);
  if (same !== undefined) return same;
  if (/\p{Cf}|\p{Mn}/u.test(character)) return '';
  const parts = Array.from(character.normalize('NFKD'));
  const bare = parts.map((part) => (isKnown(part) ? part : (alike.get(part) ?? ''))).join('');
  // Five and a third is no fifty-one thirds.
  return bare === '' ? '?' : parts.includes('\u2044') ? ` ${bare}` : bare;
}

/**
 * Text of third parties as it is printed: control characters are blanks, letters that the fonts lack lose their marks, and what is
 * left is a question mark. Nothing of it can be an instruction: it is drawn as text.
 */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return Array.from(text.normalize('NFC')).map(printed).join('').replaceAll(/ +/g, ' ').trim();
}

/** Whether a text has letters of which nothing is printed but a question mark. */
export function isLost(text: string): boolean {
  return Array.from(text.normalize('NFC')).some((character) => character !== '?' && printed(character) === '?');
}
