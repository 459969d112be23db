import type { PDFPage } from 'pdf-lib';
import { barBoxes, gs1Bars, modulesOf, type BarWidths } from './barcode.ts';
import type { CartonLabel } from './packing.types.ts';
import { beginPdf, clipped, write, type Sheet } from './pdf.ts';

/** 4 × 6 inches, the size of the label printers at the dock. */
const labelSize = { width: 288, height: 432 } as const;

/**
 * X dimension of both barcodes: 0.5 mm. GS1 asks for 0.495 to 0.94 mm on logistic labels, 10 modules of quiet zone on
 * either side, and bars of at least 31.75 mm for the SSCC.
 */
const module = (0.5 / 25.4) * 72;
const quiet = 10 * module;
const ssccHeight = 91;
const margin = 8;
const inner = labelSize.width - 2 * margin;

/** Letters that are smaller than this are not read at a dock. */
const least = 6;

/** Lower edges of the zones, from above. */
const zones = { address: 342, routing: 254, order: 182, store: 136 } as const;

/**
 * GS1-128 labels of cartons, one page each: from and to, postal code (AI 420) and carrier, order and carton, store, and the
 * SSCC (AI 00) with its digits below (edi-practice.md 2.6). A text that is too long for its place is printed smaller before it is
 * clipped: an order number or a store that is cut off names another one, or none.
 */
export async function labelsPdf(labels: readonly CartonLabel[], title: string): Promise<Uint8Array> {
  const sheet = await beginPdf(title);
  // The postal code is the same on most of them.
  const drawn = new Map<string, Promise<BarWidths>>();
  const bars: Bars = (text) => {
    const known = drawn.get(text) ?? gs1Bars(text);
    drawn.set(text, known);
    return known;
  };
  for (const label of labels) await labelPage(sheet, label, bars);
  return sheet.bytes();
}

type Bars = (text: string) => Promise<BarWidths>;

async function labelPage(sheet: Sheet, label: CartonLabel, bars: Bars): Promise<void> {
  const page = sheet.document.addPage([labelSize.width, labelSize.height]);
  sheet.fill(
    page,
    Object.values(zones).map((y) => ({ x: margin, y, width: inner, height: 0.75 })),
  );
  addresses(sheet, page, label);
  await routing(sheet, page, label, bars);
  order(sheet, page, label);
  store(sheet, page, label);
  await serial(sheet, page, label);
}

const caption = (sheet: Sheet, page: PDFPage, text: string, x: number, y: number, width: number): void =>
  write(page, text, { x, y, size: 6, width, font: sheet.plain });

function addresses(sheet: Sheet, page: PDFPage, { from, to }: CartonLabel): void {
  const split = 112;
  sheet.fill(page, [{ x: margin + split, y: zones.address, width: 0.75, height: labelSize.height - zones.address - margin }]);
  caption(sheet, page, 'FROM', margin, 416, split - 6);
  from
    .slice(0, 6)
    .forEach((line, index) =>
      write(page, line, { x: margin, y: 406 - index * 10, size: 8, least, width: split - 6, font: sheet.plain }),
    );
  const x = margin + split + 6;
  caption(sheet, page, 'TO', x, 416, inner - split - 6);
  to.slice(0, 6).forEach((line, index) =>
    write(page, line, {
      x,
      y: 404 - index * 11.5,
      size: 10,
      least,
      width: inner - split - 6,
      font: index === 0 ? sheet.bold : sheet.plain,
    }),
  );
}

/** Postal codes that AI 420 takes: letters and digits, without blanks; of an American ZIP+4 the five digits. */
export function postalText(code: string): string {
  const compact = code.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
  return /^\d{9}$/.test(compact) ? compact.slice(0, 5) : compact.slice(0, 12);
}

async function routing(
  sheet: Sheet,
  page: PDFPage,
  { postalCode, carrier, pro, billOfLading }: CartonLabel,
  barsOf: Bars,
): Promise<void> {
  const split = 160;
  sheet.fill(page, [{ x: margin + split, y: zones.routing, width: 0.75, height: zones.address - zones.routing }]);
  caption(sheet, page, 'SHIP TO POSTAL CODE', margin, 333, split - 6);
  const postal = postalText(postalCode);
  if (postal !== '') {
    const bars = await barsOf(`(420)${postal}`);
    // A long code of another country gets narrower bars than it should rather than none.
    const width = Math.min(module, (split - 2) / (modulesOf(bars) + 20));
    write(page, `(420) ${postal}`, { x: margin + 10 * width, y: 321, size: 10, width: split - 10, font: sheet.bold });
    sheet.fill(page, barBoxes(bars, { x: margin + 10 * width, y: zones.routing + 8, module: width, height: 54 }));
  }
  const x = margin + split + 6;
  const facts = [
    ['CARRIER', carrier],
    ['PRO', pro],
    ['B/L', billOfLading],
  ] as const;
  facts.forEach(([name, value], index) => {
    caption(sheet, page, name, x, 333 - index * 28, inner - split - 6);
    write(page, value, { x, y: 321 - index * 28, size: 9, least, width: inner - split - 6, font: sheet.bold });
  });
}

function order(sheet: Sheet, page: PDFPage, { purchaseOrder, department, carton, of }: CartonLabel): void {
  caption(sheet, page, 'PURCHASE ORDER', margin, 245, 180);
  write(page, purchaseOrder, { x: margin, y: 226, size: 16, least, width: 180, font: sheet.bold });
  caption(sheet, page, 'DEPARTMENT', margin, 212, 100);
  write(page, department, { x: margin, y: 190, size: 14, least, width: 170, font: sheet.bold });
  caption(sheet, page, 'CARTON', margin + 190, 245, 80);
  write(page, `${carton} of ${of}`, { x: margin + 190, y: 226, size: 14, least, width: inner - 190, font: sheet.bold });
}

function store(sheet: Sheet, page: PDFPage, { store: code, storeName }: CartonLabel): void {
  caption(sheet, page, 'STORE / MARK FOR', margin, 173, inner);
  write(page, [code, storeName].filter(Boolean).join('  '), {
    x: margin,
    y: 148,
    size: 18,
    least,
    width: inner,
    font: sheet.bold,
  });
}

/** The digits below the bars as people read them: extension digit, the rest in blocks, check digit. */
const readableSscc = (sscc: string): string =>
  `(00) ${sscc.slice(0, 1)} ${sscc.slice(1, 8)} ${sscc.slice(8, 17)} ${sscc.slice(17)}`;

async function serial(sheet: Sheet, page: PDFPage, { sscc }: CartonLabel): Promise<void> {
  const bars = await gs1Bars(`(00)${sscc}`);
  const width = modulesOf(bars) * module;
  const x = Math.max(quiet, (labelSize.width - width) / 2);
  caption(sheet, page, 'SERIAL SHIPPING CONTAINER CODE (SSCC)', margin, 127, inner);
  sheet.fill(page, barBoxes(bars, { x, y: 28, module, height: ssccHeight }));
  const text = clipped(readableSscc(sscc), sheet.bold, 11, inner);
  page.drawText(text, { x: (labelSize.width - sheet.bold.widthOfTextAtSize(text, 11)) / 2, y: 12, size: 11, font: sheet.bold });
}
