import { readArgs, UsageError } from './commands/command.ts';

/** What `npm start` was asked for: `--browser`, or QUAYSIDE_HOST=browser, skips the desktop app (DESIGN 7). Throws UsageError. */
export function startOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { readonly browser: boolean } {
  const { values } = readArgs(args, { browser: { type: 'boolean' } });
  if (values.json === true || values.help === true) throw new UsageError('npm start takes --browser and nothing else.');
  return { browser: values.browser === true || env['QUAYSIDE_HOST'] === 'browser' };
}
