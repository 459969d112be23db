import { Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { DraftProblem } from '#core/contract/views/workspaces.ts';
import { messageOf } from './fields.tsx';

interface ListFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: readonly string[];
  readonly problems: readonly DraftProblem[];
  readonly onChange: (text: string) => void;
}

/** A list as one text; a comma that was just typed stays while the field has the focus. */
export function ListField({ label, hint, value, problems, onChange }: ListFieldProps): ReactNode {
  const [typing, setTyping] = useState<string>();
  return (
    <Field label={label} hint={hint} {...messageOf(problems)}>
      <Input
        spellCheck={false}
        value={typing ?? value.join(', ')}
        onBlur={() => setTyping(undefined)}
        onChange={(_, data) => {
          setTyping(data.value);
          onChange(data.value);
        }}
      />
    </Field>
  );
}
