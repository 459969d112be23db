import type { ReactNode } from 'react';
import type { ItemSuggestion } from '#core/contract/views/master.ts';
import { confidenceWords } from '../../lib/mappingWords.ts';
import type { Tone } from '../../lib/words/tone.ts';
import { StatusBadge, ToneIcon } from '../../ui/StatusBadge.tsx';
import styles from './Missing.module.css';

const checkTones: Readonly<Record<ItemSuggestion['price']['check'], Tone>> = {
  fits: 'good',
  'by-pack': 'warn',
  differs: 'bad',
  unknown: 'quiet',
};

/** Checks that stand by themselves below the reasons. */
const checked: ReadonlySet<string> = new Set(['same-pack', 'same-price']);

/** A suggested product: how certain it is, why, and whether pack and price fit. */
export function SuggestedItem({ suggestion }: { readonly suggestion: ItemSuggestion }): ReactNode {
  const reasons = suggestion.reasons.filter(({ reason }) => !checked.has(reason));
  return (
    <>
      <div className={styles['suggestionTop']}>
        <span>
          <b>{suggestion.itemNumber}</b> {suggestion.name}
        </span>
        <StatusBadge state={confidenceWords[suggestion.confidence]} />
      </div>
      <ul className={styles['reasons']}>
        {reasons.map(({ reason, text }) => (
          <li key={text} {...(reason === 'conflict' ? { className: styles['conflict'] } : {})}>
            {text}
          </li>
        ))}
      </ul>
      <div className={styles['checks']}>
        <Check name="Pack" tone={checkTones[suggestion.pack.check]} text={suggestion.pack.text} />
        <Check name="Price" tone={checkTones[suggestion.price.check]} text={suggestion.price.text} />
      </div>
    </>
  );
}

function Check({ name, tone, text }: { readonly name: string; readonly tone: Tone; readonly text: string }): ReactNode {
  return (
    <span className={styles['check']}>
      <ToneIcon tone={tone} />
      <span>
        <span className={styles['checkName']}>{name}:</span> {text}
      </span>
    </span>
  );
}
