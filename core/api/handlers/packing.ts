import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'packing.list'
  | 'packing.get'
  | 'packing.save'
  | 'packing.byRule'
  | 'packing.previewImport'
  | 'packing.applyImport'
  | 'packing.dropPreview'
  | 'packing.labels'
  | 'packing.ranges'
  | 'packing.setRange'
  | 'packing.setNextStart';

export function packingHandlers({ store, packing }: ApiParts): Pick<Handlers, Names> {
  return {
    'packing.list': (input) => store.packingList(input),
    'packing.get': (input) => packing.get(input),
    'packing.save': (input) => packing.save(input),
    'packing.byRule': (input) => packing.byRule(input),
    'packing.previewImport': (input) => packing.previewImport(input),
    'packing.applyImport': (input) => packing.applyImport(input),
    'packing.dropPreview': async ({ previewId }) => {
      packing.dropPreview(previewId);
      return { done: true };
    },
    'packing.labels': (input) => packing.labels(input),
    'packing.ranges': () => store.ssccState({}),
    'packing.setRange': (input) => packing.setRange(input),
    'packing.setNextStart': (input) => packing.setNextStart(input),
  };
}
