import { Button, Input, Select } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { tones, type AuditRow } from '#core/contract/views/records.ts';
import { addDays, startOfDayIn } from '#core/domain/time.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { auditSearch, type AuditSearch } from '../../lib/addressSearch.ts';
import type { Format } from '../../lib/format.ts';
import { toneWords } from '../../lib/runWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { Page } from '../../ui/Page.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { ListView, type PanelProps } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { ChainCheck } from './ChainCheck.tsx';
import { ExportAudit } from './ExportAudit.tsx';
import styles from './Audit.module.css';

const pageRows = 200;
const keyOf = (row: AuditRow): string => String(row.id);

/** Everything that was done and by whom, chained so that nobody changes it unseen. */
export function AuditScreen(): ReactNode {
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const format = useFormat();
  const now = useNow(60_000);
  const facts = useAnswer('audit.facts', {});
  const filter = useMemo(() => filterOf(search, format.timeZone), [search, format.timeZone]);
  const list = useRows(useList('audit.list', { filter, limit: pageRows }));
  const columns = useMemo(() => auditColumns(format, now), [format, now]);
  // What was chosen last counts also before the address shows it: two choices in one breath are both meant.
  const chosen = useRef(search);
  useEffect(() => {
    chosen.current = search;
  }, [search]);
  const show = (next: AuditSearch): void => {
    chosen.current = next;
    void navigate({ search: next, replace: true });
  };
  const change = (next: AuditSearch): void => show(auditSearch.parse({ ...chosen.current, ...next }));
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page
      title="Audit"
      layout="fill"
      note={facts.data ? `${format.count(facts.data.rows)} entries, each chained to the one before it` : ' '}
      actions={
        <>
          <ChainCheck facts={facts.data} />
          <ExportAudit from={filter.from} to={filter.to} />
        </>
      }
    >
      <ListView
        name="audit"
        label="Audit"
        columns={columns}
        list={list}
        rowKey={keyOf}
        panel={(props) => (
          <AuditPanel key={props.row.id} {...props} onOrder={(threadId) => change({ order: String(threadId) })} />
        )}
        filter={search}
        onFilter={(saved) => show(auditSearch.parse(saved))}
        filters={<Filters search={search} people={facts.data?.people ?? []} onChange={change} />}
        empty={
          <EmptyState
            icon={<DocumentSearchRegular />}
            title={filtered ? 'No entry fits' : 'Nothing was done yet'}
            action={
              filtered ? (
                <Button size="small" onClick={() => show({})}>
                  Show all entries
                </Button>
              ) : undefined
            }
          >
            {filtered ? 'Words and numbers are found from their beginning. Take one away, or choose other days.' : ''}
          </EmptyState>
        }
      />
    </Page>
  );
}

/** Days are those of the workspace's zone; the last day counts in full. */
function filterOf({ text, who, tone, from, to, order }: AuditSearch, timeZone: string) {
  return {
    ...(text === undefined || text.trim() === '' ? {} : { text }),
    ...(who === undefined ? {} : { who }),
    ...(tone === undefined ? {} : { tone }),
    ...(from === undefined ? {} : { from: startOfDayIn(timeZone, from) }),
    ...(to === undefined ? {} : { to: startOfDayIn(timeZone, addDays(to, 1)) }),
    ...(order === undefined ? {} : { threadId: Number(order) }),
  };
}

interface FiltersProps {
  readonly search: AuditSearch;
  readonly people: readonly string[];
  readonly onChange: (change: AuditSearch) => void;
}

function Filters({ search, people, onChange }: FiltersProps): ReactNode {
  const some = (value: string): string | undefined => (value === '' ? undefined : value);
  return (
    <>
      <FindField
        label="Find in the audit"
        placeholder="Words or numbers"
        value={search.text ?? ''}
        onChange={(value) => onChange({ text: some(value) })}
      />
      <Select
        size="small"
        className={styles['who'] ?? ''}
        aria-label="Who"
        value={search.who ?? ''}
        onChange={(_, { value }) => onChange({ who: some(value) })}
      >
        <option value="">Everybody</option>
        {people.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        size="small"
        aria-label="Kind"
        value={search.tone ?? ''}
        onChange={(_, { value }) => onChange({ tone: tones.find((known) => known === value) })}
      >
        <option value="">All kinds</option>
        {tones.map((tone) => (
          <option key={tone} value={tone}>
            {toneWords[tone].word}
          </option>
        ))}
      </Select>
      <label className={styles['day']}>
        From
        <Input size="small" type="date" value={search.from ?? ''} onChange={(_, { value }) => onChange({ from: some(value) })} />
      </label>
      <label className={styles['day']}>
        To
        <Input size="small" type="date" value={search.to ?? ''} onChange={(_, { value }) => onChange({ to: some(value) })} />
      </label>
      {search.order === undefined ? null : (
        <Button size="small" onClick={() => onChange({ order: undefined })}>
          One order only ×
        </Button>
      )}
    </>
  );
}

function auditColumns(format: Format, now: number): readonly Column<AuditRow>[] {
  return [
    {
      id: 'at',
      header: `When (${format.zone(now)})`,
      width: 130,
      text: (row) => row.at,
      cell: (row) => <span title={format.exact(row.at)}>{format.moment(row.at, now)}</span>,
    },
    {
      id: 'tone',
      header: 'Kind',
      width: 100,
      text: (row) => toneWords[row.tone].word,
      cell: (row) => <StatusBadge state={toneWords[row.tone]} plain />,
    },
    { id: 'who', header: 'Who', width: 120, text: (row) => row.who },
    { id: 'what', header: 'What', width: 260, grow: 4, names: true, text: (row) => row.what },
    { id: 'detail', header: 'Why', width: 160, grow: 2, text: (row) => row.detail ?? '' },
    { id: 'order', header: 'Order', width: 120, text: (row) => row.purchaseOrder ?? '' },
    { id: 'number', header: 'Entry', width: 80, align: 'end', extra: true, text: (row) => String(row.id) },
    { id: 'hash', header: 'Hash', width: 140, extra: true, text: (row) => row.hash },
  ];
}

function AuditPanel({
  row,
  focused,
  onClose,
  onOrder,
}: PanelProps<AuditRow> & { readonly onOrder: (threadId: number) => void }): ReactNode {
  const format = useFormat();
  const { threadId } = row;
  return (
    <SidePanel
      title={`Entry ${row.id}`}
      badge={<StatusBadge state={toneWords[row.tone]} />}
      note={`${row.who}, ${format.exact(row.at)}`}
      focused={focused}
      onClose={onClose}
    >
      <p className={styles['what']}>{row.what}</p>
      {row.detail === undefined ? null : <p className={styles['what']}>{row.detail}</p>}
      {threadId === undefined ? null : (
        <p className={styles['links']}>
          <Link
            to="/orders/$threadId"
            params={{ threadId: String(threadId) }}
            search={row.documentId === undefined ? {} : { document: row.documentId }}
          >
            Open order {row.purchaseOrder}
          </Link>
          <Button size="small" onClick={() => onOrder(threadId)}>
            All entries of this order
          </Button>
        </p>
      )}
      <Facts
        entries={[
          ['Hash', <code key="hash">{row.hash}</code>],
          ['Before it', <code key="before">{row.previousHash || 'nothing: the first entry'}</code>],
        ]}
      />
    </SidePanel>
  );
}
