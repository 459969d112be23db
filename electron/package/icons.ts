import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '#core/host/adapters/folders.ts';
import { encodePng } from '../tray/png.ts';
import { encodeIcns, encodeIco, type Picture } from './iconFiles.ts';
import { draw } from './raster.ts';
import { readSvg } from './svg.ts';

const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
export const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
/** macOS leaves a tenth of an icon free on each side. */
const macMargin = 0.1;

/** Draws the icons of all platforms from the one picture that the page shows too, into `target`. */
export function writeIcons(root: string, target: string): void {
  const drawing = readSvg(readFileSync(join(root, 'renderer', 'public', 'quayside.svg'), 'utf8'));
  const picture = (size: number, margin = 0): Picture => ({ size, pixelAt: draw(drawing, size, margin * size) });
  privateFolder(join(target, 'icons'));
  writeFileSync(join(target, 'icon.ico'), encodeIco(windowsSizes.map((size) => picture(size))));
  writeFileSync(
    join(target, 'icon.icns'),
    encodeIcns((size) => picture(size, macMargin)),
  );
  for (const size of linuxSizes)
    writeFileSync(join(target, 'icons', `${size}x${size}.png`), encodePng(size, picture(size).pixelAt));
}
