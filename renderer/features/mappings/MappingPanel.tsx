import { Button, Field, Input } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { CalendarCancelRegular } from '@fluentui/react-icons/svg/calendar-cancel';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState, type ReactNode } from 'react';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { MappingDetail } from '#core/contract/views/mappings.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { kindWords, mappingStateWords } from '../../lib/mappingWords.ts';
import { processingWords } from '../../lib/words/orders.ts';
import { Facts } from '../../ui/Details.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { useNow } from '../../ui/useNow.ts';
import { endOf, removeOf, rowFields, rowName, valuesOf, type DatedEntry } from './fields.ts';
import { MappingHistory } from './MappingHistory.tsx';
import styles from './Mappings.module.css';

export interface MappingPanelProps extends PanelProps<DatedEntry> {
  readonly onEdit: (entry: DatedEntry) => void;
  readonly onWanted: (change: MappingChangeInput, title: string, entry: DatedEntry) => void;
}

/** One row of the map: what it says, what can be done with it, its story, and the documents that used it. */
export function MappingPanel({ row: entry, focused, onClose, onEdit, onWanted }: MappingPanelProps): ReactNode {
  const detail = useAnswer('mappings.get', { kind: entry.kind, id: entry.id });
  const values = valuesOf(entry.row);
  const facts = rowFields[entry.kind]
    .map(({ id, label }) => [label, values[id] ?? ''] as const)
    .filter(([, text]) => text !== '');
  const remove = removeOf(entry);
  return (
    <SidePanel
      title={`${kindWords[entry.kind].one[0]?.toUpperCase()}${kindWords[entry.kind].one.slice(1)} ${rowName(entry)}`}
      badge={<StatusBadge state={mappingStateWords[entry.state]} />}
      focused={focused}
      onClose={onClose}
    >
      <Facts
        entries={[...facts, ...(entry.validTo === undefined ? [] : [['Until', `the day before ${entry.validTo}`] as const])]}
      />
      <div className={styles['buttons']}>
        <Button data-first size="small" icon={<EditRegular />} onClick={() => onEdit(entry)}>
          Edit (F2)
        </Button>
        <Button
          size="small"
          icon={<DeleteRegular />}
          onClick={() => ('change' in remove ? onWanted(remove.change, 'Remove the row', entry) : undefined)}
        >
          Remove…
        </Button>
      </div>
      <EndForm entry={entry} onWanted={onWanted} />
      <Shown answer={detail}>
        {({ history, usedBy }) => (
          <>
            <PanelPart title="Used by">
              <UsedBy usedBy={usedBy} />
            </PanelPart>
            <PanelPart title="History">
              <MappingHistory events={history} />
            </PanelPart>
          </>
        )}
      </Shown>
    </SidePanel>
  );
}

/** Says from which day the key means nothing any more; the row stays for the orders before. */
function EndForm({ entry, onWanted }: Pick<MappingPanelProps, 'onWanted'> & { readonly entry: DatedEntry }): ReactNode {
  const [from, setFrom] = useState('');
  const wanted = endOf(entry, from);
  return (
    <form
      className={styles['inline']}
      onSubmit={(event) => {
        event.preventDefault();
        if ('change' in wanted) onWanted(wanted.change, 'End the row', entry);
      }}
    >
      <Field label="Ends from" orientation="horizontal">
        <Input size="small" type="date" value={from} onChange={(_, { value }) => setFrom(value)} />
      </Field>
      <Button size="small" type="submit" icon={<CalendarCancelRegular />} disabled={!('change' in wanted)}>
        End…
      </Button>
    </form>
  );
}

type UsedByView = Pick<MappingDetail, 'usedBy'>;

function UsedBy({ usedBy: { rows, count } }: UsedByView): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  if (rows.length === 0) return <p className={styles['quiet']}>No document used it yet.</p>;
  return (
    <>
      <p className={styles['quiet']}>
        {count.capped ? 'more than ' : ''}
        {format.count(count.value)} documents, the newest first
      </p>
      <ul className={styles['plainList']}>
        {rows.slice(0, 20).map((document) => (
          <li key={document.documentId}>
            {document.threadId === undefined ? (
              document.purchaseOrder
            ) : (
              <Link to="/orders/$threadId" params={{ threadId: String(document.threadId) }} state={{ fromList: true }}>
                {document.purchaseOrder}
              </Link>
            )}
            <span className={styles['quiet']}>
              {wordOf(document.processing)}, {format.moment(document.receivedAt, now)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function wordOf(processing: string): string {
  return Object.entries(processingWords).find(([state]) => state === processing)?.[1].word ?? processing;
}
