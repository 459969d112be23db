import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projects } from '../e2e/support/projects.ts';
import { filesBelow } from './files.ts';

const journeys = filesBelow(['test/e2e'], ['.spec.ts']).map(({ path }) => path);

/** The projects in which Playwright runs a file: below the project's folder, and not ignored. */
function runIn(checkout: string, path: string): readonly string[] {
  const file = join(checkout, path);
  return projects(join(checkout, 'test', 'e2e'), true)
    .filter(({ testDir = '', testIgnore }) => {
      const ignored = testIgnore instanceof RegExp && testIgnore.test(file);
      return file.startsWith(join(testDir, '/')) && !ignored;
    })
    .flatMap(({ name = '' }) => name);
}

describe('journeys', () => {
  it.each(['/srv/quayside', '/home/dana/desktop/quayside', '/electron/test/e2e/desktop/a (copy)+1'])(
    'run in one project each, wherever the checkout lies: %s',
    (checkout) => {
      expect(journeys.length).toBeGreaterThan(20);
      for (const path of journeys) {
        const [, folder = 'console'] = /^test\/e2e\/(desktop|electron)\//.exec(path) ?? [];
        expect(runIn(checkout, path), path).toEqual([folder]);
      }
    },
  );
});
