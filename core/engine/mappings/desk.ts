import { AppError } from '#core/contract/errors.ts';
import type { MappingDesk } from './desk.types.ts';

/** Placeholder of the next commit. */
export function createMappingDesk(): MappingDesk {
  const soon = (): Promise<never> =>
    Promise.reject(new AppError({ code: 'not-allowed', message: 'The mappings cannot be changed here yet.' }));
  return {
    list: soon,
    get: soon,
    missing: soon,
    candidates: soon,
    releasePreview: soon,
    removalPreview: soon,
    save: soon,
    coverage: soon,
    changes: soon,
    changeRows: soon,
    undo: soon,
    previewImport: soon,
    previewRows: soon,
    applyImport: soon,
    dropPreview: soon,
    export: soon,
  };
}
