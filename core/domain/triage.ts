/** Whose turn it is while something waits for a person's answer. */
export const waitedFor = ['sps', 'buyer', 'warehouse', 'it', 'other'] as const;
export type WaitedFor = (typeof waitedFor)[number];
