import type { App } from 'electron';
import { privateFolder } from '#core/host/adapters/folders.ts';
import { keepQuietly } from './quietly.ts';

/** Chromium's own files apart from workspaces; in a profile that cannot be written it keeps its usual place. */
export function useProfile(app: Pick<App, 'setPath'>, path: string): void {
  keepQuietly(() => {
    privateFolder(path);
    app.setPath('userData', path);
  });
}
