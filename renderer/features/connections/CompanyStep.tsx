import type { ReactNode } from 'react';
import type { DraftAddress } from '#core/contract/connectionDraft.ts';
import { ssccRange } from '#core/domain/ssccRange.ts';
import { useDraft } from './DraftContext.ts';
import { TextField } from './fields.tsx';
import styles from './Connections.module.css';

/** Who ships: name, numbers and addresses that documents to the retailers carry. */
export function CompanyStep(): ReactNode {
  const { draft, set } = useDraft();
  const { company } = draft;
  const field = (
    name: 'name' | 'gs1Prefix' | 'ssccExtension' | 'ssccFirst' | 'ssccLast',
    label: string,
    hint: string,
  ): ReactNode => (
    <TextField
      label={label}
      field={`company.${name}`}
      hint={hint}
      required={name === 'name'}
      value={company[name]}
      onChange={(value) => set('company', { [name]: value })}
    />
  );
  return (
    <div className={styles['form']}>
      <section className={styles['section']}>
        <h3>Your company</h3>
        {field('name', 'Company name', 'As your retailers know it.')}
      </section>
      <section className={styles['section']}>
        <h3>Carton numbers (SSCC)</h3>
        <p>
          Every carton gets a number of its own: extension digit, your GS1 company prefix, a serial number, a check digit. Leave
          this empty while another system numbers the cartons.
        </p>
        <div className={styles['two']}>
          {field('gs1Prefix', 'GS1 company prefix', '7 to 10 digits, from your GS1 certificate.')}
          {field('ssccExtension', 'Extension digit', '0 to 9.')}
          {field('ssccFirst', 'First serial number', 'A range that nothing else uses, and that was never used.')}
          {field('ssccLast', 'Last serial number', '')}
        </div>
        <SsccExample />
      </section>
      <Address title="Ship from" value={company.shipFrom} onChange={(shipFrom) => set('company', { shipFrom })} />
      <Address title="Remit to" value={company.remitTo} onChange={(remitTo) => set('company', { remitTo })} />
    </div>
  );
}

const whole = new Intl.NumberFormat('en-US');

function SsccExample(): ReactNode {
  const { gs1Prefix, ssccExtension, ssccFirst, ssccLast } = useDraft().draft.company;
  const range = ssccRange({
    prefix: gs1Prefix.trim(),
    extension: ssccExtension.trim(),
    first: ssccFirst.trim(),
    last: ssccLast.trim(),
  });
  if (range.state !== 'good') return null;
  return (
    <p className={styles['quiet']}>
      Room for {whole.format(BigInt(range.count))} cartons; the first one is <code>{range.example}</code>, its check digit{' '}
      {range.example.at(-1)}.
    </p>
  );
}

const addressFields: readonly (readonly [keyof DraftAddress, string])[] = [
  ['name', 'Name'],
  ['code', 'Code at the retailer'],
  ['address1', 'Address'],
  ['address2', 'Address, second line'],
  ['city', 'City'],
  ['state', 'State'],
  ['postalCode', 'Postal code'],
  ['country', 'Country'],
];

interface AddressProps {
  readonly title: string;
  readonly value: DraftAddress;
  readonly onChange: (value: DraftAddress) => void;
}

function Address({ title, value, onChange }: AddressProps): ReactNode {
  return (
    <fieldset className={styles['address']}>
      <legend>{title}</legend>
      <div className={styles['two']}>
        {addressFields.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            field={`company.${title}.${name}`}
            value={value[name]}
            onChange={(text) => onChange({ ...value, [name]: text })}
          />
        ))}
      </div>
    </fieldset>
  );
}
