export type Point = readonly [number, number];

/** Pieces of a full circle: at 1024 pixels no edge is seen. */
const pieces = 128;

/** The points of a circular arc as SVG's `a` draws it, without its first point. */
export function bend(from: Point, to: Point, radius: number, large: boolean, sweep: boolean): readonly Point[] {
  const [hx, hy] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  const half = Math.hypot(hx, hy);
  if (half === 0 || radius === 0) return [to];
  // A radius that does not reach is made to, as SVG says.
  const r = Math.max(radius, half);
  const away = (Math.sqrt(r * r - half * half) / half) * (large === sweep ? -1 : 1);
  const centre: Point = [(from[0] + to[0]) / 2 + away * hy, (from[1] + to[1]) / 2 - away * hx];
  const begin = Math.atan2(from[1] - centre[1], from[0] - centre[0]);
  let turn = Math.atan2(to[1] - centre[1], to[0] - centre[0]) - begin;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const steps = Math.max(1, Math.ceil((Math.abs(turn) / (2 * Math.PI)) * pieces));
  return Array.from({ length: steps }, (_, i): Point => {
    if (i === steps - 1) return to;
    const angle = begin + (turn * (i + 1)) / steps;
    return [centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle)];
  });
}
