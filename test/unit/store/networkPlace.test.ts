import { describe, expect, it } from 'vitest';
import { mountOf, parseMacMounts, parseMountInfo } from '#core/store/mounts.ts';
import { networkOf } from '#core/store/networkPlace.ts';

const mountInfo = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=continue
40 27 0:44 / /mnt/filer rw,relatime shared:30 - nfs4 filer:/export rw,vers=4.2
41 27 0:45 / /mnt/filer/local\\040disk rw - xfs /dev/sdb1 rw
42 27 0:46 / /mnt/office rw - cifs //edi.user@files/Team\\040A rw,vers=3.1.1
43 27 0:47 / /mnt/auto rw - autofs systemd-1 rw,fd=44
44 43 0:48 / /mnt/auto rw - nfs filer:/auto rw
45 27 0:49 / /home/me/remote rw - fuse.sshfs me@host:/data rw
46 27 8:17 / /media/stick rw - fuseblk /dev/sdb1 rw
47 27 0:50 / /home/me/vault rw - fuse.gocryptfs /home/me/.vault rw
48 27 0:51 /d /srv/data rw master:2 - nfs4 filer:/bound rw
49 27 0:52 / /host rw - 9p host rw,trans=virtio
50 27 0:53 / /tmp rw - tmpfs tmpfs rw
`;
const linux = (realPath: string, mounts: string | undefined = mountInfo, fileSystemType?: number) =>
  networkOf({ platform: 'linux', realPath, mounts, fileSystemType });

describe('a folder on Linux', () => {
  it.each([
    ['/home/me/.local/share/quayside', undefined],
    ['/', undefined],
    ['/tmp/x', undefined],
    ['/mnt/filerlike', undefined],
    ['/mnt/filer', 'filer:/export (nfs4)'],
    ['/mnt/filer/a/b', 'filer:/export (nfs4)'],
    ['/mnt/filer/local disk/q', undefined],
    ['/mnt/office/q', '//files/Team A (cifs)'],
    ['/mnt/auto/q', 'filer:/auto (nfs)'],
    ['/home/me/remote/q', 'host:/data (fuse.sshfs)'],
    ['/media/stick/q', undefined],
    ['/home/me/vault/q', undefined],
    ['/srv/data/q', 'filer:/bound (nfs4)'],
    ['/host/q', 'host (9p)'],
  ])('%s: %s', (path, network) => {
    expect(linux(path)).toBe(network);
  });

  it('goes by the number of the file system where there is no table', () => {
    expect(linux('/data', '', 0xef53)).toBeUndefined();
    expect(networkOf({ platform: 'linux', realPath: '/data', mounts: undefined, fileSystemType: 0x6969 })).toMatch(/network/);
    for (const number of [0x6969, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546])
      expect(linux('/data', '', number)).toMatch(/network/);
  });
});

const macMounts = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//edi.user@files._smb._tcp.local/Team%20A on /Volumes/Team A (smbfs, nodev, nosuid, mounted by me)
filer:/export on /private/nfs (nfs, nodev, nosuid, automounted, noatime)
/dev/disk5s1 on /Volumes/Stick on desk (exfat, local, nodev, nosuid, noowners)
me@host:/data on /Users/me/remote (macfuse, local, nodev, nosuid, synchronous, mounted by me)
`;
const mac = (realPath: string, mounts: string | undefined = macMounts) => networkOf({ platform: 'darwin', realPath, mounts });

describe('a folder on macOS', () => {
  it.each([
    ['/Users/me/Library/Application Support/Quayside', undefined],
    ['/Volumes/Team A/q', '//files._smb._tcp.local/Team%20A (smbfs)'],
    ['/private/nfs/q', 'filer:/export (nfs)'],
    ['/Volumes/Stick on desk/q', undefined],
    ['/Users/me/remote/q', 'host:/data (macfuse)'],
    ['/System/Volumes/Data/home/x', 'map auto_home (autofs)'],
  ])('%s: %s', (path, network) => {
    expect(mac(path)).toBe(network);
  });

  it('is not judged where nothing could be found out', () => {
    expect(networkOf({ platform: 'darwin', realPath: '/Volumes/Team A/q', mounts: undefined })).toBeUndefined();
    expect(mac('/Volumes/Team A/q', 'garbage\n\n')).toBeUndefined();
  });
});

describe('a folder on Windows', () => {
  it.each([
    ['C:\\Users\\me\\AppData\\Local\\Quayside', undefined, undefined],
    ['D:\\Quayside', 3, undefined],
    ['E:\\Quayside', 2, undefined],
    ['Z:\\Quayside', 4, 'the network drive Z:'],
    ['\\\\files\\team\\Quayside', undefined, '\\\\files\\team'],
    ['\\\\192.168.1.4\\team', undefined, '\\\\192.168.1.4\\team'],
    ['\\\\?\\UNC\\files\\team\\q', undefined, '\\\\files\\team'],
    ['\\\\?\\C:\\Quayside', undefined, undefined],
    ['//files/team/q', undefined, '\\\\files\\team'],
  ])('%s of type %s: %s', (realPath, driveType, network) => {
    expect(networkOf({ platform: 'win32', realPath, driveType })).toBe(network);
  });
});

describe('a mount table', () => {
  it('survives lines that are none', () => {
    expect(parseMountInfo('')).toEqual([]);
    expect(parseMountInfo('x - \n36 35 98:0 / /a\n - ext4 /dev/a')).toEqual([]);
    expect(parseMacMounts('nothing here (apfs)\n')).toEqual([]);
  });

  it('gives the deepest place, and of two at one place the later', () => {
    const at = (path: string) => mountOf(path, parseMountInfo(mountInfo));
    expect(at('/mnt/auto/x')?.type).toBe('nfs');
    expect(at('/mnt/filer/local disk')?.source).toBe('/dev/sdb1');
    expect(mountOf('/x', [])).toBeUndefined();
  });
});
