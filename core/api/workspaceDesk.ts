import type { Method, OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

type Methods = Extract<Method, `workspaces.${string}` | `connections.${string}`>;

/**
 * What the host does for screens beyond the one workspace that is open: which there are, opening another, connecting one.
 * A host that runs several implements it; handlers only pass on.
 */
export type WorkspaceDesk = { readonly [M in Methods]: (input: ParsedInputOf<M>, signal: AbortSignal) => Promise<OutputOf<M>> };
