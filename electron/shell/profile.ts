import { mkdirSync } from 'node:fs';
import type { App } from 'electron';
import { keepQuietly } from './quietly.ts';

/** Chromium's own files apart from workspaces; in a profile that cannot be written it keeps its usual place. */
export function useProfile(app: Pick<App, 'setPath'>, path: string): void {
  keepQuietly(() => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    app.setPath('userData', path);
  });
}
