import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The browser that the journeys run in, and what it needs to start. */
export interface Browser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Only what a test in a container needs; nothing that would switch a page's protections off. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Finds a browser: QUAYSIDE_BROWSER, else an installed Chromium, Chrome or Edge, else on Linux x64 the one that comes
 * with the development packages. Throws one sentence where there is none.
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env['QUAYSIDE_BROWSER'];
  if (named === 'bundled') return bundled();
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`QUAYSIDE_BROWSER names ${named}, which does not exist.`);
    return { path: named, env: {}, args: [...quiet, ...asRoot] };
  }
  const installed = (places[process.platform] ?? []).find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, env: {}, args: [...quiet, ...asRoot] };
  if (process.platform === 'linux' && process.arch === 'x64') return bundled();
  throw new Error('The journeys need Chromium, Chrome or Edge: install one, or name it in QUAYSIDE_BROWSER.');
}

/** Unpacks the bundled Chromium with its libraries and fonts into a folder of its own, once, whole or not at all. */
async function bundled(): Promise<Browser> {
  const folder = join(tmpdir(), 'quayside-chromium-153');
  if (!existsSync(folder)) await unpack(folder);
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fontconfig') };
  return { path: join(folder, 'chromium'), env, args: [...quiet, '--no-sandbox', '--no-zygote', '--headless=shell'] };
}

async function unpack(folder: string): Promise<void> {
  const part = await mkdtemp(`${folder}-`);
  const before = process.env['TMPDIR'];
  // The package unpacks into the temporary folder of the moment, which it asks for at each call.
  process.env['TMPDIR'] = part;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    const bin = join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '..', '..', 'bin');
    await inflate(join(bin, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  // Its own font configuration names folders that only it has; without fonts all text is empty.
  await mkdir(join(part, 'fontconfig'));
  const fonts = `<?xml version="1.0"?><fontconfig><dir>${join(folder, 'fonts', 'fonts')}</dir><cachedir>${join(folder, 'fontcache')}</cachedir></fontconfig>`;
  await writeFile(join(part, 'fontconfig', 'fonts.conf'), fonts);
  await rename(part, folder).catch(() => rm(part, { recursive: true, force: true }));
}
