import { useState, type ReactNode } from 'react';
import type { AddressRow } from '#core/contract/views/master.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Picker } from './Picker.tsx';
import styles from './Master.module.css';

export interface AddressPickerProps {
  readonly company: string;
  readonly customer: string;
  readonly chosen: string | undefined;
  readonly onChoose: (address: AddressRow, by: 'key' | 'click') => void;
}

const few = 8;

/** Postal addresses of a customer, by location id or words of the address. */
export function AddressPicker({ company, customer, chosen, onChoose }: AddressPickerProps): ReactNode {
  const [text, setText] = useState('');
  const wanted = text.trim();
  const found = useAnswer(
    'master.addresses',
    { company, customer, limit: few, ...(wanted === '' ? {} : { text: wanted }) },
    { enabled: company !== '' && customer !== '', keepPrevious: true },
  );
  return (
    <Picker
      label="Search the customer's addresses"
      placeholder="Location id, town or street"
      rows={found.data?.rows}
      error={found.error}
      text={text}
      onText={setText}
      keyOf={(row) => row.locationId}
      content={(row) => <Address address={row} />}
      chosen={chosen}
      onChoose={onChoose}
      none={`Customer ${customer} has no such address in Dynamics.`}
    />
  );
}

/** An address as a choice shows it. */
export function Address({ address }: { readonly address: AddressRow }): ReactNode {
  const town = [address.city, address.state, address.postalCode].filter(Boolean).join(' ');
  return (
    <>
      <div className={styles['optionTop']}>
        <b>{address.description || address.locationId}</b>
        <span className={styles['quiet']}>{address.locationId}</span>
      </div>
      <div>{[address.street, town, address.country].filter(Boolean).join(', ')}</div>
    </>
  );
}
