import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ChoiceList, type Choice } from '../../ui/ChoiceList.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import styles from './Missing.module.css';

export interface SuggestionsProps {
  readonly answer: Pick<UseQueryResult, 'data' | 'error' | 'refetch'>;
  /** Why there are none. */
  readonly none: string | undefined;
  readonly choices: readonly Choice[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string, by: 'key' | 'click') => void;
}

/** What the master data suggests, best first, or why it suggests nothing. */
export function Suggestions({ answer, none, choices, chosen, onChoose }: SuggestionsProps): ReactNode {
  return (
    <Shown answer={answer} loading={<Loading rows={3} label="Suggestions" />}>
      {() =>
        choices.length === 0 ? (
          <p className={styles['quiet']} tabIndex={-1} data-first>
            {none ?? 'The master data has nothing like it.'}
          </p>
        ) : (
          <ChoiceList first label="Suggestions" choices={choices} chosen={chosen} onChoose={onChoose} />
        )
      }
    </Shown>
  );
}
