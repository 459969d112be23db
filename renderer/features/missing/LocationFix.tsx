import { Field, Input } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import type { FixView } from '#core/contract/views/fix.ts';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { LocationSuggestion } from '#core/contract/views/master.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { confidenceWords } from '../../lib/mappingWords.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Address, AddressPicker } from '../master/AddressPicker.tsx';
import type { FixProps } from './MissingPanel.tsx';
import { Suggestions } from './Suggestions.tsx';
import { usePartner } from './usePartner.ts';
import styles from './Missing.module.css';

type LocationFixView = Extract<FixView, { fix: 'location' }>;

/** A missing location: the customer's addresses in Dynamics, the likeliest first. */
export function LocationFix({ fix, render }: FixProps<LocationFixView>): ReactNode {
  const partner = usePartner(fix.partnerId, fix.vendor)?.row;
  const answer = useAnswer('master.suggest', { fixes: [fix] });
  const list = answer.data?.lists[0];
  const suggestions = useMemo(
    () => (list?.suggestions ?? []).filter((one): one is LocationSuggestion => one.for === 'location'),
    [list],
  );
  const [picked, setPicked] = useState<{ readonly id: string; readonly why: string; readonly suggested: boolean }>();
  const [arrival, setArrival] = useState(0);
  const preChosen = suggestions.find((one) => one.preChosen);
  const chosen = picked ?? (preChosen && pickOf(preChosen));
  const id = chosen?.id.trim() ?? '';
  const change = useMemo((): MappingChangeInput | undefined => {
    if (id === '') return undefined;
    const { partnerId, qualifier, code } = fix;
    return { action: 'add', kind: 'locations', row: { partnerId, qualifier, code, addressLocationId: id, validFrom: '' } };
  }, [fix, id]);

  return render({
    body: (
      <>
        <PanelPart title="Suggestions">
          <Suggestions
            answer={answer}
            none={list?.none}
            choices={suggestions.map((one) => ({
              key: one.address.locationId,
              content: <SuggestedAddress suggestion={one} />,
            }))}
            chosen={chosen?.id}
            onChoose={(key, by) => {
              const one = suggestions.find(({ address }) => address.locationId === key);
              if (one) setPicked(pickOf(one));
              if (by === 'key') setArrival((count) => count + 1);
            }}
          />
        </PanelPart>
        <PanelPart title="Another address">
          {partner === undefined ? (
            <p className={styles['quiet']}>The partner's customer is not known yet: set the partner up first.</p>
          ) : (
            <AddressPicker
              company={partner.company}
              customer={partner.customer}
              chosen={chosen?.id}
              onChoose={(address, by) => {
                setPicked({ id: address.locationId, why: '', suggested: false });
                if (by === 'key') setArrival((count) => count + 1);
              }}
            />
          )}
          <Field label="Address location id" hint="As Dynamics shows it; an address that is not in the copy yet can be typed">
            <Input
              size="small"
              value={chosen?.id ?? ''}
              maxLength={100}
              onChange={(_, { value }) => setPicked({ id: value, why: '', suggested: false })}
            />
          </Field>
        </PanelPart>
      </>
    ),
    foot: {
      change,
      why: chosen?.why ?? '',
      origin: chosen?.suggested ? 'suggestion' : 'screen',
      hint: 'Pick the address: then you see what saving it releases.',
      arrival,
    },
  });
}

function pickOf({ address, reasons }: LocationSuggestion): {
  readonly id: string;
  readonly why: string;
  readonly suggested: true;
} {
  return { id: address.locationId, why: reasons[0]?.text ?? 'Suggested from the master data.', suggested: true };
}

function SuggestedAddress({ suggestion }: { readonly suggestion: LocationSuggestion }): ReactNode {
  return (
    <>
      <Address address={suggestion.address} />
      <div className={styles['suggestionTop']}>
        <ul className={styles['reasons']}>
          {suggestion.reasons.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <StatusBadge state={confidenceWords[suggestion.confidence]} />
      </div>
    </>
  );
}
