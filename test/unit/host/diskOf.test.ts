import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskOf, type DiskSystem } from '#core/host/records/diskOf.ts';

/** A machine with these folders, each with its device; links lead to where they say. */
function machine(devices: Readonly<Record<string, bigint>>, links: Readonly<Record<string, string>> = {}): DiskSystem {
  return {
    realPath: (path) => Promise.resolve(links[path] ?? path),
    deviceOf: async (path) => {
      const device = devices[links[path] ?? path];
      if (device === undefined) throw new Error(`ENOENT: ${path}`);
      return device;
    },
  };
}

const system = { '/': 1n, '/mnt': 1n, '/mnt/backup': 2n, '/mnt/backup/quayside': 2n, '/home': 1n };

describe.skipIf(process.platform === 'win32')('where the disk of a folder begins', () => {
  it('is where it is mounted, also for a folder that is still to be made', async () => {
    expect(await diskOf('/mnt/backup/quayside', machine(system))).toBe('/mnt/backup');
    expect(await diskOf('/mnt/backup/quayside/of/mine', machine(system))).toBe('/mnt/backup');
    expect(await diskOf('/home', machine(system))).toBe('/');
  });

  it('is that of the system where only the empty folder is left, or not even that', async () => {
    expect(await diskOf('/mnt/backup/quayside', machine({ '/': 1n, '/mnt': 1n, '/mnt/backup': 1n }))).toBe('/');
    expect(await diskOf('/mnt/backup/quayside', machine({ '/': 1n, '/mnt': 1n }))).toBe('/');
  });

  it('is the same whichever disk is put there', async () => {
    expect(await diskOf('/mnt/backup', machine({ ...system, '/mnt/backup': 7n }))).toBe('/mnt/backup');
  });

  it('follows a link', async () => {
    expect(await diskOf('/copies', machine(system, { '/copies': '/mnt/backup/quayside' }))).toBe('/mnt/backup');
  });

  it('is unknown where the system does not tell', async () => {
    expect(await diskOf('/home', machine({}))).toBeUndefined();
  });
});

it('is a folder above this machine’s own', async () => {
  const folder = join(tmpdir(), 'nothing', 'here');
  const disk = (await diskOf(folder)) ?? '';
  expect(disk).not.toBe('');
  expect(await diskOf(disk)).toBe(disk);
});
