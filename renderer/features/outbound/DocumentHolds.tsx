import { Button } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { causeWords } from '../../lib/words/holds.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { FixPlace } from '../fixes/FixPlace.tsx';
import { AlikeList } from './AlikeList.tsx';
import { ValueLink } from './ValueLink.tsx';
import { alikeHolds } from './alikeHolds.ts';
import styles from './Outbound.module.css';

interface DocumentHoldsProps {
  readonly holds: readonly HoldView[];
  readonly row: OutboundView['row'];
}

/** What keeps a document. What one rule found in many lines stands once, with every line, and may be let pass at once. */
export function DocumentHolds({ holds, row }: DocumentHoldsProps): ReactNode {
  if (holds.length === 0) return null;
  return (
    <PanelPart title="What holds it">
      <ul className={styles['problems']}>
        {alikeHolds(holds).map((alike) => (
          <Alike key={alike[0].id} holds={alike} row={row} />
        ))}
      </ul>
    </PanelPart>
  );
}

interface AlikeProps {
  readonly holds: readonly [HoldView, ...HoldView[]];
  readonly row: OutboundView['row'];
}

/** Holds that differ only in the place; what a rule found or Dynamics corrected may be let pass, for this document, as it is. */
function Alike({ holds, row: { outboundId, draft } }: AlikeProps): ReactNode {
  const [hold] = holds;
  const passable = hold.cause === 'draft-rule' || hold.cause === 'corrected';
  const text = hold.cause === 'corrected' ? (draft === 'left' ? leaveIt : letPass) : acceptIt;
  const [asked, setAsked] = useState<readonly HoldView[]>();
  return (
    <li>
      {holds.length === 1 ? (
        <b>{hold.message}</b>
      ) : (
        <AlikeList
          entries={holds.map((one) => ({
            key: String(one.id),
            content: (
              <>
                <b>{one.message}</b> <ValueLink hold={one} outboundId={outboundId} />
                {passable ? (
                  <Button size="small" appearance="transparent" onClick={() => setAsked([one])}>
                    Only this…
                  </Button>
                ) : null}
              </>
            ),
          }))}
        />
      )}
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
        {hold.rule === undefined ? '' : `, rule ${hold.rule}`}{' '}
        {holds.length === 1 ? <ValueLink hold={hold} outboundId={outboundId} /> : null}
      </p>
      {passable ? (
        <Button size="small" onClick={() => setAsked(holds)}>
          {holds.length === 1 ? `${text.label}…` : `${text.label}, all ${holds.length}…`}
        </Button>
      ) : null}
      {asked === undefined ? null : <Ask holds={asked} text={text} outboundId={outboundId} onClose={() => setAsked(undefined)} />}
    </li>
  );
}

interface AskProps {
  readonly holds: readonly HoldView[];
  readonly text: PassText;
  readonly outboundId: number;
  readonly onClose: () => void;
}

function Ask({ holds, text, outboundId, onClose }: AskProps): ReactNode {
  const accept = useCommand('outbound.accept');
  const all = holds.length > 1;
  return (
    <ConfirmDialog
      title={all ? `${text.label}: ${holds.length} findings` : text.label}
      subject={holds[0]?.message ?? ''}
      effects={all ? [`It goes for all ${holds.length} that the rule found, each as it is now.`, ...text.effects] : text.effects}
      confirmLabel={text.label}
      asksReason
      reasonHint="Kept in the record of the document with your name."
      busy={accept.isPending}
      error={accept.error}
      onConfirm={(reason) => accept.mutate({ outboundId, holdIds: holds.map(({ id }) => id), reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
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
