import { mountOf, parseMacMounts, parseMountInfo, type Mount } from './mounts.ts';

/** Where a folder lies, as the operating system tells it. `realPath` has its links and mapped names resolved. */
export type Place =
  | {
      readonly platform: 'linux';
      readonly realPath: string;
      /** The text of `/proc/self/mountinfo`. */
      readonly mounts: string | undefined;
      /** The number of `statfs`; asked where the table says nothing. */
      readonly fileSystemType: number | undefined;
    }
  | {
      readonly platform: 'darwin';
      readonly realPath: string;
      /** What `mount` prints. */
      readonly mounts: string | undefined;
    }
  | {
      readonly platform: 'win32';
      readonly realPath: string;
      /** As GetDriveType counts: 4 is a drive of another machine. */
      readonly driveType: number | undefined;
    }
  | { readonly platform: 'other'; readonly realPath: string };

/**
 * File systems on which SQLite's locks do not hold between machines, or whose other end may be another one; the last ones are
 * folders that a virtual machine shares with its host.
 */
const networkTypes: ReadonlySet<string> = new Set(
  `nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs ncpfs ncp afs coda afpfs webdav davfs ftp ceph lustre glusterfs beegfs gpfs pvfs2 orangefs
   panfs dfs 9p virtiofs vboxsf vmhgfs prl_fs drvfs`.split(/\s+/),
);

/** What FUSE lays over a disk of this machine; anything else that it carries (sshfs, a cloud drive) is taken for another's. */
const localFuse: ReadonlySet<string> = new Set(
  ['ntfs', 'ntfs-3g', 'exfat', 'encfs', 'gocryptfs', 'securefs', 'bindfs', 'mergerfs', 'unionfs', 'unionfs-fuse'].map(
    (name) => `fuse.${name}`,
  ),
);

/** `statfs` numbers of NFS, SMB, CIFS, SMB2, 9p, AFS, FUSE, NCP, Coda, Ceph, Lustre, shared folders of VirtualBox. */
const networkNumbers: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x65735546, 0x564c, 0x73757245, 0x00c36400, 0x0bd00bd0,
  0x786f4256,
]);

const remoteDrive = 4;

/** What network a folder lies on, in words; undefined for a disk of this machine and for what cannot be told. */
export function networkOf(place: Place): string | undefined {
  switch (place.platform) {
    case 'linux': {
      const mount = mountOf(place.realPath, parseMountInfo(place.mounts ?? ''));
      if (mount) return isNetworkType(mount.type) ? wordsOf(mount) : undefined;
      return networkNumbers.has(place.fileSystemType ?? 0) ? 'a network file system' : undefined;
    }
    case 'darwin': {
      const mount = mountOf(place.realPath, parseMacMounts(place.mounts ?? ''));
      return mount && (mount.local === false || isNetworkType(mount.type)) ? wordsOf(mount) : undefined;
    }
    case 'win32': {
      const [, server, share] = /^[\\/]{2}(?:[?.][\\/]UNC[\\/])?([^\\/?.][^\\/]*)[\\/]+([^\\/]+)/i.exec(place.realPath) ?? [];
      if (server !== undefined) return `\\\\${server}\\${share ?? ''}`;
      return place.driveType === remoteDrive ? `the network drive ${place.realPath.slice(0, 2)}` : undefined;
    }
    case 'other':
      return undefined;
  }
}

function isNetworkType(type: string): boolean {
  return networkTypes.has(type) || (/^(?:fuse\.|macfuse|osxfuse)/.test(type) && !localFuse.has(type));
}

/** Never with what may stand in a source beside the server: a user's name, a password. */
const wordsOf = ({ type, source }: Mount): string => `${source.replace(/^(\/\/)?[^/@]*@/, '$1')} (${type})`;
