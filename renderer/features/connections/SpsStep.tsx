import { Field, Input, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useDraft } from './DraftContext.ts';
import { messageOf, TextField } from './fields.tsx';
import { FoldersPart } from './FoldersPart.tsx';
import { SecretField } from './SecretField.tsx';
import { secretLabels } from './WorkspaceCardView.tsx';
import styles from './Connections.module.css';

const audiences = [
  ['https://spscommerce.com', 'Newer apps: https://spscommerce.com'],
  ['api://api.spscommerce.com/', 'Apps made before June 2025: api://api.spscommerce.com/'],
] as const;

/** The SPS side: the app, how it signs in, and the folders of its mailbox. */
export function SpsStep(): ReactNode {
  const { draft, set, workspace, view, problemsOf } = useDraft();
  const { sps } = draft;
  const preset = audiences.some(([audience]) => audience === sps.audience);
  return (
    <div className={styles['form']}>
      <section className={styles['section']}>
        <h3>The app at SPS</h3>
        <p>
          In the SPS Dev Center make an app of the kind <strong>Machine-to-Machine</strong>; the other kinds may not sign in by
          themselves. It has two pairs of id and secret, one for the sandbox and one for production:{' '}
          {workspace === 'test'
            ? 'test takes the sandbox pair, or the production pair with its test folders.'
            : 'live takes the production pair.'}
        </p>
        <TextField
          label="Client id"
          field="sps.clientId"
          required
          value={sps.clientId}
          onChange={(clientId) => set('sps', { clientId })}
        />
        <SecretField
          workspace={workspace}
          name="sps.clientSecret"
          label={secretLabels['sps.clientSecret']}
          known={view.secrets.find(({ name }) => name === 'sps.clientSecret')}
          problems={problemsOf('secret.sps.clientSecret', false)}
        />
        <Field label="Audience" hint="SPS moves its apps from one to the other. The check says when it is the wrong one.">
          <RadioGroup
            value={preset ? sps.audience : 'other'}
            onChange={(_, { value }) => set('sps', { audience: value === 'other' ? '' : value })}
          >
            {audiences.map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
            <Radio value="other" label="Another one" />
          </RadioGroup>
        </Field>
        {preset ? null : (
          <Field label="The other audience" {...messageOf(problemsOf('sps.audience', true))}>
            <Input value={sps.audience} onChange={(_, { value }) => set('sps', { audience: value })} />
          </Field>
        )}
        <details className={styles['addresses']} open={view.problems.some(({ field }) => /apiBase|tokenUrl/.test(field))}>
          <summary>Addresses (the same for everybody)</summary>
          <div className={styles['two']}>
            <TextField
              label="API address"
              field="sps.apiBase"
              value={sps.apiBase}
              onChange={(apiBase) => set('sps', { apiBase })}
            />
            <TextField
              label="Token address"
              field="sps.tokenUrl"
              value={sps.tokenUrl}
              onChange={(tokenUrl) => set('sps', { tokenUrl })}
            />
          </div>
        </details>
      </section>
      <FoldersPart />
      <section className={styles['section']}>
        <h3>Fetching</h3>
        <Switch
          label="Also fetch from the folders below them"
          checked={sps.recursive}
          onChange={(_, { checked }) => set('sps', { recursive: checked })}
        />
        <Switch
          label="Shadow running: delete nothing at SPS, because another system still does the work"
          checked={sps.keep}
          onChange={(_, { checked }) => set('sps', { keep: checked })}
        />
      </section>
    </div>
  );
}
