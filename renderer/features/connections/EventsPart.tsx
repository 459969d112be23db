import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DraftEvents } from '#core/contract/connectionDraft.ts';
import { useDraft } from './DraftContext.ts';
import { listOf, TextField } from './fields.tsx';
import { ListField } from './ListField.tsx';
import { SecretField } from './SecretField.tsx';
import { secretLabels } from './WorkspaceCardView.tsx';
import styles from './Connections.module.css';

const kinds = {
  none: 'No: postings are read with every run',
  'service-bus': 'Through an Azure Service Bus queue',
  blob: 'Through an Azure Blob container',
} as const satisfies Record<DraftEvents['kind'], string>;

/** Where Dynamics announces what it posts, so that it is read at once; beside the polls, never instead of them. */
export function EventsPart(): ReactNode {
  const { draft, set, workspace, view, problemsOf } = useDraft();
  const { events } = draft.dynamics;
  const change = (part: Partial<DraftEvents>): void => set('dynamics', { events: { ...events, ...part } });
  return (
    <section className={styles['section']}>
      <h3>Business events</h3>
      <Field
        label="Dynamics announces what it posts"
        hint="A quicker way beside the runs: with it an 856 leaves moments after the packing slip. Nothing is missed without it."
      >
        <RadioGroup
          value={events.kind}
          onChange={(_, { value }) => change({ kind: value === 'blob' || value === 'service-bus' ? value : 'none' })}
        >
          {Object.entries(kinds).map(([kind, label]) => (
            <Radio key={kind} value={kind} label={label} />
          ))}
        </RadioGroup>
      </Field>
      {events.kind === 'none' ? null : (
        <>
          <ol className={styles['list']}>
            <li>
              {events.kind === 'blob'
                ? 'In Azure, make a storage account with a container for the events alone.'
                : 'In Azure, make a Service Bus namespace with a queue for the events alone.'}
            </li>
            <li>
              In Dynamics, System administration, Set up, Business events: add it as an endpoint, then activate the events of
              sales invoices, and alerts for confirmations and packing slips, for each company.
            </li>
            <li>
              {events.kind === 'blob'
                ? 'Storage account, Security, Access keys: copy a connection string. Quayside only reads.'
                : 'Queue, Settings, Shared access policies: add a policy with Listen and copy its connection string.'}
            </li>
          </ol>
          <TextField
            label={events.kind === 'blob' ? 'Container' : 'Queue'}
            field="dynamics.events.place"
            required
            value={events.place}
            onChange={(place) => change({ place })}
          />
          {events.kind === 'blob' ? (
            <TextField
              label="Names begin with"
              field="dynamics.events.prefix"
              value={events.prefix}
              hint="Where the container holds other things too. Empty: everything in it."
              onChange={(prefix) => change({ prefix })}
            />
          ) : null}
          <SecretField
            workspace={workspace}
            name="dynamics.events"
            label={secretLabels['dynamics.events']}
            known={view.secrets.find(({ name }) => name === 'dynamics.events')}
            problems={problemsOf('secret.dynamics.events', false)}
          />
          <details className={styles['addresses']}>
            <summary>Further types of events</summary>
            <p className={styles['quiet']}>
              The usual ones are known. Alerts that your environment sends as events have names of their own: enter them here,
              separated by commas, by what they announce.
            </p>
            {(
              [
                ['confirmations', 'A confirmation'],
                ['slips', 'A packing slip'],
                ['invoices', 'An invoice'],
              ] as const
            ).map(([field, label]) => (
              <ListField
                key={field}
                label={label}
                hint=""
                value={events[field]}
                problems={field === 'confirmations' ? problemsOf('dynamics.events.types', true) : []}
                onChange={(value) => change({ [field]: listOf(value) })}
              />
            ))}
          </details>
        </>
      )}
    </section>
  );
}
