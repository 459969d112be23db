import type { ReactNode } from 'react';
import { ChoiceList, type Choice } from '../../ui/ChoiceList.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { FindField } from '../../ui/FindField.tsx';
import styles from './Master.module.css';

export interface PickerProps<Row> {
  readonly label: string;
  readonly placeholder: string;
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly keyOf: (row: Row) => string;
  readonly content: (row: Row) => ReactNode;
  readonly chosen: string | undefined;
  readonly onChoose: (row: Row, by: 'key' | 'click') => void;
  /** Said where nothing is found. */
  readonly none: string;
}

/** A search in the copy of the master data with what it found below. */
export function Picker<Row>(props: PickerProps<Row>): ReactNode {
  const { rows, keyOf } = props;
  const choices: readonly Choice[] = (rows ?? []).map((row) => ({ key: keyOf(row), content: props.content(row) }));
  return (
    <div className={styles['picker']}>
      <FindField wide label={props.label} placeholder={props.placeholder} value={props.text} onChange={props.onText} />
      {props.error ? <ErrorState error={props.error} doing={props.label} /> : null}
      {rows?.length === 0 ? <p className={styles['quiet']}>{props.none}</p> : null}
      {choices.length === 0 ? null : (
        <div className={styles['options']}>
          <ChoiceList
            label={`${props.label}: found`}
            choices={choices}
            chosen={props.chosen}
            onChoose={(key, by) => {
              const row = rows?.find((candidate) => keyOf(candidate) === key);
              if (row !== undefined) props.onChoose(row, by);
            }}
          />
        </div>
      )}
    </div>
  );
}
