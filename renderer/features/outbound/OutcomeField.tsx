import { Field, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { InputOf } from '#core/contract/endpoints.ts';
import { businessWords } from '../../lib/outboundWords.ts';

export type Outcome = InputOf<'outbound.reply'>['outcome'];
const outcomes = ['accepted', 'accepted-with-errors', 'rejected'] as const satisfies readonly Outcome[];

/** What a partner says of a document. */
export function OutcomeField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Outcome;
  readonly onChange: (outcome: Outcome) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, chosen) => onChange(outcomes.find((one) => one === chosen.value) ?? value)}>
        {outcomes.map((one) => (
          <option key={one} value={one}>
            {businessWords[one].word}
          </option>
        ))}
      </Select>
    </Field>
  );
}
