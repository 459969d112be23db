import { Button } from '@fluentui/react-components';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/workspaces.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { wizardSteps, type WizardStep } from '../../lib/addressSearch.ts';
import { plural } from '../../lib/format.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { CheckStep } from './CheckStep.tsx';
import { CompanyStep } from './CompanyStep.tsx';
import { createDraftKeeper, type DraftKeeper, type KeptDraft } from './draftKeeper.ts';
import { DraftContext } from './DraftContext.ts';
import { DraftTools } from './DraftTools.tsx';
import { DynamicsStep } from './DynamicsStep.tsx';
import { FinishStep } from './FinishStep.tsx';
import { SpsStep } from './SpsStep.tsx';
import styles from './Connections.module.css';

const words: Readonly<Record<WizardStep, string>> = {
  sps: 'SPS Commerce',
  dynamics: 'Dynamics 365',
  company: 'Company',
  check: 'Check',
  finish: 'Finish',
};

/** Leaving the screen saves; closing the page before that was done is asked about. */
function keepUntilSaved(keeper: DraftKeeper): () => void {
  const onLeave = (event: BeforeUnloadEvent): void => {
    if (keeper.get().state === 'saved') return;
    event.preventDefault();
    void keeper.flush().catch(() => undefined);
  };
  window.addEventListener('beforeunload', onLeave);
  return () => {
    window.removeEventListener('beforeunload', onLeave);
    void keeper.flush().catch(() => undefined);
  };
}

const later = (work: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
};

export interface WizardProps {
  readonly title: string;
  readonly arrived: DraftView;
  readonly step: WizardStep;
}

/** The steps of a connection. Nothing keeps a person from going to any of them; each says what it still lacks. */
export function Wizard({ title, arrived, step }: WizardProps): ReactNode {
  const { mutateAsync } = useCommand('connections.save');
  const [keeper] = useState(() => createDraftKeeper(arrived, mutateAsync, later));
  const [tried, setTried] = useState<ReadonlySet<WizardStep>>(new Set());
  const kept = useSyncExternalStore(keeper.subscribe, keeper.get);
  const navigate = useNavigate();
  useEffect(() => keeper.arrived(arrived), [keeper, arrived]);
  useEffect(() => keepUntilSaved(keeper), [keeper]);
  const workspace = arrived.workspace;
  const at = wizardSteps.indexOf(step);

  function go(to: WizardStep | undefined): void {
    if (to === undefined) return;
    setTried((before) => new Set([...before, step]));
    void keeper.flush().catch(() => undefined);
    void navigate({ to: '/workspaces/$workspace', params: { workspace }, search: { step: to } });
  }
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    go(wizardSteps[at + 1]);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'PageDown' && event.key !== 'PageUp')) return;
    event.preventDefault();
    go(wizardSteps[at + (event.key === 'PageDown' ? 1 : -1)]);
  }

  return (
    <DraftContext value={{ keeper, tried: tried.has(step) }}>
      <Page title={title} note={saidOf(kept)} actions={<DraftTools />}>
        <div className={styles['wizard']} onKeyDown={onKeyDown}>
          <Steps view={kept.view} step={step} />
          <div className={styles['form']}>
            {kept.state === 'failed' ? <NotSaved keeper={keeper} stored={arrived} error={kept.error} /> : null}
            <form noValidate className={styles['form']} onSubmit={onSubmit} aria-label={words[step]}>
              <Card title={words[step]}>
                <StepBody step={step} />
              </Card>
              <div className={styles['foot']}>
                {at > 0 ? <Button onClick={() => go(wizardSteps[at - 1])}>Back</Button> : null}
                {at < wizardSteps.length - 1 ? (
                  <Button type="submit" appearance={step === 'check' ? 'secondary' : 'primary'}>
                    Next: {words[wizardSteps[at + 1] ?? 'finish']}
                  </Button>
                ) : null}
                <small className={styles['quiet']}>Alt+Page Down and Alt+Page Up go on and back.</small>
              </div>
            </form>
          </div>
        </div>
      </Page>
    </DraftContext>
  );
}

function StepBody({ step }: { readonly step: WizardStep }): ReactNode {
  switch (step) {
    case 'sps':
      return <SpsStep />;
    case 'dynamics':
      return <DynamicsStep />;
    case 'company':
      return <CompanyStep />;
    case 'check':
      return <CheckStep />;
    case 'finish':
      return <FinishStep />;
  }
}

function saidOf({ state, view }: KeptDraft): string {
  if (state === 'saving' || state === 'unsaved') return 'Saving…';
  if (state === 'failed') return 'Not saved.';
  if (view.unchanged) return 'This is the active connection. What you change is a draft until you activate it.';
  return view.savedAt === undefined
    ? 'Everything you type is kept at once; leave and come back any time.'
    : 'Saved as a draft; nothing is active before the last step. Leave and come back any time.';
}

function Steps({ view, step }: { readonly view: DraftView; readonly step: WizardStep }): ReactNode {
  return (
    <nav aria-label="Steps">
      <ol className={styles['steps']}>
        {wizardSteps.map((name, index) => {
          const open = view.problems.filter((problem) => problem.step === name && problem.severity === 'error').length;
          const isForm = name !== 'check' && name !== 'finish';
          return (
            <li key={name}>
              <Link
                to="/workspaces/$workspace"
                params={{ workspace: view.workspace }}
                search={{ step: name }}
                className={styles['step'] ?? ''}
                {...(name === step ? { 'data-current': true } : {})}
              >
                {index + 1}. {words[name]}
                {isForm ? <small>{open === 0 ? 'complete' : `${open} ${plural(open, 'thing')} to do`}</small> : null}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function NotSaved(props: { readonly keeper: DraftKeeper; readonly stored: DraftView; readonly error: unknown }): ReactNode {
  const { keeper, stored, error } = props;
  return (
    <>
      <ErrorState error={error} doing="save the draft" onRetry={() => void keeper.flush().catch(() => undefined)} />
      <div>
        <Button onClick={() => keeper.take(stored)}>Show what is stored, give up what I typed</Button>
      </div>
    </>
  );
}
