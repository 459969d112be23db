import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type OpenedStore, type OpenStoreOptions } from '#core/store/openStore.ts';
import type { NewFile } from '#core/store/rows.types.ts';

export const at = '2026-03-02T10:00:00.000Z';

/** A store in a new folder, in this thread unless told otherwise. */
export async function newStore(
  change: Partial<OpenStoreOptions> = {},
): Promise<{ readonly opened: OpenedStore; readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = change.folder ?? mkdtempSync(join(tmpdir(), 'quayside-store-'));
  const opened = await openStore({
    folder,
    at,
    appVersion: '0.0.0-test',
    guardId: 'guard-1',
    ...change,
  });
  return {
    opened,
    folder,
    remove: async () => {
      await opened.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const bytesOf = (number: string): Uint8Array => new TextEncoder().encode(`<Order>${number}</Order>`);

/** The hash of what `fileOf` holds. */
export const hashOf = (number: string): string => createHash('sha256').update(bytesOf(number)).digest('hex');

/** A file with one 850 of a number. */
export function fileOf(number: string, change: Partial<NewFile> = {}): NewFile {
  return {
    path: `out/PO${number}.xml`,
    sha256: hashOf(number),
    bytes: bytesOf(number),
    contentLength: undefined,
    format: 'rsx-xml',
    state: 'stored',
    reason: '',
    receivedAt: at,
    runId: 1,
    documents: [
      {
        positionInFile: 0,
        kind: '850',
        partnerId: 'PARTNER',
        vendor: 'V1',
        number,
        release: '',
        purpose: '00',
        changeSequence: '',
        documentDate: '2026-03-01',
        canonicalHash: `content-${number}`,
        findings: 0,
      },
    ],
    ...change,
  };
}
