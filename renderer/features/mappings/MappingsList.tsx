import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useMemo, useState, type ReactNode } from 'react';
import type { ImportPreview } from '#core/contract/views/mappingImports.ts';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { DatedKind } from '#core/domain/mapping.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { kindWords } from '../../lib/mappingWords.ts';
import { Diff, differences } from '../../ui/Diff.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { mappingColumns } from './columns.tsx';
import { isDated, rowName, valuesOf, type DatedEntry } from './fields.ts';
import { ImportTools } from './ImportTools.tsx';
import { MappingPanel } from './MappingPanel.tsx';
import type { PastedCells } from './pasted.ts';
import { RemoveMany } from './RemoveMany.tsx';
import { RowForm } from './RowForm.tsx';
import { nameOfField } from './rowTexts.ts';
import { useRowEdit } from './useRowEdit.tsx';
import styles from './Mappings.module.css';

export interface MappingsFilter {
  readonly partner?: string | undefined;
  readonly text?: string | undefined;
}

export interface MappingsListProps {
  readonly kind: DatedKind;
  readonly filter: MappingsFilter;
  readonly onFilter: (filter: MappingsFilter) => void;
  /** True on a partner's page: the partner is given. */
  readonly ofPartner?: boolean;
  readonly start?: number | undefined;
  readonly onPreview: (preview: ImportPreview, pasted: PastedCells) => void;
}

interface Wanted {
  readonly change: MappingChangeInput;
  readonly title: string;
  readonly entry?: DatedEntry;
}

const keyOf = (entry: DatedEntry): string => String(entry.id);
const pageRows = 200;
const noRows: readonly DatedEntry[] = [];

/** The rows of one kind: found, edited in place, added, ended, removed, taken in and out. */
export function MappingsList(props: MappingsListProps): ReactNode {
  const { kind, filter, onFilter, ofPartner = false } = props;
  const { partner, text } = filter;
  const format = useFormat();
  const now = useNow(60_000);
  const partners = useAnswer('orders.partners', {});
  const names = useMemo(() => new Map(partners.data?.partners.map(({ partnerId, name }) => [partnerId, name])), [partners.data]);
  const pages = useRows(
    useList('mappings.list', {
      kind,
      limit: pageRows,
      ...(partner === undefined ? {} : { partnerId: partner }),
      ...(text === undefined || text === '' ? {} : { text }),
    }),
  );
  const rows = useMemo(() => (pages.rows.length === 0 ? noRows : pages.rows.filter(isDated)), [pages.rows]);
  const columns = useMemo(() => mappingColumns(kind, names, format, now, ofPartner), [kind, names, format, now, ofPartner]);
  const [wanted, setWanted] = useState<Wanted>();
  const [adding, setAdding] = useState(false);
  const edit = useRowEdit(kind, keyOf, (change, entry) => setWanted({ change, title: 'Save the row', entry }));
  const { one, many } = kindWords[kind];
  const filtered = (!ofPartner && partner !== undefined) || (text ?? '') !== '';

  return (
    <>
      <ListView<DatedEntry>
        key={kind}
        name={kind}
        label={many}
        columns={columns}
        list={{ ...pages, rows }}
        rowKey={keyOf}
        start={props.start === undefined ? undefined : String(props.start)}
        opened={props.start !== undefined}
        onEdit={edit.start}
        editing={edit.editing}
        filter={{ partner, text }}
        onFilter={onFilter}
        filters={
          <>
            <FindField
              label={`Find ${many.toLowerCase()}`}
              placeholder="Number, from its beginning"
              value={text ?? ''}
              onChange={(value) => onFilter({ partner, text: value === '' ? undefined : value })}
            />
            {ofPartner ? null : (
              <PartnerSelect
                partners={partners.data?.partners ?? []}
                value={partner}
                onChange={(next) => onFilter({ partner: next, text })}
              />
            )}
          </>
        }
        tools={
          <>
            <Button size="small" appearance="primary" icon={<AddRegular />} onClick={() => setAdding(true)}>
              Add {one}
            </Button>
            <ImportTools kind={kind} partnerId={partner} onPreview={props.onPreview} />
          </>
        }
        actions={(selected, clear) => <RemoveMany entries={selected} onDone={clear} />}
        panel={(panel) => (
          <MappingPanel {...panel} onEdit={edit.start} onWanted={(change, title, entry) => setWanted({ change, title, entry })} />
        )}
        empty={
          <EmptyState icon={<TableRegular />} title={filtered ? `No ${many.toLowerCase()} fit` : `No ${many.toLowerCase()} yet`}>
            {filtered
              ? 'Choose another partner, or look for another number.'
              : 'Add one, paste them from Excel, or map what is missing: the first order shows what it needs.'}
          </EmptyState>
        }
      />
      {edit.problem === undefined ? null : (
        <p role="alert" className={styles['problem']}>
          {edit.problem}
        </p>
      )}
      {adding ? (
        <RowForm
          kind={kind}
          partnerId={partner}
          onClose={() => setAdding(false)}
          onWanted={(change) => setWanted({ change, title: `Add the ${one}` })}
        />
      ) : null}
      {wanted ? (
        <ChangeDialog
          change={wanted.change}
          title={wanted.title}
          subject={<Subject wanted={wanted} />}
          onClose={() => setWanted(undefined)}
          onDone={() => {
            setWanted(undefined);
            setAdding(false);
            edit.stop();
          }}
        />
      ) : null}
    </>
  );
}

function Subject({ wanted: { change, entry } }: { readonly wanted: Wanted }): ReactNode {
  if (entry && change.action === 'update')
    return (
      <>
        {rowName(entry)}
        <Diff rows={differences(valuesOf(entry.row), change.kind === 'partners' ? {} : valuesOf(change.row), nameOfField)} />
      </>
    );
  if (entry) return change.action === 'end' ? `${rowName(entry)}, from ${change.from} on` : rowName(entry);
  return change.action === 'add' && change.kind !== 'partners' ? (
    <Diff rows={differences(undefined, valuesOf(change.row), nameOfField)} />
  ) : null;
}
