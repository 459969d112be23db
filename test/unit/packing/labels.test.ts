import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFRawStream } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { contentListPdf } from '#core/packing/contentList.ts';
import { labelsPdf, postalText } from '#core/packing/labels.ts';
import type { CartonLabel } from '#core/packing/packing.types.ts';
import { code128Values } from './code128.ts';

const label: CartonLabel = {
  sscc: '106141411234567897',
  from: ['Contoso Warehouse 13', '24 Dock Street', 'Reno, NV 89502'],
  to: ['Northwind DC 7', '700 Freight Way', 'Joliet, IL 60433'],
  postalCode: '60433-1234',
  carrier: 'Fabrikam Freight',
  pro: 'PRO-77',
  billOfLading: 'BOL-000901',
  purchaseOrder: '0000987654',
  department: '042',
  store: '0101',
  storeName: 'Springfield',
  carton: 3,
  of: 12,
};

interface Page {
  readonly size: { readonly width: number; readonly height: number };
  readonly texts: readonly string[];
  readonly boxes: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
}

/** What a reader of the PDF sees: texts of the standard fonts and filled rectangles, from the page's own operators. */
async function pagesOf(bytes: Uint8Array): Promise<readonly Page[]> {
  const document = await PDFDocument.load(bytes);
  return document.getPages().map((page) => {
    const contents = page.node.normalizedEntries().Contents;
    const parts = contents?.asArray().map((ref) => document.context.lookup(ref)) ?? [];
    const text = parts
      .map((part) => (part instanceof PDFRawStream ? inflateSync(part.contents).toString('latin1') : ''))
      .join('\n');
    return {
      size: page.getSize(),
      texts: [...text.matchAll(/<([0-9A-Fa-f]*)> Tj/g)].map(([, hex]) =>
        new TextDecoder('windows-1252').decode(Buffer.from(hex ?? '', 'hex')),
      ),
      boxes: [...text.matchAll(/([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re/g)].map(([, x, y, width, height]) => ({
        x: Number(x),
        y: Number(y),
        width: Number(width),
        height: Number(height),
      })),
    };
  });
}

/** The bars of one height, read as a scanner does: widths of bars and spaces in modules. */
function scanned(
  page: Page | undefined,
  height: number,
): { readonly values: readonly number[]; readonly module: number; readonly quiet: number } {
  const bars = (page?.boxes ?? []).filter((box) => Math.abs(box.height - height) < 0.01).toSorted((a, b) => a.x - b.x);
  const module = Math.min(...bars.map(({ width }) => width));
  const widths = bars.flatMap(({ x, width }, index) => {
    const next = bars[index + 1];
    return next ? [width, next.x - x - width] : [width];
  });
  return { values: code128Values(widths.map((width) => Math.round(width / module))), module, quiet: (bars[0]?.x ?? 0) / module };
}

const startC = 105;
const fnc1 = 102;
const pairs = (digits: string): readonly number[] => (digits.match(/../g) ?? []).map(Number);

describe('a carton label', () => {
  it('prints what is too long smaller before it cuts it off: half an order number is another one', async () => {
    const long = { purchaseOrder: '4500012345-000123456789012', store: 'WM-SUPERCENTER-0000012345', department: 'D'.repeat(30) };
    const [page] = await pagesOf(await labelsPdf([{ ...label, ...long, storeName: '', carton: 12_345, of: 123_456 }], 'labels'));
    for (const text of [...Object.values(long), '12345 of 123456']) expect(page?.texts).toContain(text);
    const [endless] = await pagesOf(await labelsPdf([{ ...label, purchaseOrder: '9'.repeat(80) }], 'labels'));
    expect(endless?.texts.filter((text) => text.startsWith('999'))).toEqual([expect.stringMatching(/^9+…$/)]);
  });
  it('is 4 by 6 inches and says from, to, order, department, store, carrier and carton n of m', async () => {
    const [page] = await pagesOf(await labelsPdf([label], 'labels'));
    expect(page?.size).toEqual({ width: 288, height: 432 });
    for (const text of [
      ...label.from,
      ...label.to,
      'Fabrikam Freight',
      'PRO-77',
      'BOL-000901',
      '0000987654',
      '042',
      '3 of 12',
      '0101 Springfield',
    ])
      expect(page?.texts).toContain(text);
    expect(page?.texts).toContain('(00) 1 0614141 123456789 7');
    expect(page?.texts).toContain('(420) 60433');
  });

  it('carries the SSCC behind AI 00 and the postal code behind AI 420, in bars that a scanner reads', async () => {
    const [page] = await pagesOf(await labelsPdf([label], 'labels'));
    const sscc = scanned(page, 91);
    expect(sscc.values).toEqual([startC, fnc1, ...pairs(`00${label.sscc}`)]);
    expect((sscc.module / 72) * 25.4).toBeCloseTo(0.5, 3);
    expect(sscc.quiet).toBeGreaterThanOrEqual(10);
    expect((91 / 72) * 25.4).toBeGreaterThanOrEqual(31.75);
    expect(scanned(page, 54).values).toEqual([startC, fnc1, ...pairs('42060433')]);
  });

  it('clips what is too long, keeps what is strange harmless, and prints no postal bars without a code', async () => {
    const strange = {
      ...label,
      to: ['W'.repeat(200), 'Łódź 中 ) Tj ET\u0007\u202E'],
      postalCode: '',
      purchaseOrder: '9'.repeat(60),
    };
    const [page] = await pagesOf(await labelsPdf([strange], 'labels'));
    expect(page?.texts.filter((text) => text.endsWith('…'))).toHaveLength(2);
    expect(page?.texts).toContain('Lódz ? ) Tj ET');
    expect(page?.boxes.some(({ height }) => Math.abs(height - 54) < 0.01)).toBe(false);
    expect(postalText('K1A 0B6')).toBe('K1A0B6');
  });

  it('makes a page for each carton', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...label, carton: index + 1, of: 40 }));
    expect(await pagesOf(await labelsPdf(many, 'labels'))).toHaveLength(40);
  });

  it('refuses a number that is none', async () => {
    await expect(labelsPdf([{ ...label, sscc: '106141411234567898' }], 'labels')).rejects.toThrow();
  });
});

describe('a content list', () => {
  it('says what stands in which carton, over as many pages as it takes', async () => {
    const carton = (number: number) => ({
      number,
      of: 90,
      sscc: label.sscc,
      pallet: 2,
      store: '0101',
      tracking: '1Z9',
      weight: '12 LB',
      lines: [{ purchaseOrder: 'PO-1', item: 'D0001', description: 'Speaker', quantity: '12', unit: 'ea' }],
    });
    const pages = await pagesOf(
      await contentListPdf({
        title: 'Contents of packing slip PS-1',
        facts: [['Packing slip', 'PS-1']],
        cartons: Array.from({ length: 90 }, (_, index) => carton(index + 1)),
      }),
    );
    expect(pages.length).toBeGreaterThan(2);
    const texts = pages.flatMap((page) => page.texts);
    expect(texts.filter((text) => text === 'D0001')).toHaveLength(90);
    expect(texts).toContain('Carton 90 of 90 · SSCC 106141411234567897 · pallet 2 · store 0101 · 12 LB · tracking 1Z9');
  });
});
