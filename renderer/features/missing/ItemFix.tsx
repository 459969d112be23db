import { Field, Input } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import type { MappingChangeInput, UnitAdditionInput } from '#core/contract/views/mappingRows.ts';
import type { FixView } from '#core/contract/views/fix.ts';
import type { ItemSuggestion } from '#core/contract/views/master.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { ProductPicker } from '../master/ProductPicker.tsx';
import { ItemRequest } from './ItemRequest.tsx';
import { SuggestedItem } from './SuggestedItem.tsx';
import { Suggestions } from './Suggestions.tsx';
import { usePartner } from './usePartner.ts';
import type { FixProps } from './MissingPanel.tsx';
import styles from './Missing.module.css';

type ItemFixView = Extract<FixView, { fix: 'item' }>;

interface Pick {
  readonly itemNumber: string;
  readonly unit: string;
  readonly factor?: string | undefined;
  readonly why: string;
  readonly origin: 'screen' | 'suggestion';
}

/** A missing item: suggestions with their reasons, another product, and what saving releases. */
export function ItemFix({ row, fix, render }: FixProps<ItemFixView>): ReactNode {
  const company = usePartner(fix.partnerId, fix.vendor)?.row.company ?? '';
  const answer = useAnswer('master.suggest', { fixes: [fix] });
  const list = answer.data?.lists[0];
  const suggestions = useMemo(() => (list?.suggestions ?? []).filter((one): one is ItemSuggestion => one.for === 'item'), [list]);
  const [picked, setPicked] = useState<Pick>();
  const [validFrom, setValidFrom] = useState('');
  const [arrival, setArrival] = useState(0);
  const preChosen = suggestions.find((one) => one.preChosen);
  const chosen = picked ?? (preChosen && pickOf(preChosen));
  const change = useMemo(() => chosen && itemChange(fix, chosen, validFrom), [fix, chosen?.itemNumber, chosen?.unit, validFrom]); // oxlint-disable-line react/exhaustive-deps
  const also = useMemo(() => chosen && unitChange(fix, chosen), [fix, chosen?.itemNumber, chosen?.unit, chosen?.factor]); // oxlint-disable-line react/exhaustive-deps

  function choose(pick: Pick, by: 'key' | 'click'): void {
    setPicked(pick);
    if (by === 'key') setArrival((count) => count + 1);
  }

  return render({
    body: (
      <>
        <PanelPart title="Suggestions">
          <Suggestions
            answer={answer}
            none={list?.none}
            choices={suggestions.map((one) => ({ key: one.itemNumber, content: <SuggestedItem suggestion={one} /> }))}
            chosen={chosen?.itemNumber}
            onChoose={(key, by) => {
              const one = suggestions.find((candidate) => candidate.itemNumber === key);
              if (one) choose(pickOf(one), by);
            }}
          />
        </PanelPart>
        <PanelPart title="Another product" aside={<ItemRequest row={row} />}>
          {company === '' ? (
            <p className={styles['quiet']}>The partner's company is not known yet: set the partner up first.</p>
          ) : (
            <ProductPicker
              company={company}
              chosen={chosen?.itemNumber}
              onChoose={(product, by) =>
                choose({ itemNumber: product.itemNumber, unit: product.salesUnit, why: '', origin: 'screen' }, by)
              }
            />
          )}
        </PanelPart>
        {chosen ? (
          <details className={styles['more']}>
            <summary>
              Saved as: {chosen.itemNumber}
              {chosen.unit === '' ? '' : `, unit ${chosen.unit}`}, {validFrom === '' ? 'always' : `from ${validFrom}`}
            </summary>
            <div className={styles['fields']}>
              <Field label="Unit in Dynamics" hint="Empty: as ordered">
                <Input
                  size="small"
                  value={chosen.unit}
                  maxLength={20}
                  onChange={(_, { value }) => setPicked({ ...chosen, unit: value })}
                />
              </Field>
              <Field label="Valid from" hint="Empty: always">
                <Input size="small" type="date" value={validFrom} onChange={(_, { value }) => setValidFrom(value)} />
              </Field>
            </div>
          </details>
        ) : null}
      </>
    ),
    foot: {
      change,
      also,
      why: chosen?.why ?? '',
      origin: chosen?.origin ?? 'screen',
      hint: 'Pick a product: then you see what saving it releases.',
      arrival,
    },
  });
}

function pickOf(one: ItemSuggestion): Pick {
  const why = one.reasons.find(({ reason }) => reason !== 'conflict')?.text ?? 'Suggested from the master data.';
  return { itemNumber: one.itemNumber, unit: one.unit, factor: one.factor, why, origin: 'suggestion' };
}

function itemChange(fix: ItemFixView, pick: Pick, validFrom: string): MappingChangeInput {
  const { buyerPart = '', vendorPart = '', upc = '', gtin = '', ean = '' } = fix.identifiers;
  return {
    action: 'add',
    kind: 'items',
    row: {
      partnerId: fix.partnerId,
      buyerPart,
      vendorPart,
      upc,
      gtin,
      ean,
      itemNumber: pick.itemNumber,
      unit: pick.unit.trim(),
      validFrom,
    },
  };
}

/** The unit row that a case would miss next, where the suggestion knows how many are in one. */
function unitChange(fix: ItemFixView, { itemNumber, unit, factor }: Pick): UnitAdditionInput | undefined {
  if (factor === undefined || unit === '') return undefined;
  return {
    action: 'add',
    kind: 'units',
    row: { partnerId: fix.partnerId, itemNumber, ediUnit: fix.unit, unit, factor, validFrom: '' },
  };
}
