import type { MappingMethod } from '#core/engine/mappings/desk.types.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

/** Partners, locations, items and units: the desk does the work, nothing is decided here. */
export function mappingHandlers({ mappings }: Pick<ApiParts, 'mappings'>): Pick<Handlers, MappingMethod> {
  return {
    'mappings.list': (input) => mappings.list(input),
    'mappings.get': (input) => mappings.get(input),
    'mappings.missing': (input) => mappings.missing(input),
    'mappings.candidates': (input) => mappings.candidates(input),
    'mappings.releasePreview': (input) => mappings.releasePreview(input),
    'mappings.removalPreview': (input) => mappings.removalPreview(input),
    'mappings.save': (input) => mappings.save(input),
    'mappings.coverage': (input) => mappings.coverage(input),
    'mappings.changes': (input) => mappings.changes(input),
    'mappings.changeRows': (input) => mappings.changeRows(input),
    'mappings.undo': (input) => mappings.undo(input),
    'mappings.previewImport': (input) => mappings.previewImport(input),
    'mappings.previewRows': (input) => mappings.previewRows(input),
    'mappings.applyImport': (input) => mappings.applyImport(input),
    'mappings.dropPreview': (input) => mappings.dropPreview(input),
    'mappings.export': (input) => mappings.export(input),
  };
}
