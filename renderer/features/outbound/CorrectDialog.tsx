import { Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Diff } from '../../ui/Diff.tsx';
import { labelOf } from '../document/labels.ts';

interface CorrectDialogProps {
  readonly draft: DraftView;
  readonly value: DraftView['values'][number];
  readonly onClose: () => void;
}

/** Another value in place of the drafted one, with its reason and what differs; the drafted one is kept beside it. */
export function CorrectDialog({ draft, value, onClose }: CorrectDialogProps): ReactNode {
  const [typed, setTyped] = useState(value.value);
  const command = useCommand('outbound.correct');
  const name = labelOf(value.name);
  return (
    <ConfirmDialog
      title={`Correct ${name}`}
      subject={
        <>
          <Field label={name} hint="Empty leaves the value out of the document.">
            <Input autoFocus value={typed} maxLength={2_000} onChange={(_, data) => setTyped(data.value)} />
          </Field>
          <Diff rows={typed === value.value ? [] : [{ name, before: value.value, after: typed }]} />
        </>
      }
      effects={[
        'The document says your value; the drafted one is kept beside it.',
        'The rules look at it again; nothing leaves by this.',
        'Dynamics is not changed: what is wrong there stays wrong there.',
      ]}
      confirmLabel="Save the correction"
      asksReason
      reasonHint="Kept with the value and your name."
      ready={typed !== value.value}
      busy={command.isPending}
      error={command.error}
      onConfirm={(reason) =>
        command.mutate(
          { outboundId: draft.outboundId, versionId: draft.versionId, path: value.path, value: typed, reason },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}
