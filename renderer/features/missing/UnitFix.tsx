import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useId, useMemo, useState, type ReactNode } from 'react';
import type { FixView } from '#core/contract/views/fix.ts';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { UnitSuggestion } from '#core/contract/views/master.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { confidenceWords } from '../../lib/mappingWords.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { FixProps } from './MissingPanel.tsx';
import { Suggestions } from './Suggestions.tsx';
import styles from './Missing.module.css';

type UnitFixView = Extract<FixView, { fix: 'unit' }>;
const factorPattern = /^\d{1,9}(\.\d{1,12})?$/;

/** A missing unit: how many of which Dynamics unit one of theirs is, for this item or for all. */
export function UnitFix({ fix, render }: FixProps<UnitFixView>): ReactNode {
  const units = useId();
  const known = useAnswer('master.units', {});
  const answer = useAnswer('master.suggest', { fixes: [fix] });
  const list = answer.data?.lists[0];
  const suggestions = useMemo(() => (list?.suggestions ?? []).filter((one): one is UnitSuggestion => one.for === 'unit'), [list]);
  const [typed, setTyped] = useState<{ readonly unit: string; readonly factor: string; readonly why: string }>();
  const [scope, setScope] = useState<'item' | 'all'>('item');
  const [arrival, setArrival] = useState(0);
  const preChosen = suggestions.find((one) => one.preChosen);
  const chosen = typed ?? (preChosen && valuesOf(preChosen)) ?? { unit: fix.itemUnit, factor: '', why: '' };
  const suggested = suggestions.some((one) => keyOf(one) === keyOf(chosen));
  const { unit, factor } = { unit: chosen.unit.trim(), factor: chosen.factor.trim() };
  const valid = unit !== '' && factorPattern.test(factor) && /[1-9]/.test(factor);
  const change = useMemo((): MappingChangeInput | undefined => {
    if (!valid) return undefined;
    const itemNumber = scope === 'item' ? fix.itemNumber : '';
    return {
      action: 'add',
      kind: 'units',
      row: { partnerId: fix.partnerId, itemNumber, ediUnit: fix.ediUnit, unit, factor, validFrom: '' },
    };
  }, [fix, valid, scope, unit, factor]);

  return render({
    body: (
      <>
        <PanelPart title="Suggestions">
          <Suggestions
            answer={answer}
            none={list?.none}
            choices={suggestions.map((one) => ({
              key: keyOf(one),
              content: <SuggestedUnit suggestion={one} ediUnit={fix.ediUnit} />,
            }))}
            chosen={keyOf(chosen)}
            onChoose={(key, by) => {
              const one = suggestions.find((candidate) => keyOf(candidate) === key);
              if (one) setTyped(valuesOf(one));
              if (by === 'key') setArrival((count) => count + 1);
            }}
          />
        </PanelPart>
        <PanelPart title={`One ${fix.ediUnit} is`}>
          <div className={styles['fields']}>
            <Field
              label="Factor"
              {...(factor !== '' && !valid && unit !== ''
                ? { validationMessage: 'A number above zero with a point, 12 or 0.5' }
                : {})}
            >
              <Input
                size="small"
                value={chosen.factor}
                maxLength={24}
                onChange={(_, { value }) => setTyped({ ...chosen, factor: value })}
              />
            </Field>
            <Field label="Unit in Dynamics">
              <Input
                size="small"
                list={units}
                value={chosen.unit}
                maxLength={20}
                onChange={(_, { value }) => setTyped({ ...chosen, unit: value })}
              />
            </Field>
            <datalist id={units}>
              {known.data?.units.map((one) => (
                <option key={one.unit} value={one.unit}>
                  {one.description}
                </option>
              ))}
            </datalist>
          </div>
          <Field label="Holds for">
            <RadioGroup layout="horizontal" value={scope} onChange={(_, { value }) => setScope(value === 'all' ? 'all' : 'item')}>
              <Radio value="item" label={`item ${fix.itemNumber}`} />
              <Radio value="all" label="all items of the partner" />
            </RadioGroup>
          </Field>
        </PanelPart>
      </>
    ),
    foot: {
      change,
      why: chosen.why,
      origin: suggested ? 'suggestion' : 'screen',
      hint: 'Say what the unit means in Dynamics: then you see what saving it releases.',
      arrival,
    },
  });
}

const keyOf = ({ unit, factor }: { readonly unit: string; readonly factor: string }): string => `${factor} ${unit}`;

function valuesOf({ unit, factor, reasons }: UnitSuggestion): {
  readonly unit: string;
  readonly factor: string;
  readonly why: string;
} {
  return { unit, factor, why: reasons[0]?.text ?? 'Suggested from the master data.' };
}

function SuggestedUnit({ suggestion, ediUnit }: { readonly suggestion: UnitSuggestion; readonly ediUnit: string }): ReactNode {
  return (
    <>
      <div className={styles['suggestionTop']}>
        <b>
          1 {ediUnit} = {suggestion.factor} {suggestion.unit}
        </b>
        <StatusBadge state={confidenceWords[suggestion.confidence]} />
      </div>
      <ul className={styles['reasons']}>
        {suggestion.reasons.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
