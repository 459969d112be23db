import { bend, type Point } from './arc.ts';

/** One filled shape of a drawing: its colour and its outlines, in the drawing's own units. */
export interface Shape {
  readonly fill: readonly [number, number, number];
  readonly outlines: readonly (readonly Point[])[];
}

export interface Drawing {
  /** The drawing is a square of so many units. */
  readonly side: number;
  readonly shapes: readonly Shape[];
}

/**
 * Reads the part of SVG in which the icon is drawn: a square view box, `rect` with `rx`, `path` of lines and arcs, fills as
 * #rgb or #rrggbb. Anything else throws with its name, so that nothing of a changed drawing is lost in silence.
 */
export function readSvg(text: string): Drawing {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text) ?? [];
  if (width === undefined || width !== height) throw new Error('The icon needs a square viewBox that begins at 0 0.');
  const shapes = [...text.matchAll(/<([a-z]+)\b([^>]*)>/g)].flatMap(([, name = '', attributes = '']): readonly Shape[] => {
    if (name === 'svg') return [];
    const value = (key: string): string | undefined => new RegExp(`\\s${key}="([^"]*)"`).exec(attributes)?.[1];
    const fill = colour(value('fill') ?? '');
    if (name === 'rect') return [{ fill, outlines: [rectangle(value)] }];
    if (name === 'path') return [{ fill, outlines: outlinesOf(value('d') ?? '') }];
    throw new Error(`The icon is drawn with <${name}>, which its reader does not know. Draw it as rect or path.`);
  });
  return { side: Number(width), shapes };
}

function colour(text: string): readonly [number, number, number] {
  const hex = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text) ? text.slice(1) : undefined;
  if (hex === undefined) throw new Error(`The icon's fill "${text}" is no #rgb or #rrggbb.`);
  const pairs = hex.length === 3 ? hex.replaceAll(/./g, '$&$&').match(/../g) : hex.match(/../g);
  const [red = 0, green = 0, blue = 0] = (pairs ?? []).map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue];
}

function rectangle(value: (key: string) => string | undefined): readonly Point[] {
  const [x, y, w, h, r] = ['x', 'y', 'width', 'height', 'rx'].map((key) => Number(value(key) ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const corner = (sx: number, sy: number, dx: number, dy: number): string =>
    r > 0 ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : `l${sx} ${sy}`;
  const path =
    `M${x + r} ${y}H${x + w - r}${corner(0, 0, r, r)}V${y + h - r}${corner(0, 0, -r, r)}` +
    `H${x + r}${corner(0, 0, -r, -r)}V${y + r}${corner(0, 0, r, -r)}z`;
  return outlinesOf(path)[0] ?? [];
}

/** How many numbers a command takes. */
const takes: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, a: 7, z: 0 };

function outlinesOf(path: string): readonly (readonly Point[])[] {
  const outlines: Point[][] = [];
  let at: Point = [0, 0];
  for (const [, command = '', rest = ''] of path.matchAll(/([a-z])([^a-z]*)/gi)) {
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const size = takes[command.toLowerCase()];
    if (size === undefined) throw new Error(`The icon's path uses "${command}", which its reader does not know.`);
    for (let i = 0; i < Math.max(1, size === 0 ? 1 : numbers.length / size); i += 1) {
      const some = numbers.slice(i * size, (i + 1) * size);
      if (size === 0) at = outlines.at(-1)?.[0] ?? at;
      else {
        const points = step(command, some, at);
        at = points.at(-1) ?? at;
        // Further pairs after a move are lines.
        if (command.toLowerCase() === 'm' && i === 0) outlines.push([at]);
        else outlines.at(-1)?.push(...points);
      }
    }
  }
  return outlines;
}

/** The points that one command adds. */
function step(command: string, numbers: readonly number[], [x, y]: Point): readonly Point[] {
  const [dx, dy] = command === command.toLowerCase() ? [x, y] : [0, 0];
  const n = (index: number): number => numbers[index] ?? 0;
  switch (command.toLowerCase()) {
    case 'h':
      return [[n(0) + dx, y]];
    case 'v':
      return [[x, n(0) + dy]];
    case 'a':
      return bend([x, y], [n(5) + dx, n(6) + dy], n(0), n(3) === 1, n(4) === 1);
    default:
      return [[n(0) + dx, n(1) + dy]];
  }
}
