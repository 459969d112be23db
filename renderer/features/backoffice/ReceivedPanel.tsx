import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ReceivedFile } from '#core/contract/views/backoffice.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { outboundKindWords } from '../../lib/outboundWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { useNow } from '../../ui/useNow.ts';
import { receivedState } from './receivedState.ts';

export interface ReceivedPanelProps extends PanelProps<ReceivedFile> {
  readonly onAnswer: () => void;
}

/** A file that the practice SPS received, beside the list, and the way to answer it as its retailer would. */
export function ReceivedPanel({ row, focused, onClose, onAnswer }: ReceivedPanelProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const answerable = row.kind !== undefined && !row.overwritten;
  return (
    <SidePanel
      title={row.kind === undefined ? row.path : `${row.kind} ${row.number}`}
      badge={<StatusBadge state={receivedState(row)} />}
      note={row.kind === undefined ? 'Not one of our documents' : outboundKindWords[row.kind]}
      focused={focused}
      onClose={onClose}
      footer={
        answerable ? (
          <Button data-first appearance="primary" onClick={onAnswer}>
            Answer as the retailer…
          </Button>
        ) : (
          'Nobody answers it: it was overwritten, or is no document of ours.'
        )
      }
    >
      <Facts
        entries={[
          ['File', row.path],
          ['Received', format.stamp(row.at, now)],
          ['Answered by', row.answered.length === 0 ? 'nothing yet' : row.answered.join(', ')],
        ]}
      />
    </SidePanel>
  );
}
