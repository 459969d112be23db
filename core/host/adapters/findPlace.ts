import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, statfsSync } from 'node:fs';
import type { Place } from '#core/store/networkPlace.ts';

/** Longer than any of them takes; a server that does not answer must not keep the program from saying so. */
const patienceMs = 5000;

/** Asks this machine where a path lies that is there. Throws what the file system throws; what a tool does not tell stays open. */
export function findPlace(path: string): Place {
  // The native one resolves a mapped drive of Windows to its share.
  const realPath = realpathSync.native(path);
  switch (process.platform) {
    case 'linux':
      return {
        platform: 'linux',
        realPath,
        mounts: quietly(() => readFileSync('/proc/self/mountinfo', 'utf8')),
        fileSystemType: statfsSync(realPath).type,
      };
    case 'darwin':
      return { platform: 'darwin', realPath, mounts: said('/sbin/mount', []) };
    case 'win32':
      return { platform: 'win32', realPath, driveType: driveType(realPath) };
    default:
      return { platform: 'other', realPath };
  }
}

/** By drive letter; a drive is what it is as long as the program runs. */
const driveTypes = new Map<string, number | undefined>();

/** What a drive is. The system's own is not asked about: that takes a second, and it is none of another machine. */
function driveType(realPath: string): number | undefined {
  const drive = /^[a-z]:/i.exec(realPath)?.[0].toUpperCase();
  if (drive === undefined || drive === process.env['SystemDrive']?.toUpperCase()) return undefined;
  if (!driveTypes.has(drive)) {
    const script = `[int][System.IO.DriveInfo]::new('${drive}').DriveType`;
    const answer = said('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script])?.trim() ?? '';
    driveTypes.set(drive, /^\d$/.test(answer) ? Number(answer) : undefined);
  }
  return driveTypes.get(drive);
}

function said(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: patienceMs, windowsHide: true });
  return status === 0 ? stdout : undefined;
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
