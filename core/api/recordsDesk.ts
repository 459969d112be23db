import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

type Methods = 'settings.get' | 'settings.set' | 'log.lines' | 'diagnostics.preview' | 'diagnostics.bundle';

/** What the host knows of this machine: the data folder, the log, the versions, and what of it goes to support. */
export type RecordsDesk = { readonly [M in Methods]: (input: ParsedInputOf<M>) => Promise<OutputOf<M>> };
