import { Field, Input, Select, Switch } from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import type { PartnerField } from './partnerFields.ts';
import styles from './Partners.module.css';

export interface FieldInputProps {
  readonly field: PartnerField;
  readonly value: string;
  /** Whose customers and warehouses are offered. */
  readonly company: string;
  readonly changed: boolean;
  readonly onChange: (value: string) => void;
}

/** One field of a partner with its help; what differs from the saved value is marked in words. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, value, changed, onChange } = props;
  if (field.how.control === 'yes-no') {
    return (
      <Field hint={field.help} {...marked(changed)}>
        <Switch label={field.label} checked={value === 'yes'} onChange={(_, { checked }) => onChange(checked ? 'yes' : 'no')} />
      </Field>
    );
  }
  return (
    <Field label={field.label} hint={field.help} {...marked(changed)}>
      {field.fixed ? (
        <Input size="small" readOnly value={value} />
      ) : field.how.control === 'choice' ? (
        <Select size="small" value={value} onChange={(_, data) => onChange(data.value)}>
          {field.how.choices.map(([one, label]) => (
            <option key={one} value={one}>
              {label}
            </option>
          ))}
        </Select>
      ) : field.how.control === 'text' || field.how.control === 'number' ? (
        <Input
          size="small"
          value={value}
          maxLength={500}
          inputMode={field.how.control === 'number' ? 'numeric' : 'text'}
          onChange={(_, data) => onChange(data.value)}
        />
      ) : (
        <Offered {...props} what={field.how.control} />
      )}
    </Field>
  );
}

function marked(changed: boolean): { readonly validationState: 'none' | 'warning'; readonly validationMessage?: string } {
  return changed ? { validationState: 'warning', validationMessage: 'changed, not saved yet' } : { validationState: 'none' };
}

interface Offer {
  readonly value: string;
  readonly label: string;
}

const few = 20;

/** A text with what the master data offers for it; what is not in the copy yet can be typed. */
function Offered({
  value,
  company,
  onChange,
  what,
}: FieldInputProps & { readonly what: 'company' | 'customer' | 'warehouse' }): ReactNode {
  const list = useId();
  const [typed, setTyped] = useState('');
  const companies = useAnswer('master.companies', {}, { enabled: what === 'company' });
  const customers = useAnswer(
    'master.customers',
    { company, limit: few, ...(typed.trim() === '' ? {} : { text: typed.trim() }) },
    { enabled: what === 'customer' && company !== '', keepPrevious: true },
  );
  const warehouses = useAnswer('master.warehouses', { company }, { enabled: what === 'warehouse' && company !== '' });
  const offers: Readonly<Record<typeof what, readonly Offer[]>> = {
    company: companies.data?.companies.map((one) => ({ value: one.company, label: one.name })) ?? [],
    customer: customers.data?.rows.map((one) => ({ value: one.customer, label: one.name })) ?? [],
    warehouse: warehouses.data?.warehouses.map((one) => ({ value: one.warehouse, label: `${one.name}, site ${one.site}` })) ?? [],
  };
  const known = offers[what].find((offer) => offer.value === value);
  return (
    <>
      <Input
        size="small"
        list={list}
        value={value}
        maxLength={100}
        contentAfter={
          known ? (
            <span className={styles['known']} title={known.label}>
              {known.label}
            </span>
          ) : null
        }
        onChange={(_, data) => {
          setTyped(data.value);
          onChange(data.value);
        }}
      />
      <datalist id={list}>
        {offers[what].map((offer) => (
          <option key={offer.value} value={offer.value}>
            {offer.label}
          </option>
        ))}
      </datalist>
    </>
  );
}
