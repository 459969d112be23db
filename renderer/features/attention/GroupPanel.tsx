import { useState, type ReactNode } from 'react';
import type { TriageGroup, TriageMember } from '#core/contract/views/triage.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { attentionWords } from '../../lib/words/attention.ts';
import { causeWords } from '../../lib/words/holds.ts';
import { worthInWords } from '../../lib/worth.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { GroupFix } from '../fixes/GroupFix.tsx';
import { partnersOf } from './columns.tsx';
import { Case } from './Case.tsx';
import { Members } from './Members.tsx';
import { NoteEditor, type NoteDraft } from './NoteEditor.tsx';

const pageRows = 50;

/** A group in full: what is wrong, what it costs to wait, the fix, everything that waits for it, and the document. */
export function GroupPanel({ row: group, focused, onClose, onDone }: PanelProps<TriageGroup>): ReactNode {
  const members = useRows(useList('triage.members', { kind: group.kind, group: group.group, limit: pageRows }));
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState<NoteDraft>();
  const member = members.rows.find(({ key }) => key === chosen) ?? members.rows[0];

  return (
    <GroupFix
      group={group}
      member={member}
      onDone={onDone}
      render={({ body, footer }) => (
        <SidePanel
          title={group.title}
          badge={<StatusBadge state={attentionWords[group.kind]} />}
          note={<GroupFacts group={group} />}
          focused={focused}
          onClose={onClose}
          footer={footer}
        >
          {members.state === 'error' ? <ErrorState error={members.error} onRetry={members.retry} /> : null}
          {members.state === 'loading' ? <Loading rows={6} /> : null}
          {members.rows.length > 1 ? (
            <Members group={group} members={members} onChoose={(row: TriageMember) => setChosen(row.key)} />
          ) : null}
          {member ? <Case key={member.key} group={group} member={member} fix={body} /> : null}
          {member && group.kind !== 'waiting' ? (
            <NoteEditor group={group} member={member} draft={note} onDraft={setNote} />
          ) : null}
        </SidePanel>
      )}
    />
  );
}

function GroupFacts({ group }: { readonly group: TriageGroup }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { orders, members, worth, cause, rule } = group;
  const facts = [
    partnersOf(group),
    cause === undefined ? '' : `${causeWords[cause]}${rule === undefined ? '' : `, rule ${rule}`}`,
    members > 1 && members !== orders ? `${format.count(members)} open` : '',
    orders > 1 ? `${format.count(orders)} ${plural(orders, 'order')}` : '',
    worthInWords(worth, format),
    `since ${format.stamp(group.since, now)}`,
  ];
  return facts.filter((fact) => fact !== '').join(' · ');
}
