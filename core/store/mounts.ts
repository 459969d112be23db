/** One entry of a mount table. */
export interface Mount {
  /** Where it is seen, without a trailing slash; '' is the root. */
  readonly point: string;
  readonly type: string;
  /** `/dev/sda1`, `server:/export`, `//server/share`. */
  readonly source: string;
  /** False where the system says that it is not on a disk of this machine; undefined where it says nothing. */
  readonly local: boolean | undefined;
}

/**
 * Linux: the text of `/proc/self/mountinfo`. `36 35 98:0 /root /point rw shared:1 - type source options`; blanks and the like
 * in names are written as three octal digits.
 */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line): readonly Mount[] => {
    const [before = '', after = ''] = line.split(' - ', 2);
    const point = before.split(' ')[4];
    const [type, source = ''] = after.split(' ');
    if (point === undefined || type === undefined || type === '') return [];
    return [{ point: pointOf(octal(point)), type, source: octal(source), local: undefined }];
  });
}

/** macOS: what `mount` prints. `//me@filer/share on /Volumes/share (smbfs, nodev, nosuid, mounted by me)`; a disk says `local`. */
export function parseMacMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line): readonly Mount[] => {
    const [, source, point, options] = /^(.*?) on (\/.*) \(([^()]*)\)\s*$/.exec(line) ?? [];
    if (source === undefined || point === undefined || options === undefined) return [];
    const [type = '', ...flags] = options.split(', ');
    return [{ point: pointOf(point), type, source, local: flags.includes('local') }];
  });
}

/** The mount that a path lies on: the deepest one above it, of two at the same place the later. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    if (path !== mount.point && !path.startsWith(`${mount.point}/`)) continue;
    if (found === undefined || mount.point.length >= found.point.length) found = mount;
  }
  return found;
}

const pointOf = (path: string): string => path.replace(/\/+$/, '');

function octal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
