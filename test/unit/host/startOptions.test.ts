import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startOptions } from '#core/host/startOptions.ts';

describe('npm start', () => {
  it.each([
    [[], {}, false],
    [['--browser'], {}, true],
    [[], { QUAYSIDE_HOST: 'browser' }, true],
    [[], { QUAYSIDE_HOST: 'desktop' }, false],
  ])('%j with %j skips the desktop app: %s', (args, env, browser) => {
    expect(startOptions(args, env)).toEqual({ browser });
  });

  it.each([['--brwoser'], ['practice'], ['--json']])('refuses %s, which it does not know', (word) => {
    expect(() => startOptions([word], {})).toThrow(/--b|expected|nothing else/);
  });
});

describe('the scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };

  it.each(Object.entries(scripts))('%s runs in every shell: no variable is set or read as one of them does', (_name, script) => {
    for (const command of script.split('&&')) expect(command.trim()).not.toMatch(/^\w+=|\$|%\w+%|;|`|'/);
  });
});
