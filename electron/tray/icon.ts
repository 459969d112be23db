import type { TrayState } from './model.ts';
import { encodePng, type Pixel } from './png.ts';

/** A point in a square of 16 by 16; true where the shape covers it. */
type Shape = (x: number, y: number) => boolean;

const disc =
  (cx: number, cy: number, r: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) <= r;
const box =
  (left: number, top: number, right: number, bottom: number): Shape =>
  (x, y) =>
    x >= left && x <= right && y >= top && y <= bottom;
const stroke = (x1: number, y1: number, x2: number, y2: number, width: number): Shape => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  return (x, y) => {
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) <= width / 2;
  };
};
const any =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));
const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    shape(x, y) && !hole(x, y);
const ring = (r: number, width: number): Shape => without(disc(8, 8, r), disc(8, 8, r - width));
const triangle: Shape = (x, y) => y >= 1.5 && y <= 14.5 && Math.abs(x - 8) <= (y - 1) * 0.54;

/** Told apart by shape alone, so that colour-blind eyes and one-colour trays see them. */
const shapes: Readonly<Record<TrayState, Shape>> = {
  // A disc with a tick.
  'in-order': without(disc(8, 8, 7), any(stroke(4.5, 8.3, 7, 10.8, 1.9), stroke(7, 10.8, 11.6, 5.6, 1.9))),
  // A triangle with an exclamation mark.
  'needs-hand': without(triangle, any(stroke(8, 6, 8, 9.7, 1.7), disc(8, 12.2, 1.05))),
  // A clock face.
  late: without(disc(8, 8, 7), any(stroke(8, 3.6, 8, 8.3, 1.7), stroke(8, 8.3, 11, 10.2, 1.7))),
  // Two bars.
  paused: any(box(3, 2, 6.6, 14), box(9.4, 2, 13, 14)),
  // A ring with a stroke through it.
  offline: any(ring(7, 1.9), stroke(4, 12, 12, 4, 1.9)),
  // An open frame: no real orders here.
  practice: any(without(box(1.5, 1.5, 14.5, 14.5), box(3.6, 3.6, 12.4, 12.4)), box(6.6, 6.6, 9.4, 9.4)),
};

const colours: Readonly<Record<TrayState, readonly [number, number, number]>> = {
  'in-order': [16, 124, 101],
  'needs-hand': [200, 120, 0],
  late: [196, 43, 28],
  paused: [110, 110, 116],
  offline: [110, 110, 116],
  practice: [98, 84, 190],
};

/** So many samples a side of each pixel, for smooth edges. */
const samples = 4;

/** The picture of a state at 16 (scale 1) or 32 pixels (scale 2); a template is black and leaves colour to macOS. */
export function trayIcon(state: TrayState, scale: 1 | 2, template: boolean): Buffer {
  const [red, green, blue] = template ? [0, 0, 0] : colours[state];
  const shape = shapes[state];
  return encodePng(16 * scale, (x, y): Pixel => {
    let covered = 0;
    for (let a = 0; a < samples; a += 1)
      for (let b = 0; b < samples; b += 1)
        if (shape((x + (a + 0.5) / samples) / scale, (y + (b + 0.5) / samples) / scale)) covered += 1;
    const alpha = Math.round((covered / samples ** 2) * 255);
    return alpha === 0 ? [0, 0, 0, 0] : [red, green, blue, alpha];
  });
}
