import { Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';

export interface PartnerSelectProps {
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
  readonly value: string | undefined;
  readonly onChange: (partnerId: string | undefined) => void;
}

/** Narrows a list to one partner. */
export function PartnerSelect({ partners, value, onChange }: PartnerSelectProps): ReactNode {
  return (
    <Select
      size="small"
      aria-label="Partner"
      value={value ?? ''}
      onChange={(_, data) => onChange(data.value === '' ? undefined : data.value)}
    >
      <option value="">All partners</option>
      {partners.map(({ partnerId, name }) => (
        <option key={partnerId} value={partnerId}>
          {name}
        </option>
      ))}
    </Select>
  );
}
