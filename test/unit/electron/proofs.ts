import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../architecture/files.ts';

/** A rule or a bad day, and what proves that it is kept. */
export interface Proof {
  /** In a few words. */
  readonly rule: string;
  /** Where it is proven: a file of tests, and the name of a test or of a step in it. */
  readonly tests: readonly (readonly [file: string, name: string])[];
  /** What of it only the real program or a signed build can show; docs/desktop-tests.md says so too. */
  readonly notHere?: string;
}

/** Files of tests that prove most of it. */
export const proving = {
  adapters: 'test/unit/electron/adapters.test.ts',
  leaving: 'test/unit/electron/leaving.test.ts',
  shell: 'test/unit/electron/shell.test.ts',
  updates: 'test/unit/electron/updates.test.ts',
  /** The built app as a whole, on a stand-in for Electron. */
  desktop: {
    badDays: 'test/e2e/desktop/badDays.spec.ts',
    hostile: 'test/e2e/desktop/hostile.spec.ts',
    killed: 'test/e2e/desktop/killed.spec.ts',
    leaving: 'test/e2e/desktop/leaving.spec.ts',
    screens: 'test/e2e/desktop/screens.spec.ts',
    secrets: 'test/e2e/desktop/secrets.spec.ts',
  },
} as const;

/** The page that says what is proven where. */
export const testsPage = (): string => readFileSync(join(root, 'docs/desktop-tests.md'), 'utf8');

/** What is wrong with a proof: it names no test, one that is not there, or leaves out what the documentation leaves unsaid. */
export function faultsOf({ rule, tests, notHere }: Proof): readonly string[] {
  return [
    ...(tests.length === 0 ? [`nothing proves: ${rule}`] : []),
    ...tests.flatMap(([file, name]) => missing(file, name)),
    ...(notHere === undefined || testsPage().includes(notHere) ? [] : [`docs/desktop-tests.md does not say: ${notHere}`]),
  ];
}

function missing(file: string, name: string): readonly string[] {
  const path = join(root, file);
  if (!existsSync(path)) return [`${file} does not exist`];
  return readFileSync(path, 'utf8').includes(name) ? [] : [`${file} has no test "${name}"`];
}
