import type { MappingEntry } from '#core/contract/views/mappings.ts';
import { useAnswer } from '../../api/ApiContext.tsx';

export type PartnerEntry = Extract<MappingEntry, { kind: 'partners' }>;

/** The partner of a fix, once it is known; undefined also where nobody set it up yet. */
export function usePartner(partnerId: string, vendor: string): PartnerEntry | undefined {
  const answer = useAnswer('mappings.list', { kind: 'partners', partnerId });
  const rows = (answer.data?.rows ?? []).filter((entry): entry is PartnerEntry => entry.kind === 'partners');
  return rows.find(({ row }) => row.vendor === vendor) ?? rows.find(({ row }) => row.vendor === '') ?? rows[0];
}
