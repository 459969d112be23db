import type { App } from 'electron';

/** What a person or the system may say when starting Quayside; everything else is passed over, never carried out. */
const known = { '--hidden': 'hidden', '--support': 'support' } as const;

export interface StartArguments {
  /** Started at login: no window until it is asked for. */
  readonly hidden: boolean;
  /** Asked for by support: developer tools in an installed app. */
  readonly support: boolean;
}

/** Reads the arguments of a start. Addresses and files among them are text that nobody asked for. */
export function readArguments(argv: readonly string[]): StartArguments {
  const found = new Set(argv.flatMap((word) => (Object.hasOwn(known, word) ? [known[word as keyof typeof known]] : [])));
  return { hidden: found.has('hidden'), support: found.has('support') };
}

export interface InstanceParts {
  readonly app: Pick<App, 'requestSingleInstanceLock' | 'on' | 'quit'>;
  /** Somebody started Quayside again. */
  readonly onSecond: (started: StartArguments) => void;
}

/** True where this is the one Quayside of this account; otherwise the other one was told and this one ends. */
export function isOnlyInstance({ app, onSecond }: InstanceParts): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', (_event, argv) => onSecond(readArguments(argv)));
  return true;
}
