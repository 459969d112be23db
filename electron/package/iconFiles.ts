import { encodePng, type Pixel } from '../tray/png.ts';

/** One size of an icon. */
export interface Picture {
  readonly size: number;
  readonly pixelAt: (x: number, y: number) => Pixel;
}

/** A Windows icon: bitmaps, which every reader of such files knows, and a PNG where a bitmap would be large. */
export function encodeIco(pictures: readonly Picture[]): Buffer {
  const bodies = pictures.map((picture) => (picture.size >= 256 ? encodePng(picture.size, picture.pixelAt) : bitmap(picture)));
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size }, index) => {
    const at = 6 + 16 * index;
    const length = bodies[index]?.length ?? 0;
    // 256 is written as 0; one plane, 32 bits a pixel.
    header.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], at);
    header.writeUInt32LE(length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += length;
  });
  return Buffer.concat([header, ...bodies]);
}

/** Blue, green, red, alpha from the lowest row up, then an empty mask of one bit a pixel, rows padded to four bytes. */
function bitmap({ size, pixelAt }: Picture): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const [red, green, blue, alpha] = pixelAt(x, y);
      colours.set([blue, green, red, alpha], ((size - 1 - y) * size + x) * 4);
    }
  return Buffer.concat([header, colours, Buffer.alloc(Math.ceil(size / 32) * 4 * size)]);
}

/** The parts of a macOS icon that hold a PNG: size in pixels, and the name of the part. */
export const icnsParts = [
  [32, 'ic11'],
  [64, 'ic12'],
  [128, 'ic07'],
  [256, 'ic13'],
  [256, 'ic08'],
  [512, 'ic14'],
  [512, 'ic09'],
  [1024, 'ic10'],
] as const;

/** A macOS icon; `picture` draws one size. */
export function encodeIcns(picture: (size: number) => Picture): Buffer {
  const drawn = new Map<number, Buffer>();
  const png = (size: number): Buffer => {
    const known = drawn.get(size) ?? encodePng(size, picture(size).pixelAt);
    drawn.set(size, known);
    return known;
  };
  const parts = icnsParts.map(([size, name]) => block(name, png(size)));
  return block('icns', Buffer.concat(parts));
}

function block(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'ascii');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
