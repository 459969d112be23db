import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { isLoopback, normalEnvironment } from '#core/domain/connection.ts';
import { useDraft } from './DraftContext.ts';
import { EnvironmentPart } from './EnvironmentPart.tsx';
import { EventsPart } from './EventsPart.tsx';
import { TextField } from './fields.tsx';
import { SecretField } from './SecretField.tsx';
import { secretLabels } from './WorkspaceCardView.tsx';
import styles from './Connections.module.css';

/** The Dynamics side: the environment, the app registration, and what is written to. */
export function DynamicsStep(): ReactNode {
  const { draft, set, workspace, view, problemsOf } = useDraft();
  const { dynamics } = draft;
  const name = dynamics.signIn === 'certificate' ? 'dynamics.certificate' : 'dynamics.clientSecret';
  return (
    <div className={styles['form']}>
      <section className={styles['section']}>
        <h3>The environment</h3>
        <TextField
          label="Environment address"
          field="dynamics.environmentUrl"
          required
          value={dynamics.environmentUrl}
          placeholder="https://contoso.operations.dynamics.com"
          hint={`Copy it from the browser while Dynamics is open; what follows the name is cut off.${workspace === 'test' ? ' Take a sandbox.' : ''}`}
          onChange={(environmentUrl) => set('dynamics', { environmentUrl })}
          onLeave={() => set('dynamics', { environmentUrl: normalEnvironment(dynamics.environmentUrl) })}
        />
        {isLoopback(dynamics.environmentUrl) || dynamics.loginBase !== '' ? (
          <TextField
            label="Sign-in address"
            field="dynamics.loginBase"
            value={dynamics.loginBase}
            hint="Of a practice world on this machine. Microsoft signs in to a real environment; leave it empty there."
            onChange={(loginBase) => set('dynamics', { loginBase })}
          />
        ) : null}
      </section>
      <section className={styles['section']}>
        <h3>The app registration</h3>
        <ol className={styles['list']}>
          <li>
            Microsoft Entra admin center, App registrations, New registration. Its overview shows the tenant id and the client id.
          </li>
          <li>Certificates &amp; secrets: upload a certificate, or make a client secret and copy its value at once.</li>
          <li>
            In Dynamics, System administration, Setup, Microsoft Entra ID applications: enter the client id with a user whose
            roles may read master data and read and create sales orders.
          </li>
        </ol>
        <div className={styles['two']}>
          <TextField
            label="Tenant id"
            field="dynamics.tenantId"
            required
            value={dynamics.tenantId}
            onChange={(tenantId) => set('dynamics', { tenantId })}
          />
          <TextField
            label="Application (client) id"
            field="dynamics.clientId"
            required
            value={dynamics.clientId}
            onChange={(clientId) => set('dynamics', { clientId })}
          />
        </div>
        <Field label="The app signs in with">
          <RadioGroup
            layout="horizontal"
            value={dynamics.signIn}
            onChange={(_, { value }) => set('dynamics', { signIn: value === 'certificate' ? 'certificate' : 'secret' })}
          >
            <Radio value="secret" label="a client secret" />
            <Radio value="certificate" label="a certificate" />
          </RadioGroup>
        </Field>
        <SecretField
          key={name}
          workspace={workspace}
          name={name}
          label={secretLabels[name]}
          known={view.secrets.find((secret) => secret.name === name)}
          problems={problemsOf(`secret.${name}`, false)}
          {...(name === 'dynamics.certificate'
            ? { hint: 'Paste the certificate with it, and its thumbprint is filled in.' }
            : {})}
          onThumbprint={(thumbprintSha256) => set('dynamics', { thumbprintSha256 })}
        />
        {dynamics.signIn === 'certificate' ? (
          <TextField
            label="SHA-256 thumbprint"
            field="dynamics.thumbprintSha256"
            required
            value={dynamics.thumbprintSha256}
            onChange={(thumbprintSha256) => set('dynamics', { thumbprintSha256 })}
          />
        ) : null}
      </section>
      <EnvironmentPart />
      <EventsPart />
    </div>
  );
}
