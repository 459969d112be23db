import { nothing, type Endpoint } from '../endpoint.ts';
import { desktopSettings } from '../hostSettings.ts';
import { desktopView } from '../views/desktop.ts';

/** The settings of the desktop app on this machine. */
export const desktopEndpoints = {
  'desktop.get': { kind: 'query', input: nothing, output: desktopView },
  'desktop.set': { kind: 'command', input: desktopSettings, output: desktopView },
} as const satisfies Record<string, Endpoint>;
