import { z } from 'zod';

/** A node of the readable view. `start`/`end` are character offsets into the raw text, for linked highlighting. */
export interface ReadableNode {
  readonly name: string;
  readonly path: string;
  readonly text?: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly ReadableNode[];
}
export const readableNode: z.ZodType<ReadableNode> = z.lazy(() =>
  z.object({
    name: z.string(),
    path: z.string(),
    text: z.string().optional(),
    start: z.number().int(),
    end: z.number().int(),
    children: z.array(readableNode),
  }),
) as z.ZodType<ReadableNode>;

export const documentContent = z.object({
  documentId: z.number().int(),
  kind: z.string(),
  raw: z.string(),
  /** True when the raw text was cut for the screen; "save file" still gives every byte. */
  rawCut: z.boolean(),
  tree: readableNode.optional(),
  findings: z.array(z.object({ severity: z.string(), rule: z.string(), path: z.string(), message: z.string() })),
  /** Meaning of the codes that occur: `DateTimeQualifier 010` → `Requested Ship`. */
  codes: z.record(z.string(), z.string()),
});
export type DocumentContent = z.infer<typeof documentContent>;
