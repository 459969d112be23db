import { Button, Checkbox, Field, Radio, RadioGroup, Select, Switch } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { salesOrderHeaderSets, salesOrderLineSets } from '#core/contract/connection.ts';
import type { Probe, ProbedSet } from '#core/contract/views/workspaces.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { Choices } from './Choices.tsx';
import { useDraft } from './DraftContext.ts';
import { listOf, TextField } from './fields.tsx';
import { LookError } from './LookError.tsx';
import { ListField } from './ListField.tsx';
import styles from './Connections.module.css';

/** Companies, entity sets and dimensions: chosen from what the environment has, once it was looked at. */
export function EnvironmentPart(): ReactNode {
  const { draft, set, flush, workspace, problemsOf } = useDraft();
  const { dynamics } = draft;
  const [found, setFound] = useState<Probe>();
  const probe = useCommand('connections.probe');

  async function look(): Promise<void> {
    const { revision } = await flush();
    setFound(await probe.mutateAsync({ workspace, seen: revision }));
  }

  return (
    <section className={styles['section']}>
      <h3>What is written to</h3>
      <div className={styles['buttons']}>
        <Button disabled={probe.isPending} onClick={() => void look().catch(() => undefined)}>
          {probe.isPending ? 'Looking…' : 'Look at the environment'}
        </Button>
        <small className={styles['quiet']}>Signs in and reads what there is; it changes nothing.</small>
      </div>
      {probe.error ? <LookError error={probe.error} doing="look at the environment" /> : null}
      {found ? (
        <Companies found={found} />
      ) : (
        <ListField
          label="Companies (legal entities)"
          hint="Their ids, separated by commas."
          value={dynamics.companies}
          problems={problemsOf('dynamics.companies', dynamics.companies.length > 0)}
          onChange={(value) => set('dynamics', { companies: listOf(value) })}
        />
      )}
      <SetChoice
        label="Sales order headers"
        names={salesOrderHeaderSets}
        chosen={dynamics.headerSet}
        probed={found?.headerSets}
        recommended={found?.recommended.headerSet}
        onChoose={(headerSet) => set('dynamics', { headerSet })}
      />
      <SetChoice
        label="Sales order lines"
        names={salesOrderLineSets}
        chosen={dynamics.lineSet}
        probed={found?.lineSets}
        recommended={found?.recommended.lineSet}
        onChoose={(lineSet) => set('dynamics', { lineSet })}
      />
      <div className={styles['two']}>
        <ListField
          label="Dimension format"
          hint="Needed only for default dimensions: the segments in order, separated by commas."
          value={dynamics.dimensionSegments}
          problems={problemsOf('dynamics.dimensionSegments', true)}
          onChange={(value) => set('dynamics', { dimensionSegments: listOf(value) })}
        />
        <TextField
          label="Joined by"
          field="dynamics.dimensionDelimiter"
          value={dynamics.dimensionDelimiter}
          onChange={(value) => set('dynamics', { dimensionDelimiter: value.slice(-1) })}
        />
      </div>
      {found ? (
        <p className={found.dimension.result === 'differs' ? styles['problem'] : styles['quiet']}>{found.dimension.sentence}</p>
      ) : null}
      <details className={styles['addresses']}>
        <summary>Numbers and waiting</summary>
        <Switch
          label="The sales order number sequence allows manual numbers (the safest way: an order can never be made twice)"
          checked={dynamics.manualNumbers}
          onChange={(_, { checked }) => set('dynamics', { manualNumbers: checked })}
        />
        <TextField
          label="Settle time in seconds"
          field="dynamics.settleSeconds"
          value={dynamics.settleSeconds}
          hint="How long a request whose answer was lost may still take effect. Empty: 900."
          onChange={(settleSeconds) => set('dynamics', { settleSeconds })}
        />
      </details>
    </section>
  );
}

function Companies({ found }: { readonly found: Probe }): ReactNode {
  const { draft, set, problemsOf } = useDraft();
  const chosen = draft.dynamics.companies;
  const isChosen = (id: string): boolean => chosen.some((company) => company.toLowerCase() === id.toLowerCase());
  const gone = chosen.filter((id) => found.companies.every((company) => company.id.toLowerCase() !== id.toLowerCase()));
  const choose = (id: string, on: boolean): void => {
    const others = chosen.filter((company) => company.toLowerCase() !== id.toLowerCase());
    set('dynamics', { companies: on ? [...others, id] : others });
  };
  return (
    <Choices label="Companies (legal entities)" problems={problemsOf('dynamics.companies', true)}>
      {[...found.companies, ...gone.map((id) => ({ id, name: 'does not exist' }))].map(({ id, name }) => (
        <li key={id}>
          <Checkbox
            label={`${id} (${name})`}
            checked={isChosen(id)}
            onChange={(_, { checked }) => choose(id, checked === true)}
          />
        </li>
      ))}
    </Choices>
  );
}

interface SetChoiceProps<Name extends string> {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly probed: readonly ProbedSet[] | undefined;
  readonly recommended: string | undefined;
  readonly onChoose: (name: Name) => void;
}

/** One of the versions of an entity set; with what each lacks once the environment was looked at. */
function SetChoice<Name extends string>({
  label,
  names,
  chosen,
  probed,
  recommended,
  onChoose,
}: SetChoiceProps<Name>): ReactNode {
  const choose = (value: string): void => {
    const name = names.find((candidate) => candidate === value);
    if (name !== undefined) onChoose(name);
  };
  if (probed === undefined)
    return (
      <Field label={label}>
        <Select value={chosen} onChange={(_, { value }) => choose(value)}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
    );
  return (
    <Field label={label}>
      <RadioGroup value={chosen} onChange={(_, { value }) => choose(value)}>
        {probed.map((set) => (
          <Radio key={set.set} value={set.set} label={`${set.set}: ${saidOf(set, recommended)}`} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function saidOf(set: ProbedSet, recommended: string | undefined): string {
  if (!set.there) return 'not in this environment';
  if (set.readOnly) return 'read-only here';
  if (!set.certain) return 'there; this environment shows no metadata, so its fields are unknown';
  if (set.lacksNeeded.length > 0) return `cannot be used, it lacks ${set.lacksNeeded.join(', ')}`;
  const lacks = set.lacks.length === 0 ? 'has every field' : `leaves out ${set.lacks.join(', ')}`;
  return set.set === recommended ? `recommended, ${lacks}` : lacks;
}
