import { Field, Input, Select, Switch } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SheetField } from './fields/sheetField.ts';

interface SheetFieldInputProps {
  readonly field: SheetField;
  readonly value: string;
  readonly changed: boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One field of the sheet with its help; what differs from what is saved is marked in words. */
export function SheetFieldInput({ field, value, changed, problem, onChange }: SheetFieldInputProps): ReactNode {
  const { label, help, how } = field;
  const mark =
    problem !== undefined
      ? ({ validationState: 'error', validationMessage: `It ${problem}.` } as const)
      : changed
        ? ({ validationState: 'warning', validationMessage: 'changed, not saved yet' } as const)
        : ({ validationState: 'none' } as const);
  if (how.control === 'yes-no') {
    return (
      <Field hint={help} {...mark}>
        <Switch label={label} checked={value === 'yes'} onChange={(_, { checked }) => onChange(checked ? 'yes' : 'no')} />
      </Field>
    );
  }
  return (
    <Field label={label} hint={help} {...mark}>
      {how.control === 'choice' ? (
        <Select size="small" value={value} onChange={(_, data) => onChange(data.value)}>
          {how.choices.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          size="small"
          value={value}
          maxLength={500}
          inputMode={how.control === 'number' ? 'numeric' : 'text'}
          onChange={(_, data) => onChange(data.value)}
        />
      )}
    </Field>
  );
}
