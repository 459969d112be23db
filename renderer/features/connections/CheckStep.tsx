import { Button, Field, Input } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { DoctorStepView, DoctorView } from '#core/contract/views/workspaces.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { errorTexts, isErrorCode } from '../../lib/errorTexts.ts';
import { whomToAsk } from '../../lib/whomToAsk.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Details } from '../../ui/Details.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useJustChanged } from '../../ui/useJustChanged.ts';
import { useDraft } from './DraftContext.ts';
import { doctorWords, stepName } from './words.ts';
import styles from './Connections.module.css';

/** The doctor over this draft: each step as it comes, with its cause and whom to ask. */
export function CheckStep(): ReactNode {
  const { flush, workspace, view } = useDraft();
  const doctor = useAnswer('connections.doctor', { workspace });
  const examine = useCommand('connections.examine');
  const cancel = useCommand('connections.cancelExamine');
  const [writeTest, setWriteTest] = useState('');
  const errors = view.problems.filter(({ severity }) => severity === 'error');
  const running = doctor.data?.state === 'running';
  const turned = useJustChanged(running);

  async function run(): Promise<void> {
    const { revision } = await flush();
    await examine.mutateAsync({ workspace, seen: revision, ...(writeTest.trim() === '' ? {} : { writeTest: writeTest.trim() }) });
  }

  return (
    <div className={styles['form']}>
      <p>
        Signs in on both sides and looks at everything that this connection names. It only reads
        {workspace === 'live' ? '; live cannot be activated before everything here is in order.' : '.'}
      </p>
      {errors.length > 0 ? <StillToDo /> : null}
      <Field
        label="Write test in the SPS folder (optional)"
        hint="Uploads a small file there and deletes it at once. Never an outbound folder of live: SPS would take it for a document."
      >
        <Input value={writeTest} spellCheck={false} onChange={(_, { value }) => setWriteTest(value)} />
      </Field>
      <div className={styles['buttons']}>
        {running ? (
          <Button disabledFocusable={turned} onClick={() => cancel.mutate({ workspace })}>
            Cancel the check
          </Button>
        ) : (
          <Button
            appearance="primary"
            disabledFocusable={turned || errors.length > 0 || examine.isPending}
            onClick={() => void run().catch(() => undefined)}
          >
            {doctor.data === undefined || doctor.data.state === 'never' ? 'Check it' : 'Check it again'}
          </Button>
        )}
        {doctor.data ? (
          <CopyButton
            labelled
            label="Copy for support"
            text={supportText(doctor.data)}
            disabled={doctor.data.steps.length === 0}
          />
        ) : null}
      </div>
      {examine.error ? <ErrorState error={examine.error} doing="check the connection" /> : null}
      {doctor.error ? <ErrorState error={doctor.error} onRetry={() => void doctor.refetch()} /> : null}
      {doctor.data ? <Outcome doctor={doctor.data} /> : null}
    </div>
  );
}

function StillToDo(): ReactNode {
  const { view } = useDraft();
  return (
    <div>
      <p>First, what is still to do:</p>
      <ul className={styles['list']}>
        {view.problems
          .filter(({ severity }) => severity === 'error')
          .map(({ step, field, message }) => (
            <li key={field + message}>
              <Link to="/workspaces/$workspace" params={{ workspace: view.workspace }} search={{ step }}>
                {message}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}

function Outcome({ doctor }: { readonly doctor: DoctorView }): ReactNode {
  const { state, steps, current } = doctor;
  return (
    <>
      <p role="status">
        {state === 'never' ? 'Not checked yet.' : null}
        {state === 'running' ? `Checking… ${steps.length} done.` : null}
        {state === 'cancelled' ? 'The check was cancelled.' : null}
        {state === 'ended' && !current ? 'The connection was changed since: check it again.' : null}
        {state === 'ended' && current
          ? steps.some((step) => step.state === 'bad')
            ? 'Something is not in order.'
            : 'Everything is in order.'
          : null}
      </p>
      <ul className={styles['checks']} aria-label="What was checked">
        {steps.map((step) => (
          <Step key={`${step.remote} ${step.name}`} step={step} />
        ))}
      </ul>
    </>
  );
}

function Step({ step }: { readonly step: DoctorStepView }): ReactNode {
  const text = isErrorCode(step.code) ? errorTexts[step.code] : undefined;
  const whom = whomToAsk(step.code);
  return (
    <li className={styles['check']}>
      <StatusBadge state={doctorWords[step.state]} />
      <div>
        <p>
          <strong>{stepName(step)}</strong>
        </p>
        <p>{step.sentence}</p>
        {step.state === 'bad' && text ? <p className={styles['quiet']}>{text.nextStep}</p> : null}
        {step.state === 'bad' && whom !== undefined ? <p className={styles['quiet']}>Whom to ask: {whom}.</p> : null}
        {step.state === 'bad' ? <Details values={step.details} /> : null}
      </div>
    </li>
  );
}

/** What was found, as text for a mail. Secrets are in none of it. */
function supportText({ steps, endedAt }: DoctorView): string {
  const lines = steps.map(({ remote, name, state, sentence, code, details }) =>
    [
      `${state.toUpperCase()} ${remote} ${name}${code === undefined ? '' : ` (${code})`}: ${sentence}`,
      ...(state === 'bad' ? Object.entries(details).map(([key, value]) => `  ${key}: ${value}`) : []),
    ].join('\n'),
  );
  return [`Quayside connection check${endedAt === undefined ? '' : ` of ${endedAt}`}`, ...lines].join('\n');
}
