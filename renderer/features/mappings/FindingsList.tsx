import { Button } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { MasterFinding } from '#core/contract/views/master.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Format } from '../../lib/format.ts';
import { findingWords } from '../../lib/mappingWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { ListView, type PanelProps } from '../../ui/table/ListView.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';

const keyOf = (row: MasterFinding): string => String(row.id);

export interface FindingsListProps {
  readonly partner: string | undefined;
  readonly onPartner: (partner: string | undefined) => void;
}

/** Mappings and partners that do not fit the copy of Dynamics' master data any more; orders of them will be refused. */
export function FindingsList({ partner, onPartner }: FindingsListProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const partners = useAnswer('orders.partners', {});
  const read = useAnswer('master.state', {}).data?.finishedAt !== undefined;
  const list = useRows(useList('master.findings', { limit: 100, ...(partner === undefined ? {} : { partnerId: partner }) }));
  const columns = useMemo(() => findingColumns(format, now), [format, now]);
  const filter = useMemo(() => ({ partner }), [partner]);
  return (
    <ListView
      name="findings"
      label="Findings"
      columns={columns}
      list={list}
      rowKey={keyOf}
      panel={(panel) => <FindingPanel key={panel.row.id} {...panel} />}
      filter={filter}
      onFilter={(saved) => onPartner(typeof saved['partner'] === 'string' ? saved['partner'] : undefined)}
      filters={<PartnerSelect partners={partners.data?.partners ?? []} value={partner} onChange={onPartner} />}
      empty={
        <EmptyState icon={<CheckmarkCircleRegular />} title={read ? 'Every mapping fits Dynamics' : 'Dynamics was not read yet'}>
          {read
            ? 'After each reading of the master data every mapping is held against it. What does not fit any more appears here.'
            : '“Sync now” reads its master data; then every mapping is held against it.'}
        </EmptyState>
      }
    />
  );
}

function findingColumns(format: Format, now: number): readonly Column<MasterFinding>[] {
  return [
    {
      id: 'kind',
      header: 'What',
      width: 168,
      text: ({ kind }) => findingWords[kind].word,
      cell: ({ kind }) => <StatusBadge state={findingWords[kind]} plain />,
    },
    { id: 'key', header: 'In Dynamics', width: 120, names: true, text: ({ key }) => key, cell: ({ key }) => <b>{key}</b> },
    { id: 'partner', header: 'Partner', width: 140, grow: 1, text: ({ partnerName }) => partnerName },
    { id: 'company', header: 'Company', width: 84, text: ({ company }) => company },
    { id: 'message', header: 'What is wrong', width: 240, grow: 4, text: ({ message }) => message },
    {
      id: 'since',
      header: `Since (${format.zone(now)})`,
      width: 130,
      text: ({ firstSeenAt }) => firstSeenAt,
      cell: ({ firstSeenAt }) => <span title={format.exact(firstSeenAt)}>{format.moment(firstSeenAt, now)}</span>,
    },
    { id: 'code', header: 'Code', width: 90, extra: true, text: ({ code }) => code },
    { id: 'nextStep', header: 'Next step', width: 240, grow: 2, extra: true, text: ({ nextStep }) => nextStep },
  ];
}

function FindingPanel({ row, focused, onClose }: PanelProps<MasterFinding>): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <SidePanel
      title={row.key}
      badge={<StatusBadge state={findingWords[row.kind]} />}
      note={`${row.partnerName}, company ${row.company}`}
      focused={focused}
      onClose={onClose}
      footer={<Go row={row} />}
    >
      <p>{row.message}</p>
      <p>
        <b>Next:</b> {row.nextStep}
      </p>
      <Facts
        entries={[
          ...(row.code === '' ? [] : ([['Code', row.code]] as const)),
          ['Seen first', format.stamp(row.firstSeenAt, now)],
        ]}
      />
    </SidePanel>
  );
}

/** To the rows that it is about: the item's, the location's, or the partner. */
function Go({ row }: { readonly row: MasterFinding }): ReactNode {
  const navigate = useNavigate();
  const { kind, partnerId, key, code } = row;
  const item = kind === 'item-unknown' || kind === 'item-not-released';
  const place = item ? 'items' : kind === 'address-unknown' ? 'locations' : undefined;
  return (
    <Button
      data-first
      appearance="primary"
      icon={<OpenRegular />}
      onClick={() =>
        void (place === undefined
          ? navigate({ to: '/partners', search: { text: partnerId } })
          : navigate({ to: '/mappings/$kind', params: { kind: place }, search: { partner: partnerId, text: item ? key : code } }))
      }
    >
      {item ? 'Show the items mapped to it' : place === undefined ? 'Show the partner' : 'Show the location'}
    </Button>
  );
}
