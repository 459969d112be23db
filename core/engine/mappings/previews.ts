import { AppError } from '#core/contract/errors.ts';
import type { MappingKind, MappingOrigin } from '#core/domain/mapping.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { SaidEncoding } from '#core/mapping/files/decodeText.ts';
import type { ComparedResult } from '#core/mapping/importTask.ts';

/** What an import was made from; kept so that it can be compared again. */
export interface ImportSource {
  readonly kind: MappingKind;
  readonly name: string;
  readonly origin: Extract<MappingOrigin, 'file' | 'paste'>;
  readonly bytes: Uint8Array;
  readonly encoding?: SaidEncoding;
}

export interface Preview {
  readonly id: string;
  readonly source: ImportSource;
  readonly compared: ComparedResult;
  readonly expiresAt: Instant;
}

const keptFor = 30 * 60_000;
const mostPreviews = 6;
const mostBytes = 256 * 1024 * 1024;

/** Previews by id: a handful, for half an hour, within a bound of bytes; the oldest makes room. */
export function createPreviews(now: () => Instant, newId: () => string) {
  const previews = new Map<string, Preview>();

  const sizeOf = ({ source, compared }: Preview): number =>
    [compared.changes, compared.errors, compared.corrections, compared.notes]
      .flatMap(({ pages }) => pages)
      .reduce((sum, page) => sum + page.length, source.bytes.length);

  function makeRoom(): void {
    const at = now();
    for (const [id, preview] of previews) if (preview.expiresAt <= at) previews.delete(id);
    const total = (): number => [...previews.values()].reduce((sum, preview) => sum + sizeOf(preview), 0);
    for (const id of previews.keys()) {
      if (previews.size <= 1 || (previews.size <= mostPreviews && total() <= mostBytes)) return;
      previews.delete(id);
    }
  }

  return {
    add(source: ImportSource, compared: ComparedResult): Preview {
      const preview = { id: newId(), source, compared, expiresAt: instant(milliseconds(now()) + keptFor) };
      previews.set(preview.id, preview);
      makeRoom();
      return preview;
    },
    get(id: string): Preview {
      const preview = previews.get(id);
      if (preview && preview.expiresAt > now()) return preview;
      throw new AppError({
        code: 'not-found',
        message: 'This preview is not kept any more. Choose the file again and look at the difference.',
      });
    },
    drop: (id: string): void => void previews.delete(id),
  };
}
