import { Button, Checkbox, Field, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { outboundKinds } from '#core/contract/connectionDraft.ts';
import type { Discovery } from '#core/contract/views/workspaces.ts';
import { folderPath, isTestFolder } from '#core/domain/connection.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { Choices } from './Choices.tsx';
import { useDraft } from './DraftContext.ts';
import { listOf, messageOf, TextField } from './fields.tsx';
import { LookError } from './LookError.tsx';
import { ListField } from './ListField.tsx';
import { folderWords, outboundWords } from './words.ts';
import styles from './Connections.module.css';

/** Which folders are fetched from and which take our documents; chosen from those that exist, or typed. */
export function FoldersPart(): ReactNode {
  const { draft, set, flush, workspace, problemsOf } = useDraft();
  const { inbound, outbound } = draft.sps;
  const [found, setFound] = useState<Discovery>();
  const discover = useCommand('connections.discover');

  async function look(): Promise<void> {
    const { revision } = await flush();
    setFound(await discover.mutateAsync({ workspace, seen: revision }));
  }
  function useSuggested({ suggested }: Discovery): void {
    const to = suggested.outbound;
    set('sps', { inbound: suggested.inbound, outbound: { '855': to, '856': to, '810': to, '865': to } });
  }

  return (
    <section className={styles['section']}>
      <h3>Folders</h3>
      <p>
        SPS names its folders from where it stands: <code>out/</code> is what it sends out, to you. <code>in/</code> is what comes
        in to it, from you. Purchase orders lie in <code>out/</code>.
      </p>
      <div className={styles['buttons']}>
        <Button disabled={discover.isPending} onClick={() => void look().catch(() => undefined)}>
          {discover.isPending ? 'Looking…' : 'Look at the mailbox'}
        </Button>
        {found ? <Button onClick={() => useSuggested(found)}>Take what fits {workspace}</Button> : null}
        <small className={styles['quiet']}>
          {found ? `${found.folders.length} folders found.` : 'Signs in and lists the folders; it changes nothing.'}
        </small>
      </div>
      {discover.error ? <LookError error={discover.error} doing="look at the mailbox" /> : null}
      {found ? (
        <Inbound found={found} />
      ) : (
        <ListField
          label="Fetch purchase orders from"
          hint="Folder names, separated by commas."
          value={inbound}
          problems={problemsOf('sps.inbound', inbound.length > 0)}
          onChange={(value) => set('sps', { inbound: listOf(value) })}
        />
      )}
      <div className={styles['two']}>
        {outboundKinds.map((kind) =>
          found ? (
            <Field key={kind} label={outboundWords[kind]} {...messageOf(problemsOf(`sps.outbound.${kind}`, true))}>
              <Select
                value={folderPath(outbound[kind])}
                onChange={(_, { value }) => set('sps', { outbound: { ...outbound, [kind]: value } })}
              >
                <option value="">not sent</option>
                {optionsFor(found, outbound[kind]).map((path) => (
                  <option key={path} value={path} disabled={workspace === 'live' && isTestFolder(path)}>
                    {path}
                  </option>
                ))}
              </Select>
            </Field>
          ) : (
            <TextField
              key={kind}
              label={outboundWords[kind]}
              field={`sps.outbound.${kind}`}
              value={outbound[kind]}
              onChange={(value) => set('sps', { outbound: { ...outbound, [kind]: value } })}
            />
          ),
        )}
      </div>
    </section>
  );
}

/** The folders that exist, and the one that is chosen even where it does not. */
function optionsFor({ folders }: Discovery, chosen: string): readonly string[] {
  const paths = folders.map(({ path }) => path);
  const typed = folderPath(chosen);
  return typed === '' || paths.includes(typed) ? paths : [...paths, typed];
}

function Inbound({ found }: { readonly found: Discovery }): ReactNode {
  const { draft, set, workspace, problemsOf } = useDraft();
  const chosen = draft.sps.inbound.map(folderPath);
  const gone = chosen.filter((path) => found.folders.every((folder) => folder.path !== path));
  const choose = (path: string, on: boolean): void =>
    set('sps', { inbound: on ? [...chosen, path] : chosen.filter((other) => other !== path) });
  return (
    <Choices label="Fetch purchase orders from" problems={problemsOf('sps.inbound', true)}>
      {found.folders.map(({ path, files, kind }) => {
        const refused = workspace === 'live' && isTestFolder(path);
        return (
          <li key={path}>
            <Checkbox
              label={`${path} (${files} ${plural(files, 'file')})`}
              checked={chosen.includes(path)}
              disabled={refused && !chosen.includes(path)}
              onChange={(_, { checked }) => choose(path, checked === true)}
            />
            <small>
              {folderWords[kind]}
              {refused ? '. Live must not use it: what passes through it is a test (GEN-02)' : ''}
            </small>
          </li>
        );
      })}
      {gone.map((path) => (
        <li key={path}>
          <Checkbox label={`${path} (does not exist)`} checked onChange={() => choose(path, false)} />
        </li>
      ))}
    </Choices>
  );
}
