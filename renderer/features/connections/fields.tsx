import { Field, Input, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DraftProblem } from '#core/contract/views/workspaces.ts';
import { useDraft } from './DraftContext.ts';

/** The message of a field: what is wrong before what is doubtful. */
export function messageOf(problems: readonly DraftProblem[]) {
  const error = problems.find(({ severity }) => severity === 'error');
  const problem = error ?? problems[0];
  if (!problem) return {};
  return { validationMessage: problem.message, validationState: error ? ('error' as const) : ('warning' as const) };
}

interface TextFieldProps {
  readonly label: string;
  /** `sps.clientId`: where its problems are found. */
  readonly field: string;
  readonly value: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly multiline?: boolean;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
}

/** One text of the draft. */
export function TextField(props: TextFieldProps): ReactNode {
  const { problemsOf } = useDraft();
  const shared = {
    value: props.value,
    onBlur: () => props.onLeave?.(),
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
  };
  return (
    <Field
      label={props.label}
      required={props.required ?? false}
      {...(props.hint === undefined ? {} : { hint: <>{props.hint}</> })}
      {...messageOf(problemsOf(props.field, props.value.trim() !== ''))}
    >
      {props.multiline ? (
        <Textarea {...shared} rows={3} onChange={(_, { value }) => props.onChange(value)} />
      ) : (
        <Input {...shared} spellCheck={false} autoComplete="off" onChange={(_, { value }) => props.onChange(value)} />
      )}
    </Field>
  );
}

/** `a, b, c` as a list and back; what stands between commas is kept as typed until it is left. */
export function listOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
