import type { Method } from './endpoints.ts';

/** What a call may be long at most, in bytes of its JSON. */
export const callLimit = 1024 * 1024;

/** The same for a call that carries a file: 25 MB as base64, and what stands around it. */
export const uploadLimit = 36 * 1024 * 1024;

/** The only calls that may be that long. */
const uploads: ReadonlySet<string> = new Set<Method>(['mappings.previewImport', 'packing.previewImport']);

/** True for an envelope of a call that may carry a file. */
export function isUpload(envelope: unknown): boolean {
  return typeof envelope === 'object' && envelope !== null && 'method' in envelope && uploads.has(String(envelope.method));
}
