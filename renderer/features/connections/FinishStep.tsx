import { Button } from '@fluentui/react-components';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { plural } from '../../lib/format.ts';
import { Facts } from '../../ui/Details.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useDraft } from './DraftContext.ts';
import styles from './Connections.module.css';

/** What will be connected, what still keeps it from that, and the step that makes it so. */
export function FinishStep(): ReactNode {
  const { draft, view, flush, workspace } = useDraft();
  const doctor = useAnswer('connections.doctor', { workspace }).data;
  const activate = useCommand('connections.activate');
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const errors = view.problems.filter(({ severity }) => severity === 'error');
  const warnings = view.problems.filter(({ severity }) => severity === 'warn');
  const blocking =
    errors.length > 0
      ? [`${errors.length} ${plural(errors.length, 'field is', 'fields are')} still to do.`]
      : (doctor?.blocking ?? ['Not checked yet.']);
  const { sps, dynamics, company } = draft;
  const word = workspace === 'live' ? 'Live' : 'Test';

  async function run(): Promise<void> {
    const { revision } = await flush();
    await activate.mutateAsync({ workspace, seen: revision });
    await navigate({ to: '/' });
  }

  return (
    <div className={styles['form']}>
      <Facts
        entries={[
          ['Company', company.name || 'not named'],
          ['SPS app', sps.clientId || 'not entered yet'],
          ['Fetches from', sps.inbound.join(', ') || 'nothing'],
          ['After storing', sps.keep ? 'files are kept at SPS (shadow running)' : 'files are deleted at SPS'],
          ['Dynamics', dynamics.environmentUrl || 'not entered yet'],
          ['Companies', dynamics.companies.join(', ') || 'none chosen yet'],
          ['Entity sets', `${dynamics.headerSet}, ${dynamics.lineSet}`],
        ]}
      />
      {warnings.map(({ field, message }) => (
        <p key={field + message} className={styles['quiet']}>
          Worth a second look: {message}
        </p>
      ))}
      {view.accounts ? (
        <p className={styles['quiet']}>
          This data folder belongs to the SPS app {view.accounts.spsClientId} and the Dynamics app{' '}
          {view.accounts.dynamicsClientId}; other accounts need another folder.
        </p>
      ) : null}
      {blocking.length > 0 ? (
        <div>
          <p>It cannot be activated yet:</p>
          <ul className={styles['list']}>
            {blocking.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <p>
            <Link to="/workspaces/$workspace" params={{ workspace }} search={{ step: 'check' }}>
              Go to the check
            </Link>
          </p>
        </div>
      ) : null}
      <div className={styles['buttons']}>
        <Button
          appearance="primary"
          disabled={blocking.length > 0 || activate.isPending}
          onClick={() => (workspace === 'live' ? setAsking(true) : void run().catch(() => undefined))}
        >
          {activate.isPending ? 'Opening…' : `Activate and open ${word}`}
        </Button>
      </div>
      {activate.error && !asking ? <ErrorState error={activate.error} doing="activate the connection" /> : null}
      {asking ? (
        <ConfirmDialog
          title="Activate and open Live"
          subject={dynamics.environmentUrl}
          effects={[
            'The engine fetches orders from SPS by its schedule and makes sales orders in Dynamics.',
            sps.keep ? 'Nothing is deleted at SPS.' : 'What is stored here is deleted at SPS.',
            'The workspace that is open now is closed; its engine stops.',
          ]}
          confirmLabel="Activate and open"
          asksReason={false}
          busy={activate.isPending}
          error={activate.error}
          onConfirm={() => void run().catch(() => undefined)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
