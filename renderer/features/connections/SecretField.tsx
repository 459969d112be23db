import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { DraftProblem, SecretState, WorkspaceId } from '#core/contract/views/workspaces.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { createFormat } from '../../lib/format.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useNow } from '../../ui/useNow.ts';
import { messageOf } from './fields.tsx';
import styles from './Connections.module.css';

const format = createFormat(Intl.DateTimeFormat().resolvedOptions().timeZone);

export interface SecretFieldProps {
  readonly workspace: WorkspaceId;
  readonly name: SecretState['name'];
  readonly label: string;
  readonly hint?: string;
  readonly known: SecretState | undefined;
  readonly problems?: readonly DraftProblem[];
  /** A certificate's thumbprint where it was pasted with the key. */
  readonly onThumbprint?: (thumbprint: string) => void;
  readonly onKept?: () => void;
}

/** Takes a secret once. It leaves this page only towards the engine and never comes back. */
export function SecretField({
  workspace,
  name,
  label,
  hint,
  known,
  problems = [],
  onThumbprint,
  onKept,
}: SecretFieldProps): ReactNode {
  const [value, setValue] = useState('');
  const save = useCommand('connections.setSecret');
  const now = useNow(60_000);
  const isKey = name === 'dynamics.certificate';

  async function keep(): Promise<void> {
    if (value.trim() === '' || save.isPending) return;
    const { thumbprintSha256 } = await save.mutateAsync({ workspace, name, value });
    setValue('');
    // The mutation remembers what it was called with; this page must not.
    save.reset();
    if (thumbprintSha256 !== undefined) onThumbprint?.(thumbprintSha256);
    onKept?.();
  }

  const stored = known?.configured
    ? `Entered${known.updatedAt === undefined ? '' : `, ${format.age(known.updatedAt, now)}`}. ${known.keptInMemoryOnly ? 'Kept until Quayside ends. ' : ''}Type it anew to replace it.`
    : 'Not entered yet. It is never shown again.';
  const shared = {
    value,
    placeholder: known?.configured ? '••••••••' : '',
    onBlur: () => void keep().catch(() => undefined),
  };
  return (
    <div className={styles['secret']}>
      <Field label={label} required hint={`${stored}${hint === undefined ? '' : ` ${hint}`}`} {...messageOf(problems)}>
        {isKey ? (
          <Textarea {...shared} rows={4} spellCheck={false} onChange={(_, data) => setValue(data.value)} />
        ) : (
          <Input
            {...shared}
            type="password"
            autoComplete="new-password"
            onChange={(_, data) => setValue(data.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              void keep().catch(() => undefined);
            }}
          />
        )}
      </Field>
      {value === '' ? null : (
        <Button size="small" disabled={save.isPending} onClick={() => void keep().catch(() => undefined)}>
          Keep it
        </Button>
      )}
      {save.error ? <ErrorState error={save.error} /> : null}
    </div>
  );
}
