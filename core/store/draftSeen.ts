import type { DraftHold } from './types/postings.ts';

/**
 * What a new version of a document rests on beside its order: the version with a person's corrections, and what holds it or was let
 * pass. The same text exactly while nobody changed any of it. Pure.
 */
export const draftSeen = (versionId: number, holds: readonly Pick<DraftHold, 'id' | 'open' | 'accepted'>[]): string =>
  JSON.stringify([versionId, holds.map(({ id, open, accepted }) => [id, open, accepted])]);
