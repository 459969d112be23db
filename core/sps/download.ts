import { AppError } from '#core/contract/errors.ts';
import { endedEarly, type SpsAnswer, type SpsRequest } from './wire.ts';

/** Reads a body chunk by chunk and stops at the cut, so that nothing beyond it is ever held. */
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
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body) {
      length += chunk.length;
      if (length > options.maxBytes) throw tooLarge(options.path, length);
      chunks.push(chunk);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (request.signal?.aborted) throw new AppError({ code: 'cancelled', message: 'The work was stopped.', cause: thrown });
    throw endedEarly(thrown, request);
  }
  return { bytes: Buffer.concat(chunks), contentLength };
}

function tooLarge(path: string, bytes: number): AppError {
  return new AppError({
    code: 'sps-too-large',
    message: `${path} is larger than an EDI document can be; it is left at SPS.`,
    details: { path, bytes: String(bytes) },
  });
}
