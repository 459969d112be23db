import { Field, Input, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { mappingChange, type MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ChangeDialog } from '../mappings/ChangeDialog.tsx';
import type { PartnerEntry } from '../missing/usePartner.ts';
import { FieldInput } from './FieldInput.tsx';
import { partnerFields } from './partnerFields.ts';
import { useSheetCopy } from './useSheetCopy.ts';
import styles from './Partners.module.css';

const asked = ['name', 'company', 'customer', 'site', 'warehouse'] as const;

/** A new partner, from nothing or like one that is there; all else is set on its page. */
export function AddPartner({
  like,
  onClose,
}: {
  readonly like: readonly PartnerEntry[];
  readonly onClose: () => void;
}): ReactNode {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [from, setFrom] = useState('');
  const [problem, setProblem] = useState<string>();
  const [change, setChange] = useState<MappingChangeInput>();
  const set = (id: string, value: string): void => setValues((before) => ({ ...before, [id]: value }));
  const pattern = like.find(({ id }) => String(id) === from)?.row;
  const copySheet = useSheetCopy();

  function submit(): void {
    const text = (id: string): string => (values[id] ?? '').trim();
    if (['partnerId', 'name', 'company', 'customer'].some((id) => text(id) === ''))
      return setProblem('Partner id, name, company and customer are needed.');
    const row = {
      partnerId: text('partnerId'),
      vendor: text('vendor'),
      name: text('name'),
      company: text('company'),
      customer: text('customer'),
      invoiceAccount: '',
      site: text('site'),
      warehouse: text('warehouse'),
      active: true,
      review: pattern?.review ?? true,
      undoSeconds: pattern?.undoSeconds ?? 30,
      sheet: pattern?.sheet ?? {},
    };
    setChange(mappingChange.parse({ action: 'add', kind: 'partners', row }));
  }

  if (change?.action === 'add' && change.kind === 'partners') {
    return (
      <ChangeDialog
        change={change}
        title="Add the partner"
        subject={values['name']}
        onClose={() => setChange(undefined)}
        onDone={() => {
          if (pattern) copySheet(pattern, { partnerId: change.row.partnerId, vendor: change.row.vendor });
          onClose();
        }}
      />
    );
  }
  return (
    <FormDialog
      title="Add a partner"
      confirmLabel="See what it releases…"
      content={styles['fields']}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Partner id" required hint="As SPS writes it">
        <Input
          autoFocus
          size="small"
          maxLength={15}
          value={values['partnerId'] ?? ''}
          onChange={(_, { value }) => set('partnerId', value)}
        />
      </Field>
      <Field label="Vendor number" hint="Your number at the retailer">
        <Input size="small" maxLength={30} value={values['vendor'] ?? ''} onChange={(_, { value }) => set('vendor', value)} />
      </Field>
      {partnerFields
        .filter(({ id }) => asked.some((known) => known === id))
        .map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id] ?? ''}
            company={values['company'] ?? ''}
            changed={false}
            onChange={(value) => set(field.id, value)}
          />
        ))}
      <Field
        label="Everything else like"
        hint="Its whole sheet is copied, also that of the documents; change what differs afterwards"
      >
        <Select size="small" value={from} onChange={(_, { value }) => setFrom(value)}>
          <option value="">the defaults</option>
          {like.map(({ id, row }) => (
            <option key={id} value={String(id)}>
              {row.name}
            </option>
          ))}
        </Select>
      </Field>
      {problem === undefined ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </FormDialog>
  );
}
