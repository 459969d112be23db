import type { PDFPage } from 'pdf-lib';
import type { ContentList } from './packing.types.ts';
import { beginPdf, write, type Sheet } from './pdf.ts';

/** Letter, upright. */
const size = { width: 612, height: 792 } as const;
const margin = 40;
const inner = size.width - 2 * margin;
const step = 12;

/** Columns of goods, by their left edge and width. */
const columns = [
  { x: 60, width: 110 },
  { x: 175, width: 95 },
  { x: 275, width: 200 },
  { x: 480, width: 50 },
  { x: 535, width: 37 },
] as const;

interface Place {
  page: PDFPage;
  y: number;
  number: number;
}

/** What stands in which carton of a shipment, page after page, for the driver and the dock. */
export async function contentListPdf(list: ContentList): Promise<Uint8Array> {
  const sheet = await beginPdf(list.title);
  const place = turn(sheet, list, 0);
  for (const [name, value] of list.facts) {
    write(place.page, name, { x: margin, y: place.y, size: 9, width: 110, font: sheet.plain });
    write(place.page, value, { x: margin + 115, y: place.y, size: 9, width: inner - 115, font: sheet.bold });
    place.y -= step;
  }
  place.y -= step / 2;
  for (const carton of list.cartons) {
    // A carton's heading is not left alone at the foot of a page.
    if (place.y < margin + step * 3) Object.assign(place, turn(sheet, list, place.number));
    heading(sheet, place, carton);
    for (const line of carton.lines) {
      if (place.y < margin + step) Object.assign(place, turn(sheet, list, place.number));
      const cells = [line.purchaseOrder, line.item, line.description, line.quantity, line.unit];
      cells.forEach((text, index) => {
        const { x, width } = columns[index] ?? columns[0];
        write(place.page, text, { x, y: place.y, size: 9, width, font: sheet.plain });
      });
      place.y -= step;
    }
    place.y -= step / 2;
  }
  return sheet.bytes();
}

function turn(sheet: Sheet, { title }: ContentList, before: number): Place {
  const page = sheet.document.addPage([size.width, size.height]);
  const number = before + 1;
  write(page, title, { x: margin, y: size.height - margin, size: 14, width: inner - 70, font: sheet.bold });
  write(page, `page ${number}`, { x: size.width - margin - 60, y: size.height - margin, size: 9, width: 60, font: sheet.plain });
  return { page, y: size.height - margin - 26, number };
}

function heading(sheet: Sheet, place: Place, carton: ContentList['cartons'][number]): void {
  const { number, of, sscc, pallet, store, tracking, weight } = carton;
  const parts = [
    `Carton ${number} of ${of}`,
    sscc === '' ? 'no SSCC yet' : `SSCC ${sscc}`,
    pallet === undefined ? '' : `pallet ${pallet}`,
    store === '' ? '' : `store ${store}`,
    weight,
    tracking === '' ? '' : `tracking ${tracking}`,
  ];
  sheet.fill(place.page, [{ x: margin, y: place.y + step - 2, width: inner, height: 0.5 }]);
  write(place.page, parts.filter(Boolean).join(' · '), { x: margin, y: place.y, size: 9, width: inner, font: sheet.bold });
  place.y -= step;
}
