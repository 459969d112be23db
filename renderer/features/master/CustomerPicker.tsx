import { useState, type ReactNode } from 'react';
import type { CustomerRow } from '#core/contract/views/master.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Picker } from './Picker.tsx';
import styles from './Master.module.css';

export interface CustomerPickerProps {
  readonly company: string;
  readonly chosen: string | undefined;
  readonly onChoose: (customer: CustomerRow) => void;
}

const few = 8;
const holdWords = { orders: 'on hold: takes no orders', invoices: 'on hold for invoices', none: '' } as const;

/** Customers of a legal entity, by account or name. */
export function CustomerPicker({ company, chosen, onChoose }: CustomerPickerProps): ReactNode {
  const [text, setText] = useState('');
  const wanted = text.trim();
  const found = useAnswer(
    'master.customers',
    { company, limit: few, ...(wanted === '' ? {} : { text: wanted }) },
    { enabled: company !== '', keepPrevious: true },
  );
  return (
    <Picker
      label="Search customers"
      placeholder="Account or name"
      rows={found.data?.rows}
      error={found.error}
      text={text}
      onText={setText}
      keyOf={(row) => row.customer}
      content={(row) => (
        <div className={styles['optionTop']}>
          <span>
            <b>{row.customer}</b> {row.name}
          </span>
          <span className={styles['quiet']}>{[row.currency, holdWords[row.holds]].filter(Boolean).join(' · ')}</span>
        </div>
      )}
      chosen={chosen}
      onChoose={onChoose}
      none={company === '' ? 'Choose the company first.' : `No customer of ${company} fits.`}
    />
  );
}
