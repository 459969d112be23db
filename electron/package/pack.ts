import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeIcons } from './icons.ts';
import { builderArguments } from './settings.ts';

/** `npm run package`: draws the icons, then lets electron-builder pack what was built. Ends with its exit code. */
function pack(root: string): number {
  if (!existsSync(join(root, 'dist', 'main', 'main.js')))
    throw new Error('There is nothing to pack yet. Run "npm run build" first.');
  const given = builderArguments(process.argv.slice(2), process.env, process.platform);
  writeIcons(root, join(root, 'release', 'resources'));
  const builder = createRequire(join(root, 'package.json')).resolve('electron-builder/cli.js');
  return spawnSync(process.execPath, [builder, ...given], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

try {
  process.exitCode = pack(fileURLToPath(new URL('../../', import.meta.url)));
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
}
