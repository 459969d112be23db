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

/** Tests that a proof names and that are not there. */
export function missingTests({ tests }: Proof): readonly string[] {
  return tests.flatMap(([file, name]) => {
    const path = join(root, file);
    if (!existsSync(path)) return [`${file} does not exist`];
    return readFileSync(path, 'utf8').includes(name) ? [] : [`${file} has no test "${name}"`];
  });
}

/** The page that says what is proven where. */
export const testsPage = (): string => readFileSync(join(root, 'docs/desktop-tests.md'), 'utf8');
