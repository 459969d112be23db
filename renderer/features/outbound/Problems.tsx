import { Button } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { fixStep } from '#core/domain/fixSteps.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { severityWords } from '../../lib/outboundWords.ts';
import { causeWords } from '../../lib/words/holds.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { FixPlace } from '../fixes/FixPlace.tsx';
import { AckChoices } from './AckChoices.tsx';
import { Turn } from './Turn.tsx';
import styles from './Outbound.module.css';

interface ProblemsProps {
  readonly view: OutboundView;
  readonly draft: DraftView | undefined;
}

/** What keeps a document: holds and their answers, what is missing and who can give it, what the rules found. */
export function Problems({ view, draft }: ProblemsProps): ReactNode {
  const open = view.holds.filter((hold) => hold.closedAt === undefined);
  const said = new Set(open.map((hold) => hold.message));
  const findings = (draft?.findings ?? []).filter((finding) => !said.has(finding.message));
  const missing = draft?.missing ?? [];
  const { turn } = view;
  if (turn === undefined && open.length + findings.length + missing.length + (draft?.choices.length ?? 0) === 0) return null;
  return (
    <>
      {turn === undefined ? null : <Turn turn={turn} />}
      {open.length === 0 ? null : (
        <PanelPart title="What holds it">
          <ul className={styles['problems']}>
            {open.map((hold) => (
              <Hold key={hold.id} hold={hold} row={view.row} />
            ))}
          </ul>
        </PanelPart>
      )}
      {draft && draft.choices.length > 0 ? <AckChoices draft={draft} /> : null}
      {missing.length === 0 ? null : (
        <PanelPart title="What is missing">
          <ul className={styles['problems']}>
            {missing.map((one) => (
              <li key={one.path}>
                <b>{one.what}</b>
                <p>{one.nextStep}</p>
                <p className={styles['quiet']}>{one.path}</p>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
      {findings.length === 0 ? null : (
        <PanelPart title="What the rules found">
          <ul className={styles['problems']}>
            {findings.map((finding) => (
              <li key={`${finding.rule} ${finding.path} ${finding.message}`}>
                <StatusBadge state={severityWords[finding.severity]} plain /> {finding.message}
                {finding.expected === undefined ? null : <p>It should be {finding.expected}.</p>}
                {finding.cost === undefined ? null : <p>What it may cost: {finding.cost}</p>}
                {finding.fix === undefined ? null : (
                  <p>
                    {fixStep(finding.fix)} <FixPlace fix={finding.fix} outboundId={view.row.outboundId} />
                  </p>
                )}
                <p className={styles['quiet']}>
                  {finding.rule}
                  {finding.path === '' ? '' : `, ${finding.path}`}
                </p>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
    </>
  );
}

interface HoldProps {
  readonly hold: HoldView;
  readonly row: OutboundView['row'];
}

/** A hold of a document; what a rule found or Dynamics corrected may be let pass, for this document only, as it is now. */
function Hold({ hold, row: { outboundId, draft } }: HoldProps): ReactNode {
  const accept = useCommand('outbound.accept');
  const text = hold.cause === 'corrected' ? (draft === 'left' ? leaveIt : letPass) : acceptIt;
  const [asked, setAsked] = useState(false);
  return (
    <li>
      <b>{hold.message}</b>
      <p>{hold.consequence}</p>
      <p>
        {hold.nextStep} <FixPlace fix={hold.fix} outboundId={outboundId} />
        {hold.cause === 'send-unknown' ? <Link to="/documents/unknown">To the desk of lost answers</Link> : null}
      </p>
      {/* Questions stand below, where they are answered. */}
      {hold.differences && hold.differences.length > 0 && hold.cause !== 'draft-choice' ? (
        <ul className={styles['left']}>
          {hold.differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      ) : null}
      <p className={styles['quiet']}>
        {causeWords[hold.cause]}
        {hold.rule === undefined ? '' : `, rule ${hold.rule}`}
        {hold.path === undefined ? '' : `, ${hold.path}`}
      </p>
      {hold.cause === 'draft-rule' || hold.cause === 'corrected' ? (
        <Button size="small" onClick={() => setAsked(true)}>
          {text.label}…
        </Button>
      ) : null}
      {asked ? (
        <ConfirmDialog
          title={text.label}
          subject={hold.message}
          effects={text.effects}
          confirmLabel={text.label}
          asksReason
          reasonHint="Kept in the record of the document with your name."
          busy={accept.isPending}
          error={accept.error}
          onConfirm={(reason) => accept.mutate({ outboundId, holdId: hold.id, reason }, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </li>
  );
}

interface PassText {
  readonly label: string;
  readonly effects: readonly string[];
}

const goesOn = 'It goes on: to review where the partner sheet asks for it, else to SPS.';
const acceptIt: PassText = {
  label: 'Accept as it is',
  effects: ['What the rule found is accepted for this document only, as it is now.', goesOn],
};
const letPass: PassText = {
  label: 'Let it pass',
  effects: ['What Dynamics says now is taken over into this document; another correction holds it again.', goesOn],
};
const leaveIt: PassText = {
  label: 'Leave it as it is',
  effects: ['The partner keeps what it has; nothing is sent.', 'Another correction in Dynamics asks you again.'],
};
