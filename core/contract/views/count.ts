import { z } from 'zod';

/** A count of rows: exact for open work; closed sets stop at 10,000 and say so. */
export const count = z.object({ value: z.number().int(), capped: z.boolean() });

export type Count = z.infer<typeof count>;
