import type { DatedKind } from '#core/domain/mapping.ts';
import type { Format } from '../../lib/format.ts';
import { mappingStateWords } from '../../lib/mappingWords.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { rowFields, valuesOf, type DatedEntry } from './fields.ts';

/** The key by which people know a row of each kind. */
const naming: Readonly<Record<DatedKind, string>> = { items: 'itemNumber', locations: 'code', units: 'ediUnit' };

/** The fields of a kind, where the row stands, and who changed it last. */
export function mappingColumns(
  kind: DatedKind,
  partners: ReadonlyMap<string, string>,
  format: Format,
  now: number,
  ofPartner: boolean,
): readonly Column<DatedEntry>[] {
  const fields = rowFields[kind].map((field): Column<DatedEntry> => {
    const text = ({ row }: DatedEntry): string => valuesOf(row)[field.id] ?? '';
    return {
      id: field.id,
      header: field.label,
      width: field.width,
      text,
      ...(field.grow === undefined ? {} : { grow: field.grow }),
      ...(field.id === naming[kind] ? { names: true as const } : {}),
      ...(field.id === 'partnerId' || field.id === 'ean' ? { extra: true as const } : {}),
      ...(field.id === 'factor' ? { align: 'end' as const } : {}),
      ...(field.id === naming[kind] ? { cell: (entry) => <b title={text(entry)}>{text(entry)}</b> } : {}),
    };
  });
  // The target stands first: with a row open beside the list it stays in sight.
  const [target, others] = [rowFields[kind].find((field) => field.target), fields];
  const inOrder = [...others.filter(({ id }) => id === target?.id), ...others.filter(({ id }) => id !== target?.id)];
  return [
    {
      id: 'partner',
      header: 'Partner',
      width: 148,
      grow: 1,
      text: ({ row }) => partners.get(row.partnerId) ?? row.partnerId,
      ...(ofPartner ? { extra: true as const } : {}),
    },
    ...(kind === 'items' ? inOrder : fields),
    {
      id: 'state',
      header: 'State',
      width: 92,
      text: ({ state }) => mappingStateWords[state].word,
      cell: ({ state }) => <StatusBadge state={mappingStateWords[state]} plain />,
    },
    {
      id: 'changed',
      header: `Changed (${format.zone(now)})`,
      width: 116,
      text: ({ changedAt }) => changedAt,
      cell: ({ changedAt }) => <span title={format.exact(changedAt)}>{format.moment(changedAt, now)}</span>,
    },
    { id: 'by', header: 'By', width: 92, text: ({ changedBy }) => changedBy },
    { id: 'why', header: 'Why', width: 160, grow: 1, extra: true, text: ({ why }) => why },
  ];
}
