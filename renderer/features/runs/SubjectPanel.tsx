import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { ReactNode } from 'react';
import type { RunSubject } from '#core/contract/views/records.ts';
import { Facts } from '../../ui/Details.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { FileText } from '../attention/FilePanel.tsx';
import { stateText } from './columns.tsx';

export interface SubjectPanelProps extends PanelProps<RunSubject> {
  readonly onOpen: () => void;
}

/** A file, a document or a sales order of a run beside the list, as it stands now, with the file it came in. */
export function SubjectPanel({ row, focused, onClose, onOpen }: SubjectPanelProps): ReactNode {
  return (
    <SidePanel
      title={row.kind === 'file' ? row.path : (row.salesOrderNumber ?? row.purchaseOrder) || row.path}
      note={row.kind === 'file' ? undefined : row.path}
      focused={focused}
      onClose={onClose}
      footer={
        row.threadId === undefined ? undefined : (
          <Button data-first appearance="primary" icon={<OpenRegular />} onClick={onOpen}>
            Open the order
          </Button>
        )
      }
    >
      <Facts
        entries={[
          ['State now', stateText(row, true)],
          ['Order', row.purchaseOrder || 'none'],
          ...(row.partnerId === '' ? [] : ([['Partner id', row.partnerId]] as const)),
          ...(row.salesOrderNumber === undefined ? [] : ([['Sales order', row.salesOrderNumber]] as const)),
          ...(row.message === undefined ? [] : ([['Now', row.message]] as const)),
        ]}
      />
      {row.fileId === undefined || row.fileState === 'too-large' ? null : <FileText fileId={row.fileId} />}
    </SidePanel>
  );
}
