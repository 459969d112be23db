import { done, nothing, type Endpoint } from '../endpoint.ts';
import { desktopSettings } from '../hostSettings.ts';
import { desktopView } from '../views/desktop.ts';

/** The desktop app on this machine: its settings, its updates, its folder. None of these calls names a path. */
export const desktopEndpoints = {
  'desktop.get': { kind: 'query', input: nothing, output: desktopView },
  'desktop.set': { kind: 'command', input: desktopSettings, output: desktopView },
  /** Asks the feed now and answers with what it said; a failure is a sentence of the view, no error. */
  'desktop.checkForUpdates': { kind: 'command', input: nothing, output: desktopView },
  /** Installs the version that lies ready: at once, or once the run that is on has ended. */
  'desktop.installUpdate': { kind: 'command', input: nothing, output: desktopView },
  /** Shows the data folder in the system's file manager. */
  'desktop.openFolder': { kind: 'command', input: nothing, output: done },
} as const satisfies Record<string, Endpoint>;
