import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PriceDecision, PriceNote, PriceRow } from '#core/contract/views/prices.ts';
import { BuyerNote } from './BuyerNote.tsx';
import { PriceDialog } from './PriceDialog.tsx';
import styles from './Fixes.module.css';

export type PriceWord = PriceDecision['is'];

export const priceWords: Readonly<Record<PriceWord, { readonly label: string; readonly effects: readonly string[] }>> = {
  'accept-here': {
    label: 'Accept for this order',
    effects: ['The price stands on the chosen orders only. The next order with it is held again.'],
  },
  'accept-always': {
    label: 'Accept from now on',
    effects: ["It is this partner's price of the item from now on: what we expect, also of orders to come."],
  },
  unit: {
    label: 'It is a unit problem',
    effects: ['The unit is saved for this item from today on, and prices and quantities are converted by it.'],
  },
  'keep-ours': {
    label: 'Keep our price',
    effects: ['The orders stay held until the retailer corrects them.', 'You get the sentence and the table for the buyer.'],
  },
};

/**
 * What a person can say to a price, the likeliest first: a difference of a pack is a unit's before it is a price's. Where
 * a wrong price blocks, letting one order through is no answer.
 */
export function PriceAnswers({ row, onDone }: { readonly row: PriceRow; readonly onDone: () => void }): ReactNode {
  const [asked, setAsked] = useState<PriceWord>();
  const [note, setNote] = useState<PriceNote>();
  const others: readonly PriceWord[] = [...(row.blocks ? [] : (['accept-here'] as const)), 'accept-always', 'keep-ours'];
  const words: readonly PriceWord[] = row.packFactor === undefined ? [...others, 'unit'] : ['unit', ...others];
  return (
    <div className={styles['answers']}>
      {words.map((word, index) => (
        <Button
          key={word}
          {...(index === 0 ? { 'data-first': true } : {})}
          size="small"
          appearance={index === 0 ? 'primary' : 'secondary'}
          onClick={() => setAsked(word)}
        >
          {priceWords[word].label}…
        </Button>
      ))}
      {asked ? (
        <PriceDialog
          row={row}
          word={asked}
          onClose={() => setAsked(undefined)}
          onDone={(told) => {
            setAsked(undefined);
            setNote(told);
            if (!told) onDone();
          }}
        />
      ) : null}
      {note ? <BuyerNote note={note} onClose={() => setNote(undefined)} /> : null}
    </div>
  );
}
