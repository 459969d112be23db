import { spawn, spawnSync } from 'node:child_process';

/** Whether windows can be shown: Linux says so in the environment. */
export function hasDisplay(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** Opens an address in the user's browser; false where there is nothing to open it with. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): boolean {
  const [command, args] = opener(url, platform);
  if (!hasDisplay(process.env, platform)) return false;
  if (platform === 'linux' && spawnSync('which', [command]).status !== 0) return false;
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
  return true;
}

function opener(url: string, platform: NodeJS.Platform): readonly [string, string[]] {
  if (platform === 'darwin') return ['open', [url]];
  // `start` would cut the address at an ampersand; rundll32 takes it as it is.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
