import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { ReactNode } from 'react';
import type { PackingRow } from '#core/contract/views/packing.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { Facts } from '../../ui/Details.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { packingWords, sourceWords } from './columns.tsx';

export interface SlipPeekProps extends PanelProps<PackingRow> {
  readonly onOpen: () => void;
}

/** A packing slip beside the list: how it is packed, and what its ship notice waits for. */
export function SlipPeek({ row, focused, onClose, onOpen }: SlipPeekProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { source, cartons, pallets, printed } = row;
  return (
    <SidePanel
      title={row.number}
      badge={<StatusBadge state={packingWords[row.state]} />}
      note={`${row.partnerName}, ${row.purchaseOrders}`}
      focused={focused}
      onClose={onClose}
      footer={
        <Button data-first appearance="primary" icon={<OpenRegular />} onClick={onOpen}>
          {row.state === 'waiting' ? 'Pack it' : 'Open the packing'}
        </Button>
      }
    >
      {row.waitText === '' ? null : <p>{row.waitText}</p>}
      <Facts
        entries={[
          ['Posted', format.day(row.postedOn, now)],
          ['Company', row.company],
          ['Packed', source === undefined ? 'not yet' : sourceWords[source].toLowerCase()],
          ['Cartons', format.count(cartons)],
          ...(pallets === 0 ? [] : ([['Pallets', format.count(pallets)]] as const)),
          ['Labels printed', printed === 0 ? 'none' : format.count(printed)],
        ]}
      />
    </SidePanel>
  );
}
