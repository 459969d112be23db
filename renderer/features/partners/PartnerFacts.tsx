import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { CoverageRow } from '#core/contract/views/mappings.ts';
import { Card } from '../../ui/Card.tsx';
import { Diff, differences } from '../../ui/Diff.tsx';
import { SaveBar } from '../../ui/SaveBar.tsx';
import { ChangeDialog } from '../mappings/ChangeDialog.tsx';
import { nameOfField } from '../mappings/rowTexts.ts';
import type { PartnerEntry } from '../missing/usePartner.ts';
import { CoverageFacts } from './CoverageFacts.tsx';
import { FieldInput } from './FieldInput.tsx';
import { groupWords, partnerFields, type PartnerField } from './partnerFields.ts';
import { partnerChange, partnerValues } from './partnerValues.ts';
import { WaitsCard } from './WaitsCard.tsx';
import styles from './Partners.module.css';

const groups = [...new Set(partnerFields.map(({ group }) => group))];

/** Everything that differs for a partner, edited where it stands and saved together after a look at what differs. */
export function PartnerFacts({
  entry,
  coverage,
}: {
  readonly entry: PartnerEntry;
  readonly coverage: CoverageRow | undefined;
}): ReactNode {
  const before = partnerValues(entry.row);
  const [values, setValues] = useState(before);
  const [asked, setAsked] = useState(false);
  const changed = differences(before, values, nameOfField);
  const change = changed.length === 0 ? undefined : partnerChange(entry, values);
  const field = (one: PartnerField): ReactNode => (
    <FieldInput
      key={one.id}
      field={one}
      value={values[one.id] ?? ''}
      company={values['company'] ?? ''}
      changed={values[one.id] !== before[one.id]}
      onChange={(value) => setValues((now) => ({ ...now, [one.id]: value }))}
    />
  );
  return (
    <>
      <div className={styles['cards']}>
        <WaitsCard partnerId={entry.row.partnerId} />
        <Card title="Coverage in 90 days">
          <CoverageFacts partnerId={entry.row.partnerId} coverage={coverage} />
        </Card>
        {groups.map((group) => (
          <Card key={group} title={groupWords[group]}>
            <div className={styles['fields']}>{partnerFields.filter((one) => one.group === group).map(field)}</div>
          </Card>
        ))}
      </div>
      {changed.length === 0 ? null : (
        <SaveBar
          said={
            <>
              <b>{changed.length}</b> {changed.length === 1 ? 'field' : 'fields'} changed:{' '}
              {changed.map(({ name }) => name).join(', ')}
            </>
          }
          onRevert={() => setValues(before)}
        >
          <Button appearance="primary" disabled={change === undefined} onClick={() => setAsked(true)}>
            Save the changes…
          </Button>
        </SaveBar>
      )}
      {asked && change ? (
        <ChangeDialog
          change={change}
          title="Save the partner"
          subject={
            <>
              {entry.row.name}
              <Diff rows={changed} />
            </>
          }
          onClose={() => setAsked(false)}
          onDone={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
