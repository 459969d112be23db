import { join } from 'node:path';
import type { Project } from '@playwright/test';

/**
 * Which journeys run where. Every project has its own folder: a pattern without one is held against the whole path of a file,
 * so `desktop/**` would also mean every journey of a checkout that lies below a folder of that name.
 */
export function projects(tests: string, electron: boolean): readonly Project[] {
  const console: Project = { name: 'console', testDir: tests, testIgnore: below(tests, ['desktop', 'electron']) };
  // The built desktop on a stand-in for Electron.
  const desktop: Project = { name: 'desktop', testDir: join(tests, 'desktop') };
  return [console, desktop, ...(electron ? [{ name: 'electron', testDir: join(tests, 'electron') }] : [])];
}

/** Every file below these folders of a folder. */
function below(folder: string, names: readonly string[]): RegExp {
  const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`^${literal(folder)}[\\/](?:${names.join('|')})[\\/]`);
}
