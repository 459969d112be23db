import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { icnsParts } from '../../electron/package/iconFiles.ts';
import { linuxSizes, writeIcons } from '../../electron/package/icons.ts';
import { draw } from '../../electron/package/raster.ts';
import { readSvg } from '../../electron/package/svg.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [first, second] = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'quayside-icons-'))) as [string, string];
const drawn = (name: string, from = first): Buffer => readFileSync(join(from, name));
const isPng = (bytes: Buffer): boolean => bytes.subarray(1, 4).toString('latin1') === 'PNG';

beforeAll(() => {
  writeIcons(root, first);
  writeIcons(root, second);
});
afterAll(() => [first, second].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('the icons', () => {
  it('come out the same each time', () => {
    for (const name of ['icon.ico', 'icon.icns', ...linuxSizes.map((size) => `icons/${size}x${size}.png`)])
      expect(drawn(name).equals(drawn(name, second)), name).toBe(true);
  });
  it('are a PNG of its size for each size on Linux', () => {
    for (const size of linuxSizes) {
      const png = drawn(`icons/${size}x${size}.png`);
      expect(isPng(png)).toBe(true);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
  });
  it('hold seven sizes for Windows, each where the table says', () => {
    const ico = drawn('icon.ico');
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 7]);
    const entries = Array.from({ length: 7 }, (_, index) => {
      const at = 6 + 16 * index;
      return { size: ico.readUInt8(at) || 256, length: ico.readUInt32LE(at + 8), offset: ico.readUInt32LE(at + 12) };
    });
    expect(entries.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    for (const { size, offset } of entries.slice(0, -1)) expect(ico.readInt32LE(offset + 8)).toBe(size * 2);
    const last = entries.at(-1) ?? { offset: 0, length: 0 };
    expect(isPng(ico.subarray(last.offset))).toBe(true);
    expect(last.offset + last.length).toBe(ico.length);
  });
  it('hold the parts that macOS looks for, up to 1024 pixels', () => {
    const icns = drawn('icon.icns');
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    let at = 8;
    for (const [size, name] of icnsParts) {
      expect(icns.toString('latin1', at, at + 4)).toBe(name);
      expect(icns.readUInt32BE(at + 8 + 16)).toBe(size);
      at += icns.readUInt32BE(at + 4);
    }
    expect(at).toBe(icns.length);
  });
});

describe('the drawing', () => {
  const picture = draw(readSvg(readFileSync(join(root, 'renderer', 'public', 'quayside.svg'), 'utf8')), 64);
  it('has the colours of the source where the source has them', () => {
    expect(picture(32, 4)).toEqual([0x0e, 0x5f, 0x7e, 255]);
    expect(picture(32, 46)).toEqual([255, 255, 255, 255]);
    expect(picture(22, 30)).toEqual([0x99, 0xd2, 0xec, 255]);
  });
  it('is empty outside its round corners and soft at their edge', () => {
    expect(picture(0, 0)).toEqual([0, 0, 0, 0]);
    const edge = Array.from({ length: 14 }, (_, x) => picture(x, 2)[3]);
    expect(edge.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
  });
  it('covers a quarter circle by its area', () => {
    const circle = draw(readSvg('<svg viewBox="0 0 8 8"><rect width="8" height="8" rx="4" fill="#000"/></svg>'), 64);
    let covered = 0;
    for (let y = 0; y < 64; y += 1) for (let x = 0; x < 64; x += 1) covered += circle(x, y)[3] / 255;
    expect(covered).toBeGreaterThan(Math.PI * 32 * 32 * 0.998);
    expect(covered).toBeLessThan(Math.PI * 32 * 32 * 1.002);
  });
  it.each([
    ['<svg viewBox="0 0 8 8"><circle r="4" fill="#000"/></svg>', /<circle>/],
    ['<svg viewBox="0 0 8 9"></svg>', /square/],
    ['<svg viewBox="0 0 8 8"><path d="M0 0C1 1 2 2 3 3z" fill="#000"/></svg>', /"C"/],
    ['<svg viewBox="0 0 8 8"><rect width="8" height="8" fill="teal"/></svg>', /"teal"/],
  ])('refuses what it cannot draw: %s', (svg, why) => {
    expect(() => readSvg(svg)).toThrow(why);
  });
});
