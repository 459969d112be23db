import { Button, Select } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { ChangeSet } from '#core/contract/views/mappings.ts';
import { mappingKinds } from '#core/domain/mapping.ts';
import { useCommand, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { mappingsSearch } from '../../lib/addressSearch.ts';
import type { Format } from '../../lib/format.ts';
import { changesInWords, kindWords, originWords } from '../../lib/mappingWords.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { ListView, type PanelProps } from '../../ui/table/ListView.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { ChangedRows } from './ChangedRows.tsx';

const keyOf = (set: ChangeSet): string => String(set.id);

/** Every change of the map, newest first; each can be put back as long as nobody changed its rows since. */
export function ChangesList(): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { of } = useSearch({ from: '/mappings/$kind' });
  const navigate = useNavigate({ from: '/mappings/$kind' });
  const list = useRows(useList('mappings.changes', { limit: 100, ...(of === undefined ? {} : { kind: of }) }));
  const filter = useMemo(() => ({ of }), [of]);
  const columns = useMemo(() => changeColumns(format, now), [format, now]);
  return (
    <ListView
      name="changes"
      label="Changes"
      columns={columns}
      list={list}
      rowKey={keyOf}
      filter={filter}
      onFilter={(saved) => void navigate({ search: mappingsSearch.parse(saved), replace: true })}
      filters={
        <Select
          size="small"
          aria-label="Of what"
          value={of ?? ''}
          onChange={(_, { value }) =>
            void navigate({ search: { of: mappingKinds.find((known) => known === value) }, replace: true })
          }
        >
          <option value="">All kinds</option>
          {mappingKinds.map((known) => (
            <option key={known} value={known}>
              {kindWords[known].many}
            </option>
          ))}
        </Select>
      }
      panel={(panel) => <ChangePanel {...panel} />}
      empty={
        <EmptyState icon={<HistoryRegular />} title="No changes yet">
          Every change of a partner, location, item or unit is kept here with who and why.
        </EmptyState>
      }
    />
  );
}

function changeColumns(format: Format, now: number): readonly Column<ChangeSet>[] {
  return [
    {
      id: 'at',
      header: `When (${format.zone(now)})`,
      width: 130,
      names: true,
      text: ({ at }) => at,
      cell: ({ at }) => <b title={format.exact(at)}>{format.moment(at, now)}</b>,
    },
    { id: 'kind', header: 'What', width: 90, text: ({ kind }) => kindWords[kind].many },
    { id: 'changes', header: 'Changes', width: 150, grow: 1, text: changesInWords },
    { id: 'who', header: 'By', width: 110, text: ({ who }) => who },
    { id: 'origin', header: 'How', width: 176, text: ({ origin }) => originWords[origin] },
    { id: 'source', header: 'Source', width: 120, grow: 1, text: ({ source }) => source },
    { id: 'why', header: 'Why', width: 200, grow: 2, text: ({ why }) => why },
    { id: 'undone', header: 'Put back', width: 110, text: (set) => undoneInWords(set) },
  ];
}

function undoneInWords({ undoes, undoneBy }: ChangeSet): string {
  if (undoneBy !== undefined) return `by ${undoneBy}`;
  return undoes === undefined ? '' : `puts back ${undoes}`;
}

function ChangePanel({ row: set, focused, onClose }: PanelProps<ChangeSet>): ReactNode {
  const [asked, setAsked] = useState(false);
  const undo = useCommand('mappings.undo');
  const format = useFormat();
  const now = useNow(60_000);
  const say = useToast();
  return (
    <SidePanel
      title={`${kindWords[set.kind].many}: ${changesInWords(set)}`}
      note={`${set.who} ${originWords[set.origin]}${set.source === '' ? '' : `, ${set.source}`}, ${format.stamp(set.at, now)}`}
      focused={focused}
      onClose={onClose}
      footer={
        set.undoneBy === undefined ? (
          <Button data-first icon={<ArrowUndoRegular />} onClick={() => setAsked(true)}>
            Put back…
          </Button>
        ) : (
          `Put back by change ${set.undoneBy}.`
        )
      }
    >
      <p>{set.why}</p>
      <PanelPart title="Rows">
        <ChangedRows changeSetId={set.id} />
      </PanelPart>
      {asked ? (
        <ConfirmDialog
          title="Put back the change"
          subject={changesInWords(set)}
          effects={[
            'Every row of it is as it was before, in one step and as a change of its own.',
            'Orders that wait are looked at again; sales orders that were made stay as they are.',
            'Rows that somebody changed since are named, and then nothing is put back.',
          ]}
          confirmLabel="Put back"
          asksReason
          reasonHint="Kept in the history of every row with your name."
          busy={undo.isPending}
          error={undo.error}
          onClose={() => setAsked(false)}
          onConfirm={(why) =>
            undo.mutate(
              { changeSetId: set.id, why },
              {
                onSuccess: () => {
                  setAsked(false);
                  say('Put back', changesInWords(set));
                },
              },
            )
          }
        />
      ) : null}
    </SidePanel>
  );
}
