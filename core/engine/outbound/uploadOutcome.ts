import type { AppError, ErrorCode } from '#core/contract/errors.ts';

/** What a failed upload means for its document. retry: certainly not sent, and not for anything that is wrong with it. */
export type UploadOutcome = 'refused' | 'unknown' | 'retry';

/** SPS's own no to exactly these bytes or this name; everything else that is certain is trouble with the connection. */
const refusals: ReadonlySet<ErrorCode> = new Set(['sps-refused', 'sps-too-large', 'sps-file-missing']);

/** Not sent: 4xx except 408, and every failure before the request's first byte. Else nobody knows (DESIGN 3, outbound 6). */
export function uploadOutcome(error: AppError): UploadOutcome {
  if (error.outcome !== 'not-done') return 'unknown';
  return refusals.has(error.code) ? 'refused' : 'retry';
}

/** True where the next upload would fail the same way: nothing more is tried in this run. */
export function endsSending(error: AppError): boolean {
  return uploadOutcome(error) === 'retry' && error.retry === 'never';
}
