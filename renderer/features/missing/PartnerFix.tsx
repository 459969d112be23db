import { Field, Input } from '@fluentui/react-components';
import { useId, useMemo, useState, type ReactNode } from 'react';
import type { FixView } from '#core/contract/views/fix.ts';
import type { MappingChangeInput, PartnerRow } from '#core/contract/views/mappingRows.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { CustomerPicker } from '../master/CustomerPicker.tsx';
import type { FixProps } from './MissingPanel.tsx';
import { usePartner } from './usePartner.ts';
import styles from './Missing.module.css';

type PartnerFixView = Extract<FixView, { fix: 'partner' }>;

/** A partner that nobody set up yet, or that is switched off. */
export function PartnerFix(props: FixProps<PartnerFixView>): ReactNode {
  return props.fix.inactive ? <SwitchOn {...props} /> : <NewPartner {...props} />;
}

function SwitchOn({ fix, render }: FixProps<PartnerFixView>): ReactNode {
  const entry = usePartner(fix.partnerId, fix.vendor);
  const change = useMemo(
    (): MappingChangeInput | undefined =>
      entry && { action: 'update', kind: 'partners', id: entry.id, seen: entry.row, row: { ...entry.row, active: true } },
    [entry],
  );
  return render({
    body: (
      <PanelPart title="Switched off">
        <p tabIndex={-1} data-first>
          {entry?.row.name ?? fix.partnerId} is set up but switched off: its orders wait until it is switched on again.
        </p>
      </PanelPart>
    ),
    foot: { change, why: '', origin: 'screen', hint: 'The partner is looked up…', arrival: 0 },
  });
}

function NewPartner({ fix, render }: FixProps<PartnerFixView>): ReactNode {
  const companies = useAnswer('master.companies', {});
  const list = useId();
  const [draft, setDraft] = useState({ name: '', company: '', customer: '', site: '', warehouse: '' });
  const company = draft.company || (companies.data?.companies.length === 1 ? (companies.data.companies[0]?.company ?? '') : '');
  const set = (part: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { name, customer, site, warehouse } = draft;
  const change = useMemo((): MappingChangeInput | undefined => {
    const filled = [name, company, customer].every((text) => text.trim() !== '');
    if (!filled) return undefined;
    const row: PartnerRow = {
      partnerId: fix.partnerId,
      vendor: fix.vendor,
      name: name.trim(),
      company: company.trim(),
      customer: customer.trim(),
      invoiceAccount: '',
      site: site.trim(),
      warehouse: warehouse.trim(),
      active: true,
      review: true,
      undoSeconds: 30,
      sheet: {},
    };
    return { action: 'add', kind: 'partners', row };
  }, [fix, name, company, customer, site, warehouse]);

  return render({
    body: (
      <PanelPart title="Who it is in Dynamics">
        <div className={styles['fields']}>
          <Field label="Name" required>
            <Input data-first size="small" value={name} maxLength={100} onChange={(_, { value }) => set({ name: value })} />
          </Field>
          <Field label="Company (legal entity)" required>
            <Input size="small" list={list} value={company} maxLength={4} onChange={(_, { value }) => set({ company: value })} />
          </Field>
          <datalist id={list}>
            {companies.data?.companies.map((one) => (
              <option key={one.company} value={one.company}>
                {one.name}
              </option>
            ))}
          </datalist>
          <Field label="Customer account" required>
            <Input size="small" value={customer} maxLength={40} onChange={(_, { value }) => set({ customer: value })} />
          </Field>
          <Field label="Site" hint="Empty: as the customer says">
            <Input size="small" value={site} maxLength={20} onChange={(_, { value }) => set({ site: value })} />
          </Field>
          <Field label="Warehouse" hint="Empty: as the customer says">
            <Input size="small" value={warehouse} maxLength={20} onChange={(_, { value }) => set({ warehouse: value })} />
          </Field>
        </div>
        <CustomerPicker
          company={company}
          chosen={customer}
          onChoose={(row) => set({ customer: row.customer, ...(name === '' ? { name: row.name } : {}) })}
        />
      </PanelPart>
    ),
    foot: {
      change,
      why: '',
      origin: 'screen',
      hint: 'Name, company and customer are needed; everything else can be set on the partner’s page.',
      arrival: 0,
    },
  });
}
