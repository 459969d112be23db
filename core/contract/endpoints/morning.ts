import { z } from 'zod';
import { done, id, nothing, type Endpoint } from '../endpoint.ts';
import { morningView } from '../views/morning.ts';

/** The morning check: what the sentence of Today does not say, and the word that it was done. */
export const morningEndpoints = {
  'morning.get': { kind: 'query', input: nothing, output: morningView },
  /** Writes who, when and every number of the moment into the record. */
  'morning.markDone': { kind: 'command', input: nothing, output: z.object({ checkId: id }) },
  /** The newest one only; the record keeps both. `conflict` where there is a newer one, or it was taken back. */
  'morning.takeBack': { kind: 'command', input: z.strictObject({ checkId: id }), output: done },
} as const satisfies Record<string, Endpoint>;
