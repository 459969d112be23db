import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { FixView } from '#core/contract/views/fix.ts';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { MappingEntry } from '#core/contract/views/mappings.ts';
import { itemIdentifierKinds, type ItemIdentifierKind } from '#core/domain/partnerSheet.ts';
import type { OutputOf } from '#core/contract/endpoints.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { identifierWords } from '../../lib/mappingWords.ts';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import type { FixProps } from './MissingPanel.tsx';
import styles from './Missing.module.css';

type ChoiceFixView = Extract<FixView, { fix: 'item-choice' }>;
type Candidate = OutputOf<'mappings.candidates'>['candidates'][number];
type ItemEntry = Extract<MappingEntry, { kind: 'items' }>;

/** Numbers of one line that mean different products: the row that is wrong loses the number, or is taken away. */
export function ChoiceFix({ row, fix, render }: FixProps<ChoiceFixView>): ReactNode {
  const answer = useAnswer('mappings.candidates', { key: row.key });
  const candidates = answer.data?.candidates;
  const [wrong, setWrong] = useState<string>();
  const [arrival, setArrival] = useState(0);
  const change = useMemo(() => {
    const chosen = candidates?.find(({ entry }) => String(entry.id) === wrong);
    return chosen && changeOf(chosen);
  }, [candidates, wrong]);

  return render({
    body: (
      <PanelPart
        title="Which row is wrong?"
        aside={
          <Link to="/mappings/$kind" params={{ kind: 'items' }} search={{ partner: fix.partnerId }}>
            All items of the partner
          </Link>
        }
      >
        <p className={styles['quiet']}>
          {meaningsOf(fix.candidates)}. The numbers that you choose are taken off their row; the other row stands.
        </p>
        <Shown answer={answer}>
          {({ candidates: found }) => (
            <ChoiceList
              first
              label="Which row is wrong?"
              chosen={wrong}
              choices={found.map((candidate) => ({
                key: String(candidate.entry.id),
                content: <CandidateRow candidate={candidate} />,
              }))}
              onChoose={(key, by) => {
                setWrong(key);
                if (by === 'key') setArrival((count) => count + 1);
              }}
            />
          )}
        </Shown>
      </PanelPart>
    ),
    foot: {
      change,
      why: '',
      origin: 'screen',
      hint: 'Choose the row that is wrong: then you see what that releases.',
      arrival,
    },
  });
}

/** The row without the numbers that contradict; without any number left it is removed. */
function changeOf({ entry, by }: Candidate): MappingChangeInput | undefined {
  if (entry.kind !== 'items') return undefined;
  const { id, row: seen } = entry;
  const taken = new Set<ItemIdentifierKind>(by.map(({ kind }) => kind));
  const row = { ...seen, ...Object.fromEntries([...taken].map((kind) => [kind, ''])) } satisfies ItemEntry['row'];
  const empty = itemIdentifierKinds.every((kind) => row[kind] === '');
  return empty ? { action: 'remove', kind: 'items', id, seen } : { action: 'update', kind: 'items', id, seen, row };
}

function CandidateRow({ candidate: { entry, by } }: { readonly candidate: Candidate }): ReactNode {
  if (entry.kind !== 'items') return null;
  const numbers = by.map(({ kind, value }) => `${identifierWords[kind]} ${value}`).join(', ');
  const change = changeOf({ entry, by });
  return (
    <>
      <div className={styles['suggestionTop']}>
        <span>
          <b>{entry.row.itemNumber}</b> by {numbers}
        </span>
      </div>
      <ul className={styles['reasons']}>
        <li>
          {change?.action === 'remove'
            ? 'The row is removed: it has no other number.'
            : `${numbers} ${by.length === 1 ? 'is' : 'are'} taken off; the rest stays.`}
        </li>
        <li>
          Changed by {entry.changedBy}: {entry.why}
        </li>
      </ul>
    </>
  );
}

/** `Vendor part A means P1, but UPC B and GTIN C mean P2`: each product with all numbers that lead to it. */
function meaningsOf(candidates: ChoiceFixView['candidates']): string {
  return [...Map.groupBy(candidates, ({ itemNumber }) => itemNumber)]
    .map(([itemNumber, by]) => {
      const numbers = by.map((one) => `${identifierWords[one.by]} ${one.value}`);
      return `${numbers.join(' and ')} ${numbers.length === 1 ? 'means' : 'mean'} ${itemNumber}`;
    })
    .join(', but ');
}
