import type { Method, OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

export type MappingMethod = Extract<Method, `mappings.${string}`>;

/** What screens ask of the mappings, by the name of the call without its area. */
export type MappingDesk = {
  readonly [M in MappingMethod as M extends `mappings.${infer Name}` ? Name : never]: (
    input: ParsedInputOf<M>,
  ) => Promise<OutputOf<M>>;
};
