import { AppError } from '#core/contract/errors.ts';

/** What the host finds out about a folder; numbers as the operating system gives them. */
export interface FolderFacts {
  readonly path: string;
  /** `statfs` type number, where the platform has one. */
  readonly fileSystemType: number | undefined;
  readonly ownerUid: number | undefined;
  readonly processUid: number | undefined;
  readonly writable: boolean;
}

/**
 * File systems on which SQLite's locks do not hold: NFS, SMB, CIFS, SMB2, 9p, AFS, FUSE (sshfs and the like), NCP, Coda,
 * Ceph, Lustre, shared folders of VirtualBox.
 */
const networkFileSystems: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x65735546, 0x564c, 0x73757245, 0x00c36400, 0x0bd00bd0,
  0x786f4256,
]);

/** Refuses a data folder on which a workspace would not be safe; says why and what to do. */
export function checkFolder(facts: FolderFacts): void {
  const network =
    facts.path.startsWith('\\\\') || facts.path.startsWith('//') || networkFileSystems.has(facts.fileSystemType ?? 0);
  if (network) {
    throw new AppError({
      code: 'folder-on-network-share',
      message: `${facts.path} is on a network share, where two engines could not see each other. Choose a folder on a disk of this machine.`,
    });
  }
  if (facts.ownerUid !== undefined && facts.processUid !== undefined && facts.ownerUid !== facts.processUid) {
    throw new AppError({
      code: 'folder-of-another-account',
      message: `${facts.path} belongs to another account. Work under that account, or choose a folder of your own.`,
    });
  }
  if (!facts.writable) {
    throw new AppError({ code: 'folder-not-writable', message: `${facts.path} cannot be written. Check its permissions.` });
  }
}
