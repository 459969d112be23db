import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { movedIndex } from '../lib/listKeys.ts';
import styles from './ChoiceList.module.css';

export interface Choice {
  readonly key: string;
  readonly content: ReactNode;
}

export interface ChoiceListProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string | undefined;
  /** A click, or Enter on the one the arrow keys lead to; `key` when by keyboard. */
  readonly onChoose: (key: string, by: 'key' | 'click') => void;
  /** True where the focus goes first when a panel is entered. */
  readonly first?: boolean;
}

/** A few rich choices of which one is taken: arrows move, Enter takes. */
export function ChoiceList({ label, choices, chosen, onChoose, first = false }: ChoiceListProps): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const start = Math.max(
    0,
    choices.findIndex((choice) => choice.key === chosen),
  );
  const [moved, setMoved] = useState<number>();
  const active = Math.min(moved ?? start, choices.length - 1);

  useEffect(() => {
    if (moved !== undefined) list.current?.children[moved]?.scrollIntoView({ block: 'nearest' });
  }, [moved]);

  function onKeyDown(event: KeyboardEvent): void {
    const target = movedIndex(event.key, active, choices.length, 3);
    const choice = choices[active];
    if (target !== undefined) setMoved(target);
    else if ((event.key === 'Enter' || event.key === ' ') && choice) onChoose(choice.key, 'key');
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(choices.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
      {...(first ? { 'data-first': true } : {})}
      className={styles['list']}
      onKeyDown={onKeyDown}
    >
      {choices.map((choice, index) => (
        <div
          key={choice.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={choice.key === chosen}
          data-active={index === active}
          className={styles['choice']}
          onClick={() => {
            setMoved(index);
            onChoose(choice.key, 'click');
          }}
        >
          <span className={styles['mark']} aria-hidden>
            {choice.key === chosen ? <CheckmarkCircleFilled /> : <CircleRegular />}
          </span>
          <div className={styles['content']}>{choice.content}</div>
        </div>
      ))}
    </div>
  );
}
