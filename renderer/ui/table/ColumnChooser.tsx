import { Button, Checkbox, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { ColumnTripleRegular } from '@fluentui/react-icons/svg/column-triple';
import { SubtractRegular } from '@fluentui/react-icons/svg/subtract';
import type { ReactNode } from 'react';
import type { TableChoice } from '../../lib/preferences.ts';
import { isShown, narrowestColumn, ordered, widestColumn, type Column } from './columns.ts';
import styles from './ListView.module.css';

export interface ColumnChooserProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly choice: TableChoice;
  readonly onChoice: (choice: TableChoice) => void;
}

const widthStep = 24;

/** Which columns, in which order, how wide: all by keyboard too. */
export function ColumnChooser<Row>({ columns, choice, onChoice }: ColumnChooserProps<Row>): ReactNode {
  const all = ordered(columns, choice);
  const shown = (column: Column<Row>): boolean => isShown(column, choice);

  function show(id: string, on: boolean): void {
    const hidden = all.filter((column) => (column.id === id ? !on : !shown(column))).map((column) => column.id);
    onChoice({ ...choice, hidden });
  }
  function move(index: number, by: number): void {
    const order = all.map((column) => column.id);
    const [id] = order.splice(index, 1);
    if (id !== undefined) order.splice(index + by, 0, id);
    onChoice({ ...choice, order });
  }
  function widen(column: Column<Row>, by: number): void {
    const width = Math.max(narrowestColumn, Math.min(widestColumn, (choice.widths?.[column.id] ?? column.width) + by));
    onChoice({ ...choice, widths: { ...choice.widths, [column.id]: width } });
  }

  return (
    <Popover trapFocus positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" icon={<ColumnTripleRegular />}>
          Columns
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles['chooser'] ?? ''} aria-label="Columns">
        <ul className={styles['columns']}>
          {all.map((column, index) => (
            <li key={column.id}>
              <Checkbox
                label={column.header}
                checked={shown(column)}
                disabled={column.names === true}
                onChange={(_, { checked }) => show(column.id, checked === true)}
              />
              <span className={styles['columnButtons']}>
                <Tool label={`${column.header}: further left`} off={index === 0} onPress={() => move(index, -1)}>
                  <ArrowUpRegular />
                </Tool>
                <Tool label={`${column.header}: further right`} off={index === all.length - 1} onPress={() => move(index, 1)}>
                  <ArrowDownRegular />
                </Tool>
                <Tool label={`${column.header}: narrower`} onPress={() => widen(column, -widthStep)}>
                  <SubtractRegular />
                </Tool>
                <Tool label={`${column.header}: wider`} onPress={() => widen(column, widthStep)}>
                  <AddRegular />
                </Tool>
              </span>
            </li>
          ))}
        </ul>
        <Button size="small" onClick={() => onChoice({})}>
          As it was at first
        </Button>
      </PopoverSurface>
    </Popover>
  );
}

interface ToolProps {
  readonly label: string;
  readonly off?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tool({ label, off = false, onPress, children }: ToolProps): ReactNode {
  return (
    <button
      type="button"
      className={styles['tool']}
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={off ? undefined : onPress}
    >
      {children}
    </button>
  );
}
