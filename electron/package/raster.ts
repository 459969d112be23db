import type { Pixel } from '../tray/png.ts';
import type { Point } from './arc.ts';
import type { Drawing, Shape } from './svg.ts';

/** Lines looked at in each row of pixels; along a line the cover is exact. */
const linesARow = 8;

/** Draws at `size` pixels with `margin` of them left free on each side. The same pixels on every machine. */
export function draw(drawing: Drawing, size: number, margin = 0): (x: number, y: number) => Pixel {
  const scale = (size - 2 * margin) / drawing.side;
  const pixels = new Float64Array(size * size * 4);
  for (const shape of drawing.shapes) paint(pixels, size, moved(shape, scale, margin));
  return (x, y) => {
    const at = (y * size + x) * 4;
    const alpha = pixels[at + 3] ?? 0;
    if (alpha === 0) return [0, 0, 0, 0];
    const channel = (index: number): number => Math.round((pixels[at + index] ?? 0) / alpha);
    return [channel(0), channel(1), channel(2), Math.round(alpha * 255)];
  };
}

function moved(shape: Shape, scale: number, margin: number): Shape {
  return {
    fill: shape.fill,
    outlines: shape.outlines.map((outline) => outline.map(([x, y]): Point => [x * scale + margin, y * scale + margin])),
  };
}

/** A line between two corners: its ends from top to bottom, and which way it went. */
interface Edge {
  readonly top: Point;
  readonly bottom: Point;
  readonly turn: 1 | -1;
}

/** Lays one shape over what is there; colours are kept multiplied by their alpha. */
function paint(pixels: Float64Array, size: number, { fill, outlines }: Shape): void {
  const edges = outlines.flatMap(edgesOf);
  const cover = new Float64Array(size);
  for (let y = 0; y < size; y += 1) {
    const near = edges.filter(({ top, bottom }) => top[1] < y + 1 && bottom[1] > y);
    if (near.length === 0) continue;
    cover.fill(0);
    for (let line = 0; line < linesARow; line += 1) addLine(cover, near, y + (line + 0.5) / linesARow);
    for (let x = 0; x < size; x += 1) {
      const alpha = Math.min(1, cover[x] ?? 0);
      if (alpha === 0) continue;
      const at = (y * size + x) * 4;
      for (const index of [0, 1, 2] as const) pixels[at + index] = fill[index] * alpha + (pixels[at + index] ?? 0) * (1 - alpha);
      pixels[at + 3] = alpha + (pixels[at + 3] ?? 0) * (1 - alpha);
    }
  }
}

function edgesOf(outline: readonly Point[]): readonly Edge[] {
  return outline.flatMap((from, index): readonly Edge[] => {
    const to = outline[(index + 1) % outline.length] ?? from;
    if (from[1] === to[1]) return [];
    return [from[1] < to[1] ? { top: from, bottom: to, turn: 1 } : { top: to, bottom: from, turn: -1 }];
  });
}

/** Covers what a horizontal line has inside the outlines, by SVG's non-zero rule. */
function addLine(cover: Float64Array, edges: readonly Edge[], y: number): void {
  const crossings = edges
    .filter(({ top, bottom }) => top[1] <= y && bottom[1] > y)
    .map(({ top, bottom, turn }) => ({
      x: top[0] + ((y - top[1]) / (bottom[1] - top[1])) * (bottom[0] - top[0]),
      turn,
    }))
    .toSorted((a, b) => a.x - b.x);
  let winding = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x;
    winding += turn;
    if (winding === 0) addSpan(cover, from, x, 1 / linesARow);
  }
}

function addSpan(cover: Float64Array, from: number, to: number, weight: number): void {
  const [first, last] = [Math.max(0, Math.floor(from)), Math.min(cover.length - 1, Math.ceil(to) - 1)];
  for (let x = first; x <= last; x += 1)
    cover[x] = (cover[x] ?? 0) + weight * Math.max(0, Math.min(to, x + 1) - Math.max(from, x));
}
