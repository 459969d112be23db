import { mappingChange, type MappingChangeInput, type PartnerRow } from '#core/contract/views/mappingRows.ts';
import type { PartnerEntry } from '../missing/usePartner.ts';

export type PartnerValues = Readonly<Record<string, string>>;

const own = new Set(['partnerId', 'vendor', 'name', 'company', 'customer', 'invoiceAccount', 'site', 'warehouse']);

/** A partner's fields as texts by name, those of its sheet among them. */
export function partnerValues({ sheet, active, review, undoSeconds, ...texts }: PartnerRow): PartnerValues {
  return { ...texts, ...sheet, active: yesNo(active), review: yesNo(review), undoSeconds: String(undoSeconds) };
}

/** The change that the edited fields mean; undefined where nothing differs or a number is none. */
export function partnerChange(entry: PartnerEntry, values: PartnerValues): MappingChangeInput | undefined {
  const before = partnerValues(entry.row);
  if (Object.keys(values).every((field) => values[field] === before[field])) return undefined;
  const { active, review, undoSeconds, ...texts } = values;
  const rest = Object.entries(texts);
  const row = {
    ...Object.fromEntries(rest.filter(([field]) => own.has(field))),
    active: active === 'yes',
    review: review === 'yes',
    undoSeconds: Number(undoSeconds),
    sheet: Object.fromEntries(rest.filter(([field]) => !own.has(field))),
  };
  const parsed = mappingChange.safeParse({ action: 'update', kind: 'partners', id: entry.id, seen: entry.row, row });
  return parsed.success ? parsed.data : undefined;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
