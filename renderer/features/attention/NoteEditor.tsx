import { Button, Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TriageGroup, TriageMember, TriageNote } from '#core/contract/views/triage.ts';
import { waitedFor } from '#core/domain/triage.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { waitedForWords } from '../../lib/words/attention.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Attention.module.css';

/** What a person has written and not saved, of one note as it was then. */
export interface NoteDraft {
  readonly of: string;
  readonly waitingOn?: string;
  readonly text?: string;
  readonly owner?: string;
}

export interface NoteEditorProps {
  readonly group: TriageGroup;
  readonly member: TriageMember;
  /** Kept by whoever shows the panel: what stands around the note is made anew when its hold is. */
  readonly draft: NoteDraft | undefined;
  readonly onDraft: (draft: NoteDraft) => void;
}

/** Whose turn it is and who looks after it: for all of the group, or for one order of it. */
export function NoteEditor({ group, member, draft, onDraft }: NoteEditorProps): ReactNode {
  const several = group.members > 1;
  const [one, setOne] = useState(false);
  const about = several && one ? member : group;
  const of = `${about.subject} ${about.note?.since ?? ''}`;
  return (
    <PanelPart title="Waiting on">
      {several ? (
        <RadioGroup
          layout="horizontal"
          aria-label="Said of"
          value={one ? 'one' : 'all'}
          onChange={(_, { value }) => setOne(value === 'one')}
        >
          <Radio value="all" label={`All ${group.members}`} />
          <Radio value="one" label={`Only ${member.purchaseOrder || member.title}`} />
        </RadioGroup>
      ) : null}
      <NoteForm key={of} subject={about.subject} note={about.note} draft={draft?.of === of ? draft : { of }} onDraft={onDraft} />
    </PanelPart>
  );
}

interface NoteFormProps extends Pick<NoteEditorProps, 'onDraft'> {
  readonly subject: string;
  readonly note: TriageNote | undefined;
  readonly draft: NoteDraft;
}

function NoteForm({ subject, note, draft, onDraft }: NoteFormProps): ReactNode {
  const { user } = useStatus();
  const format = useFormat();
  const now = useNow(60_000);
  const { waitingOn = note?.waitingOn ?? '', text = note?.text ?? '', owner = note?.owner ?? '' } = draft;
  const save = useCommand('triage.note');
  const changed = waitingOn !== (note?.waitingOn ?? '') || text !== (note?.text ?? '') || owner !== (note?.owner ?? '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    const side = waitedFor.find((known) => known === waitingOn);
    save.mutate({ subject, text, owner, ...(side === undefined ? {} : { waitingOn: side }) });
  }

  return (
    <form className={styles['note']} onSubmit={submit}>
      <Field label="Whose turn it is">
        <Select size="small" value={waitingOn} onChange={(_, { value }) => onDraft({ ...draft, waitingOn: value })}>
          <option value="">Ours</option>
          {waitedFor.map((side) => (
            <option key={side} value={side}>
              {waitedForWords[side]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Note">
        <Input
          size="small"
          value={text}
          maxLength={500}
          placeholder="asked for a corrected order"
          onChange={(_, { value }) => onDraft({ ...draft, text: value })}
        />
      </Field>
      <Field label="Owner">
        <Input
          size="small"
          value={owner}
          maxLength={60}
          onChange={(_, { value }) => onDraft({ ...draft, owner: value })}
          contentAfter={
            owner === user ? null : (
              <Button size="small" appearance="transparent" type="button" onClick={() => onDraft({ ...draft, owner: user })}>
                Me
              </Button>
            )
          }
        />
      </Field>
      <Button size="small" type="submit" disabledFocusable={!changed || save.isPending}>
        Save note
      </Button>
      {note ? (
        <p className={styles['quiet']}>
          {note.by}, {format.age(note.since, now)}
        </p>
      ) : null}
      {save.error ? <ErrorState error={save.error} doing="save the note" /> : null}
    </form>
  );
}
