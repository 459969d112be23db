import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builderArguments, packageVariables } from '../../electron/package/settings.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface BuilderConfig {
  readonly getConfig: (root: string, file: string, changes: object | null) => Promise<Record<string, unknown>>;
  readonly validateConfiguration: (config: Record<string, unknown>, log: { readonly isEnabled: boolean }) => Promise<void>;
}

// electron-builder's own reading and its own schema, of which it has no types.
const builder = createRequire(createRequire(join(root, 'package.json')).resolve('electron-builder/package.json'))(
  'app-builder-lib/out/util/config/config.js',
) as BuilderConfig;
const read = (changes: object | null = null): ReturnType<BuilderConfig['getConfig']> =>
  builder.getConfig(root, 'electron-builder.yml', changes);
const validate = (config: Record<string, unknown>): Promise<void> => builder.validateConfiguration(config, { isEnabled: false });

describe('electron-builder.yml', () => {
  it('keeps to the schema of electron-builder, for every platform', async () => {
    const config = await read();
    for (const platform of ['win', 'nsis', 'mac', 'dmg', 'linux', 'deb']) expect(config[platform]).toBeTypeOf('object');
    await expect(validate(config)).resolves.toBeUndefined();
  });
  it('would be refused with a fuse or an option that electron-builder does not know', async () => {
    await expect(validate({ ...(await read()), electronFuses: { runAsNodes: false } })).rejects.toThrow(
      /configuration.electronFuses/,
    );
    await expect(validate({ ...(await read()), nsis: { oneClicks: true } })).rejects.toThrow(/configuration.nsis/);
  });
  it('installs for one person, on both kinds of processors', async () => {
    const config = await read();
    expect(config['nsis']).toMatchObject({ perMachine: false, allowElevation: false, deleteAppDataOnUninstall: false });
    expect(config['win']).toMatchObject({ target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] });
    expect(config['mac']).toMatchObject({ hardenedRuntime: true });
    expect(config['linux']).toMatchObject({ target: [{ target: 'AppImage' }, { target: 'deb' }] });
    expect(config).not.toHaveProperty('fileAssociations');
  });
  it('goes by the name that the app gives itself on Windows', async () => {
    const main = readFileSync(join(root, 'electron', 'main.ts'), 'utf8');
    const [, given] = /setAppUserModelId\('([^']+)'\)/.exec(main) ?? [];
    expect((await read())['appId']).toBe(given);
  });
  it('takes the entry of start at login away on Windows, under the name Electron gave it, unless it updates', async () => {
    const { include } = (await read())['nsis'] as { readonly include: string };
    const script = readFileSync(join(root, include), 'utf8').replaceAll(/^\s*;.*$/gm, '');
    const [, uninstalling = ''] = /^!macro customUnInstall\s*\n([\s\S]*?)^!macroend$/m.exec(script) ?? [];
    const [, notUpdating = ''] = /\$\{ifNot\} \$\{isUpdated\}\n([\s\S]*)\$\{endIf\}/.exec(uninstalling) ?? [];
    const windows = String.raw`Software\Microsoft\Windows\CurrentVersion`;
    expect(notUpdating.trim().split(/\s*\n\s*/)).toEqual([
      String.raw`DeleteRegValue HKCU "${windows}\Run" "${'${APP_ID}'}"`,
      String.raw`DeleteRegValue HKCU "${windows}\Explorer\StartupApproved\Run" "${'${APP_ID}'}"`,
    ]);
    // The entry has no name of its own in the app, so Electron's is the app's id, which the script knows as APP_ID.
    expect(readFileSync(join(root, 'electron', 'adapters', 'loginItem.ts'), 'utf8')).not.toMatch(
      /setLoginItemSettings\([^)]*\bname\b/,
    );
  });
  it('is run by an uninstaller that knows what the script rests on', () => {
    const templates = join(root, 'node_modules', 'app-builder-lib');
    const uninstaller = readFileSync(join(templates, 'templates', 'nsis', 'uninstaller.nsh'), 'utf8');
    expect(uninstaller).toContain('!insertmacro customUnInstall\n');
    expect(uninstaller).toContain('${isUpdated}');
    expect(readFileSync(join(templates, 'out', 'targets', 'nsis', 'NsisTarget.js'), 'utf8')).toMatch(/APP_ID: appInfo\.id/);
  });
});

describe('what the packing machine decides', () => {
  const feed = 'https://updates.example.com/quayside/';
  it('is nothing by default: no feed, nothing published', () => {
    expect(builderArguments(['--dir'], {}, 'linux')).toEqual(['--dir', '--publish', 'never']);
  });
  it('adds a feed and then refuses to leave Windows and macOS unsigned', () => {
    const given = builderArguments(['--win'], { [packageVariables.feed]: feed }, 'linux');
    expect(given).toContain(`-c.publish.url=${feed}`);
    expect(given).toContain('-c.win.forceCodeSigning=true');
    expect(given).toContain('-c.mac.forceCodeSigning=true');
  });
  it.each(['http://updates.example.com/', 'https://me:secret@updates.example.com/', 'updates.example.com', 'file:///srv/feed'])(
    'refuses the feed %s',
    (text) => {
      expect(() => builderArguments(['--dir'], { [packageVariables.feed]: text }, 'linux')).toThrow(/begins with https:/);
    },
  );
  it.each([[['--linux']], [['--linux', 'deb']], [[]]])('wants to know who maintains a .deb: %j', (given) => {
    expect(() => builderArguments(given, {}, 'linux')).toThrow(/QUAYSIDE_MAINTAINER/);
    const env = { [packageVariables.maintainer]: 'Desk <desk@example.com>', [packageVariables.homepage]: 'https://example.com' };
    expect(builderArguments(given, env, 'linux')).toContain('-c.linux.maintainer=Desk <desk@example.com>');
  });
  it.each([[['--linux', 'AppImage']], [['--win']], [['--dir']]])('does not where none is made: %j', (given) => {
    expect(() => builderArguments(given, {}, 'linux')).not.toThrow();
  });
});
