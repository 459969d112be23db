import { z } from 'zod';

/** `query` reads and may be repeated; `command` changes something and never is by itself. */
export interface Endpoint {
  readonly kind: 'query' | 'command';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

// What the inputs and outputs of many endpoints are made of.
export const id = z.number().int().positive();
export const nothing = z.strictObject({});
export const done = z.object({ done: z.literal(true) });
export const cursor = z.string().max(2_000).optional();
export const limit = z.number().int().min(1).max(500).default(100);
/** Why a person does something; kept in the audit with the name. */
export const reason = z.string().trim().min(3, 'say why, in a few words').max(500);
