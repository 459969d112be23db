import { Button } from '@fluentui/react-components';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import type { SecretState, WorkspaceCard } from '#core/contract/views/workspaces.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Facts } from '../../ui/Details.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { SecretField } from './SecretField.tsx';
import { cardWords } from './words.ts';
import styles from './Connections.module.css';

const about: Readonly<Record<WorkspaceCard['id'], string>> = {
  practice: 'A second SPS and a second Dynamics inside this program. Nothing leaves the machine; it needs no account.',
  test: 'SPS test folders or a sandbox app, and a Dynamics sandbox. Prove everything here first.',
  live: 'The real mailbox and the real Dynamics: what happens here, retailers see.',
  connection: 'The connection file that this program was started with. It is changed in the file.',
};

export const secretLabels: Readonly<Record<SecretState['name'], string>> = {
  'sps.clientSecret': 'Client secret of the SPS app',
  'dynamics.clientSecret': 'Client secret of the app registration',
  'dynamics.certificate': 'Private key of the certificate (PEM)',
  'dynamics.events': 'Connection string of the business events',
};

interface CardProps {
  readonly card: WorkspaceCard;
  readonly current: WorkspaceCard | undefined;
}

/** One workspace: its state, what it is connected to, and what can be done with it. */
export function WorkspaceCardView({ card, current }: CardProps): ReactNode {
  const id = useId();
  return (
    <section className={styles['card']} data-workspace={card.colour} aria-labelledby={id}>
      <div className={styles['stripe']} aria-hidden />
      <div className={styles['cardTitle']}>
        <h2 id={id}>{card.word}</h2>
        <StatusBadge state={cardWords[card.state]} />
      </div>
      <p className={styles['quiet']}>{about[card.id]}</p>
      {card.problem === undefined || card.state === 'open' ? null : <p className={styles['problem']}>{card.problem.message}</p>}
      {card.connection ? (
        <Facts
          entries={[
            ['Company', card.connection.company || 'not named'],
            ['Dynamics', card.connection.environmentUrl],
            ['Companies', card.connection.companies.join(', ')],
            ['SPS app', card.connection.spsClientId],
            ['Fetches from', card.connection.inbound.join(', ')],
          ]}
        />
      ) : null}
      {card.draft && card.connection ? <p className={styles['quiet']}>A change of its connection is not active yet.</p> : null}
      {card.missingSecrets.map((name) => (
        <SecretField key={name} workspace={card.id} name={name} label={secretLabels[name]} known={undefined} />
      ))}
      <span className={styles['grow']} />
      <Actions card={card} current={current} />
    </section>
  );
}

function Actions({ card, current }: CardProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const open = useCommand('workspaces.open');
  const navigate = useNavigate();
  const canOpen =
    ['ready', 'secrets-missing', 'in-use'].includes(card.state) && (card.connection !== undefined || card.id === 'practice');
  const effects = effectsOf(card, current);

  async function openIt(): Promise<void> {
    await open.mutateAsync({ workspace: card.id });
    await navigate({ to: '/' });
  }

  return (
    <>
      <div className={styles['buttons']}>
        {canOpen ? (
          <Button
            appearance="primary"
            disabled={open.isPending}
            onClick={() => (effects.length > 0 ? setAsking(true) : void openIt().catch(() => undefined))}
          >
            {open.isPending ? 'Opening…' : `Open ${card.word}`}
          </Button>
        ) : null}
        {card.id === 'test' || card.id === 'live' ? (
          <Link to="/workspaces/$workspace" params={{ workspace: card.id }}>
            {card.connection ? 'Change its connection' : card.draft ? 'Go on setting it up' : 'Set it up'}
            <span className="visually-hidden">: {card.word}</span>
          </Link>
        ) : null}
      </div>
      {open.error && !asking ? <ErrorState error={open.error} doing={`open ${card.word}`} /> : null}
      {asking ? (
        <ConfirmDialog
          title={`Open ${card.word}`}
          subject={card.connection?.environmentUrl ?? card.word}
          effects={effects}
          confirmLabel={`Open ${card.word}`}
          asksReason={false}
          busy={open.isPending}
          error={open.error}
          onConfirm={() => void openIt().catch(() => undefined)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

/** What a person must know before; nothing where nothing real is touched. */
function effectsOf(card: WorkspaceCard, current: WorkspaceCard | undefined): readonly string[] {
  const stops =
    current?.colour === 'live'
      ? [`${current.word} is closed: its engine stops, and no order of it is fetched until it is opened again.`]
      : [];
  const begins =
    card.colour === 'live'
      ? [
          'The engine fetches orders from SPS, deletes there what it has stored, and makes sales orders in Dynamics by its schedule.',
        ]
      : [];
  return [...stops, ...begins];
}
