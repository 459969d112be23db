import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import styles from './ListView.module.css';

export interface ActionBarProps {
  readonly selected: number;
  /** True while rows are left that are not loaded: they are not selected. */
  readonly more: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What can be done with the selected rows; each action shows what will happen before it does. */
export function ActionBar({ selected, more, onClear, children }: ActionBarProps): ReactNode {
  const format = useFormat();
  return (
    <div className={styles['actionBar']} role="toolbar" aria-label="Selected rows">
      <span role="status">
        <b>
          {format.count(selected)} {plural(selected, 'row')}
        </b>{' '}
        selected{more ? '; rows further down are not loaded and not selected' : ''}
      </span>
      {children}
      <Button size="small" appearance="subtle" icon={<DismissRegular />} onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
