import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { BackOfficeOrder } from '#core/contract/views/backoffice.ts';
import { Facts } from '../../ui/Details.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { CreditDialog } from './CreditDialog.tsx';
import { PostButtons } from './PostButtons.tsx';
import type { Posting } from './PostDialog.tsx';
import { SlipDialog } from './SlipDialog.tsx';
import styles from './BackOffice.module.css';

/** A sales order of the practice company with what was posted of it; a slip is corrected, an invoice credited. */
export function OfficeOrderPanel({
  row,
  focused,
  onClose,
  onPost,
}: PanelProps<BackOfficeOrder> & { readonly onPost: (posting: Posting) => void }): ReactNode {
  const [slip, setSlip] = useState<string>();
  const [invoice, setInvoice] = useState<string>();
  return (
    <SidePanel
      title={row.number}
      note={`Purchase order ${row.purchaseOrder}, customer ${row.customer}`}
      focused={focused}
      onClose={onClose}
      footer={
        <div className={styles['acts']}>
          <PostButtons main orders={[row]} onPost={onPost} />
        </div>
      }
    >
      <Facts
        short
        entries={[
          ['Status', row.status],
          ['Ordered', row.ordered],
          ['Shipped', row.shipped],
          ['Invoiced', row.invoiced],
        ]}
      />
      <PanelPart title="Confirmations">
        <p>{row.confirmations.length === 0 ? 'None yet.' : row.confirmations.join(', ')}</p>
      </PanelPart>
      <PanelPart title="Packing slips">
        <Numbers numbers={row.slips} act="Correct…" onAct={setSlip} />
      </PanelPart>
      <PanelPart title="Invoices and credit notes">
        <Numbers numbers={row.invoices} act="Credit…" onAct={setInvoice} />
      </PanelPart>
      {slip === undefined ? null : <SlipDialog slip={slip} onClose={() => setSlip(undefined)} />}
      {invoice === undefined ? null : <CreditDialog invoice={invoice} onClose={() => setInvoice(undefined)} />}
    </SidePanel>
  );
}

interface NumbersProps {
  readonly numbers: readonly string[];
  readonly act: string;
  readonly onAct: (number: string) => void;
}

function Numbers({ numbers, act, onAct }: NumbersProps): ReactNode {
  if (numbers.length === 0) return <p>None yet.</p>;
  return (
    <ul className={styles['numbers']}>
      {numbers.map((number) => (
        <li key={number}>
          <b>{number}</b>
          <Button size="small" aria-label={`${act.slice(0, -1)} ${number}`} onClick={() => onAct(number)}>
            {act}
          </Button>
        </li>
      ))}
    </ul>
  );
}
