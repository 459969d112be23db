/**
 * Widths of the Code 128 characters 0 to 105 in modules, bar first (ISO/IEC 15417, table 1): written down here on its own,
 * so that what draws bars and what reads them cannot share a mistake.
 */
const patterns =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'.split(
    ' ',
  );
const stop = '2331112';

/** The characters of a symbol from its widths, without check character and stop, both of which must be right. */
export function code128Values(widths: readonly number[]): readonly number[] {
  const text = widths.join('');
  if (!text.endsWith(stop)) throw new Error('no stop character');
  const body = text.slice(0, -stop.length);
  const values = (body.match(/.{6}/g) ?? []).map((pattern) => {
    const value = patterns.indexOf(pattern);
    if (value < 0) throw new Error(`no character ${pattern}`);
    return value;
  });
  const check = values.at(-1);
  const data = values.slice(0, -1);
  const sum = data.reduce((total, value, index) => total + value * Math.max(1, index), 0);
  if (sum % 103 !== check) throw new Error(`check character ${check}, not ${sum % 103}`);
  return data;
}
