import type { Box } from './pdf.ts';

/** Widths of bars and spaces in turn, beginning with a bar, in modules. */
export type BarWidths = readonly number[];

/**
 * GS1-128 bars of application identifiers and their values, `(00)006141411234567890`. The library is loaded with the first.
 * Throws where the value is none of its identifier (a wrong check digit, a letter where digits stand).
 */
export async function gs1Bars(text: string): Promise<BarWidths> {
  // The name `raw` alone is a symbology of the library.
  const { default: bwip } = await import('bwip-js');
  const [symbol] = bwip.raw({ bcid: 'gs1-128', text });
  if (!symbol || !('sbs' in symbol)) throw new Error(`no bars for ${text}`);
  return symbol.sbs;
}

export const modulesOf = (bars: BarWidths): number => bars.reduce((sum, width) => sum + width, 0);

/** Bars as rectangles. `module` is the width of the narrowest bar (X dimension) in points. */
export function barBoxes(
  bars: BarWidths,
  at: { readonly x: number; readonly y: number; readonly module: number; readonly height: number },
): readonly Box[] {
  const boxes: Box[] = [];
  let modules = 0;
  for (const [index, width] of bars.entries()) {
    if (index % 2 === 0) boxes.push({ x: at.x + modules * at.module, y: at.y, width: width * at.module, height: at.height });
    modules += width;
  }
  return boxes;
}
