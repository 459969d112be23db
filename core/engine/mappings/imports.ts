import { AppError } from '#core/contract/errors.ts';
import type { MappingKind, MappingOrigin } from '#core/domain/mapping.ts';
import type { Ports } from '#core/ports/ports.ts';
import { runMappingTask, type ComparedResult, type MappingTask, type MappingTaskResult } from '#core/mapping/importTask.ts';
import type { Store } from '#core/store/store.types.ts';
import { createPreviews, type ImportSource, type Preview } from './previews.ts';

export interface ImportParts {
  readonly store: Store;
  readonly ports: Pick<Ports, 'clock' | 'random' | 'identity'>;
  /** Runs a task on a worker; without it everything runs in this thread (tests, short commands). */
  readonly offload?: ((task: MappingTask) => Promise<unknown>) | undefined;
}

/** Importing and exporting, the same for screens and for the command line. */
export interface MappingImports {
  preview(source: ImportSource, options?: { readonly takeCorrections?: boolean }): Promise<Preview>;
  kept(previewId: string): Preview;
  drop(previewId: string): void;
  /** Makes the changes of a preview as one. Refuses one with errors, and one that the map left behind (`conflict`). */
  apply(
    previewId: string,
    told: { readonly why: string; readonly origin?: MappingOrigin },
  ): Promise<{ readonly changeSetId: number; readonly woken: number; readonly compared: ComparedResult }>;
  export(kind: MappingKind, name: string, partnerId?: string): Promise<{ readonly rows: number; readonly bytes: Uint8Array }>;
}

/** Up to so many partners are asked for one by one; a file of more is compared with everything. */
const mostAsked = 50;

export function createImports({ store, ports, offload }: ImportParts): MappingImports {
  const previews = createPreviews(
    () => ports.clock.now(),
    () => ports.random.id(),
  );

  async function run<T extends MappingTask>(task: T): Promise<MappingTaskResult<T['task']>> {
    return (await (offload ?? runMappingTask)(task)) as MappingTaskResult<T['task']>;
  }

  async function parts(kind: MappingKind, partnerId?: string): Promise<{ readonly rows: number; readonly parts: Uint8Array[] }> {
    const found: Uint8Array[] = [];
    let rows = 0;
    let after: string | undefined;
    do {
      const part = await store.mappingsPacked({
        kind,
        ...(partnerId === undefined ? {} : { partnerId }),
        ...(after === undefined ? {} : { after }),
      });
      found.push(part.bytes);
      rows += part.rows;
      after = part.nextCursor;
    } while (after !== undefined);
    return { rows, parts: found };
  }

  async function existing(kind: MappingKind, partnerIds: readonly string[]): Promise<readonly Uint8Array[]> {
    if (partnerIds.length > mostAsked) return (await parts(kind)).parts;
    const found: Uint8Array[] = [];
    for (const partnerId of partnerIds) found.push(...(await parts(kind, partnerId)).parts);
    return found;
  }

  return {
    async preview(source, options = {}) {
      const { kind, name, bytes, encoding } = source;
      const { read, partnerIds } = await run({
        task: 'mappings-read',
        kind,
        name,
        bytes,
        takeCorrections: options.takeCorrections === true,
        ...(encoding === undefined ? {} : { encoding }),
      });
      const compared = await run({ task: 'mappings-compare', kind, read, existing: await existing(kind, partnerIds) });
      return previews.add(source, compared);
    },
    kept: (previewId) => previews.get(previewId),
    drop: (previewId) => previews.drop(previewId),
    async apply(previewId, { why, origin }) {
      const { source, compared } = previews.get(previewId);
      refuse(compared);
      const { changeSetId, woken } = await store.applyMappings({
        kind: source.kind,
        packed: compared.changes.pages,
        who: ports.identity.user,
        at: ports.clock.now(),
        why,
        origin: origin ?? source.origin,
        source: source.name,
      });
      previews.drop(previewId);
      return { changeSetId, woken, compared };
    },
    async export(kind, name, partnerId) {
      const all = await parts(kind, partnerId);
      return { rows: all.rows, bytes: await run({ task: 'mappings-write', kind, name, parts: all.parts }) };
    },
  };
}

function refuse({ errors, corrections, changes }: ComparedResult): void {
  if (errors.count > 0)
    throw new AppError({
      code: 'invalid-input',
      message: `${errors.count} rows have errors. Correct the file and choose it again; nothing was changed.`,
    });
  if (corrections.count > 0)
    throw new AppError({
      code: 'invalid-input',
      message: `${corrections.count} cells have probably lost zeros. Take the corrections or correct the file; nothing was changed.`,
    });
  if (changes.count === 0)
    throw new AppError({
      code: 'invalid-input',
      message: 'The file says what the map says already; there is nothing to change.',
    });
}
