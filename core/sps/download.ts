import { AppError } from '#core/contract/errors.ts';
import { readUpTo } from '#core/ports/http/readUpTo.ts';
import { endedEarly, type SpsAnswer, type SpsRequest } from './wire.ts';

/** Reads a body up to the cut, so that nothing beyond it is ever held. */
export async function readStream(
  answer: SpsAnswer,
  request: SpsRequest,
  options: { readonly path: string; readonly maxBytes: number },
): Promise<{ readonly bytes: Uint8Array; readonly contentLength: number | undefined }> {
  const declared =
    answer.headers['content-encoding'] === undefined ? Number(answer.headers['content-length'] ?? Number.NaN) : Number.NaN;
  const contentLength = Number.isFinite(declared) ? declared : undefined;
  if (contentLength !== undefined && contentLength > options.maxBytes) {
    await answer.body.cancel();
    throw tooLarge(options.path, contentLength);
  }
  const { pieces, length, whole } = await readUpTo(answer.body, options.maxBytes).catch((thrown: unknown) => {
    if (request.signal?.aborted) throw new AppError({ code: 'cancelled', message: 'The work was stopped.', cause: thrown });
    throw endedEarly(thrown, request);
  });
  if (!whole) throw tooLarge(options.path, length);
  return { bytes: Buffer.concat(pieces), contentLength };
}

function tooLarge(path: string, bytes: number): AppError {
  return new AppError({
    code: 'sps-too-large',
    message: `${path} is larger than an EDI document can be; it is left at SPS.`,
    details: { path, bytes: String(bytes) },
  });
}
