import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from './feed.ts';

/** What this installation is; `resources` is the folder that holds the archive. */
export function installationOf(input: {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  readonly resources: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Installation {
  return {
    platform: input.platform,
    packaged: input.packaged,
    feedText: input.packaged ? textOf(join(input.resources, 'app-update.yml')) : undefined,
    appImage: input.env['APPIMAGE'] || undefined,
  };
}

/** A feed that cannot be read is none: the app goes on without updates and says so. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
