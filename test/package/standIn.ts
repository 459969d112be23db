import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark in Electron's program after which its fuses lie. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** The fuses as they are delivered: run as Node, Node's options and the inspector on, the protections off. */
const delivered = '101100011';

/** A folder that has of Electron what packing looks at: its program with fuses, its version and its languages. */
export function standInElectron(folder: string, version: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, delivered.length]), Buffer.from(delivered)]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(4_096), wire, Buffer.alloc(64)]), { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  for (const language of ['en-US', 'de']) writeFileSync(join(folder, 'locales', `${language}.pak`), language);
  return folder;
}
