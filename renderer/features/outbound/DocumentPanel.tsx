import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { outboundKindWords, outboundName, placeWords } from '../../lib/outboundWords.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { Compare } from './Compare.tsx';
import { CorrectionBanner } from './CorrectionBanner.tsx';
import { DocumentActs } from './DocumentActs.tsx';
import { DocumentStates } from './DocumentStates.tsx';
import { Problems } from './Problems.tsx';
import { SendHistory } from './SendHistory.tsx';
import styles from './Outbound.module.css';

/** A document beside the list: where it stands, what keeps it, how it differs from the order, and what can be done. */
export function DocumentPanel({ row, focused, onClose, onDone }: PanelProps<OutboundListRow>): ReactNode {
  const view = useAnswer('outbound.get', { outboundId: row.outboundId });
  const draft = useAnswer('outbound.draft', { outboundId: row.outboundId });
  const navigate = useNavigate();
  const open = (): void =>
    void navigate({ to: '/documents/$outboundId', params: { outboundId: String(row.outboundId) }, state: { fromList: true } });
  return (
    <SidePanel
      title={outboundName(row)}
      badge={<StatusBadge state={placeWords[row.place]} />}
      note={
        <p>
          {outboundKindWords[row.kind]} for {row.partnerName}, order{' '}
          {row.threadId === undefined ? (
            row.purchaseOrder
          ) : (
            <Link to="/orders/$threadId" params={{ threadId: String(row.threadId) }}>
              {row.purchaseOrder}
            </Link>
          )}
          {row.orders > 1 ? ` and ${row.orders - 1} more` : ''}
        </p>
      }
      focused={focused}
      onClose={onClose}
      footer={
        <div className={styles['acts']}>
          {view.data ? <DocumentActs view={view.data} onDone={onDone} /> : null}
          <Button icon={<OpenRegular />} onClick={open}>
            Open the document
          </Button>
        </div>
      }
    >
      <Shown answer={view} loading={<Loading rows={6} />}>
        {(value) => (
          <>
            <DocumentStates view={value} />
            <CorrectionBanner view={value} />
            <Problems view={value} draft={draft.data} />
            {draft.data ? <Compare draft={draft.data} /> : draft.error ? null : <Loading rows={4} />}
            {value.sends.length === 0 ? null : (
              <PanelPart title="On its way">
                <SendHistory view={value} />
              </PanelPart>
            )}
          </>
        )}
      </Shown>
    </SidePanel>
  );
}
