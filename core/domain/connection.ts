/** A folder as the mailbox writes it: no leading slash, one at the end; '' stays ''. */
export function folderPath(typed: string): string {
  const plain = typed.trim().replace(/^\/+/, '').replace(/\/+$/, '');
  return plain === '' ? '' : `${plain}/`;
}

/**
 * The address of an environment from whatever was pasted: the origin in small letters, without the page and the company
 * that a browser's address carries. What is no address stays as it is, for the check to name it.
 */
export function normalEnvironment(typed: string): string {
  const plain = typed.trim();
  if (plain === '') return '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(plain) ? plain : `https://${plain}`);
  return url === null || url.hostname === '' ? plain : url.origin.toLowerCase();
}

const loopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** True for an address of this machine: a practice world, which gives tokens itself. */
export function isLoopback(address: string): boolean {
  return loopback.test(URL.parse(normalEnvironment(address))?.hostname ?? '');
}

/** What a folder is for by its name, as SPS names it: from its own point of view (sps.md 1.4). */
export type FolderKind = 'from-sps' | 'to-sps' | 'test-from-sps' | 'test-to-sps' | 'other';

const roots: Readonly<Record<string, FolderKind>> = {
  out: 'from-sps',
  in: 'to-sps',
  testout: 'test-from-sps',
  testin: 'test-to-sps',
};

export function folderKind(path: string): FolderKind {
  return roots[folderPath(path).split('/')[0] ?? ''] ?? 'other';
}

/** True for the test twins: what lies there is a test, whatever it looks like (GEN-02). */
export function isTestFolder(path: string): boolean {
  return folderKind(path).startsWith('test-');
}
