import type { PDFDocument, PDFFont, PDFPage } from 'pdf-lib';
import { printable } from './printable.ts';

/** A PDF in the making; its library is loaded when the first is begun. Points (1/72 inch), origin at the lower left. */
export interface Sheet {
  readonly document: PDFDocument;
  readonly plain: PDFFont;
  readonly bold: PDFFont;
  /** Fills rectangles as one path: thousands of bars stay small and quick. */
  fill(page: PDFPage, boxes: readonly Box[]): void;
  bytes(): Promise<Uint8Array>;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Begins a PDF with the fonts that every reader has, so that nothing of a machine's own fonts gets in. */
export async function beginPdf(title: string): Promise<Sheet> {
  const { PDFDocument, StandardFonts, fill, rectangle, setFillingGrayscaleColor } = await import('pdf-lib');
  const document = await PDFDocument.create();
  document.setTitle(title);
  document.setProducer('Quayside');
  document.setCreator('Quayside');
  const [plain, bold] = await Promise.all([
    document.embedFont(StandardFonts.Helvetica),
    document.embedFont(StandardFonts.HelveticaBold),
  ]);
  return {
    document,
    plain,
    bold,
    fill: (page, boxes) =>
      page.pushOperators(
        setFillingGrayscaleColor(0),
        ...boxes.map(({ x, y, width, height }) => rectangle(x, y, width, height)),
        fill(),
      ),
    bytes: () => document.save(),
  };
}

/** A text cut to a width in points; what was cut is shown by an ellipsis. */
export function clipped(text: string, font: PDFFont, size: number, width: number): string {
  const whole = printable(text);
  if (font.widthOfTextAtSize(whole, size) <= width) return whole;
  let [fits, over] = [0, whole.length];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (font.widthOfTextAtSize(`${whole.slice(0, middle)}…`, size) <= width) fits = middle;
    else over = middle;
  }
  return `${whole.slice(0, fits).trimEnd()}…`;
}

/** Draws one line of text: smaller where it does not fit (down to `least`), and clipped where even that is too long. */
export function write(
  page: PDFPage,
  text: string,
  at: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly least?: number;
    readonly width: number;
    readonly font: PDFFont;
  },
): void {
  const { x, y, width, font } = at;
  const size = fittingSize(printable(text), at);
  const line = clipped(text, font, size, width);
  if (line !== '') page.drawText(line, { x, y, size, font });
}

function fittingSize(
  text: string,
  {
    size,
    least = size,
    width,
    font,
  }: { readonly size: number; readonly least?: number; readonly width: number; readonly font: PDFFont },
): number {
  const natural = font.widthOfTextAtSize(text, size);
  if (natural <= width) return size;
  // Rounded down, so that what just fits is not clipped by a hair.
  return Math.max(least, Math.floor(((size * width) / natural) * 10) / 10);
}
