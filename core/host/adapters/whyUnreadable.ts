import { systemCode } from '#core/store/failures.ts';

/** Why the system does not give a file, as a sentence: a right path with a wrong permission is not looked for in the path. */
export function whyUnreadable(thrown: unknown): string {
  const code = systemCode(thrown);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'It does not exist; check the path.';
    case 'EISDIR':
      return 'It is a folder.';
    case 'EACCES':
    case 'EPERM':
      return `Check its permissions (${code}).`;
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'It is larger than 2 GB.';
    default:
      return `The system says ${code}.`;
  }
}
