import { Button } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState, type ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { fixStep } from '#core/domain/fixSteps.ts';
import { severityWords } from '../../lib/outboundWords.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { FixPlace } from '../fixes/FixPlace.tsx';
import { AckChoices } from './AckChoices.tsx';
import { AlikeList } from './AlikeList.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { alikeFindings } from './alikeHolds.ts';
import { DocumentHolds } from './DocumentHolds.tsx';
import { Turn } from './Turn.tsx';
import { ValueLink } from './ValueLink.tsx';
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
  const [asked, setAsked] = useState<string>();
  const { turn } = view;
  if (turn === undefined && open.length + findings.length + missing.length + (draft?.choices.length ?? 0) === 0) return null;
  return (
    <>
      {turn === undefined ? null : <Turn turn={turn} />}
      <DocumentHolds holds={open} row={view.row} />
      {draft && draft.choices.length > 0 ? <AckChoices draft={draft} /> : null}
      {missing.length === 0 ? null : (
        <PanelPart title="What is missing">
          <ul className={styles['problems']}>
            {missing.map((one) => (
              <li key={one.path} title={one.path}>
                <b>{one.what}</b>
                <p>{one.nextStep}</p>
                {one.typed ? (
                  <Button size="small" icon={<EditRegular />} onClick={() => setAsked(one.path)}>
                    Type it…
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
      {draft && asked !== undefined ? (
        <CorrectDialog draft={draft} value={absent(asked)} onClose={() => setAsked(undefined)} />
      ) : null}
      {findings.length === 0 ? null : (
        <PanelPart title="What the rules found">
          <ul className={styles['problems']}>
            {alikeFindings(findings).map(([finding, ...others]) => (
              <li key={`${finding.rule} ${finding.path} ${finding.message}`}>
                <StatusBadge state={severityWords[finding.severity]} plain />{' '}
                {others.length === 0 ? (
                  finding.message
                ) : (
                  <AlikeList
                    entries={[finding, ...others].map((one) => ({
                      key: `${one.path} ${one.message}`,
                      content: (
                        <>
                          {one.message} <ValueLink hold={one} outboundId={view.row.outboundId} />
                        </>
                      ),
                    }))}
                  />
                )}
                {finding.expected === undefined ? null : <p>It should be {finding.expected}.</p>}
                {finding.cost === undefined ? null : <p>What it may cost: {finding.cost}</p>}
                {finding.fix === undefined ? null : (
                  <p>
                    {fixStep(finding.fix)} <FixPlace fix={finding.fix} outboundId={view.row.outboundId} />
                  </p>
                )}
                <p className={styles['quiet']}>
                  {finding.rule} {others.length === 0 ? <ValueLink hold={finding} outboundId={view.row.outboundId} /> : null}
                </p>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
    </>
  );
}

/** A value that the document has not yet. */
const absent = (path: string): DraftView['values'][number] => ({ path, name: path.split('/').at(-1) ?? path, value: '' });
