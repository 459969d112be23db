import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { ReactNode } from 'react';
import type { CoverageRow } from '#core/contract/views/mappings.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { Facts } from '../../ui/Details.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { useNow } from '../../ui/useNow.ts';
import type { PartnerEntry } from '../missing/usePartner.ts';
import { CoverageFacts } from './CoverageFacts.tsx';
import { healthOf } from './health.ts';
import styles from './Partners.module.css';

export interface PartnerPeekProps extends PanelProps<PartnerEntry> {
  readonly coverage: CoverageRow | undefined;
  readonly onOpen: () => void;
}

/** A partner beside the list: what it is in Dynamics and what is missing. */
export function PartnerPeek({ row: entry, coverage, focused, onClose, onOpen }: PartnerPeekProps): ReactNode {
  const { row } = entry;
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <SidePanel
      title={row.name}
      badge={<StatusBadge state={healthOf(row, coverage)} />}
      note={`${row.partnerId}${row.vendor === '' ? '' : `, vendor number ${row.vendor}`}`}
      focused={focused}
      onClose={onClose}
      footer={
        <Button data-first appearance="primary" icon={<OpenRegular />} onClick={onOpen}>
          Open the partner
        </Button>
      }
    >
      <Facts
        entries={[
          ['Company', row.company],
          ['Customer', row.customer],
          ['Site', row.site || 'as the customer says'],
          ['Warehouse', row.warehouse || 'as the customer says'],
          ['Look before sending', row.review ? 'yes' : 'no'],
        ]}
      />
      <PanelPart title="Coverage in 90 days">
        <CoverageFacts partnerId={row.partnerId} coverage={coverage} />
      </PanelPart>
      <p className={styles['quiet']}>
        Changed by {entry.changedBy}, {format.stamp(entry.changedAt, now)}: {entry.why}
      </p>
    </SidePanel>
  );
}
