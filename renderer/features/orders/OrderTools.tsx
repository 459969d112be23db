import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ColumnTripleRegular } from '@fluentui/react-icons/svg/column-triple';
import type { ReactNode } from 'react';
import type { OrderRow } from '#core/contract/views.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { saveText, toCsv, toTsv } from '../../lib/csv.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { gridOf, type Column } from '../../ui/table/columns.ts';

export interface OrderToolsProps {
  readonly columns: readonly Column<OrderRow>[];
  readonly rows: readonly OrderRow[];
  /** True while rows are left that are not loaded yet. */
  readonly more: boolean;
}

/** Which columns, and the loaded rows to the clipboard or into a file. */
export function OrderTools({ columns, rows, more }: OrderToolsProps): ReactNode {
  const [{ hiddenColumns }, set] = usePreferences();
  const format = useFormat();
  // Nobody takes a part of the list for the whole.
  const which = `${more ? 'first ' : ''}${format.count(rows.length)} ${plural(rows.length, 'row')}`;
  const shown = columns.map((column) => column.id).filter((id) => !hiddenColumns.includes(id));
  return (
    <>
      <Menu
        checkedValues={{ columns: shown }}
        onCheckedValueChange={(_, { checkedItems }) =>
          set({ hiddenColumns: columns.map((column) => column.id).filter((id) => !checkedItems.includes(id)) })
        }
      >
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<ColumnTripleRegular />}>
            Columns
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {columns.map((column) => (
              <MenuItemCheckbox key={column.id} name="columns" value={column.id} disabled={column.id === 'number'}>
                {column.header}
              </MenuItemCheckbox>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <CopyButton
        labelled
        appearance="secondary"
        label={`Copy ${which}`}
        disabled={rows.length === 0}
        text={() => toTsv(gridOf(columns, hiddenColumns, rows))}
      />
      <Button
        size="small"
        icon={<ArrowDownloadRegular />}
        disabled={rows.length === 0}
        title={`Saves ${more ? 'the ' : ''}${which} with the columns that are shown${more ? '; scroll down for more' : ''}`}
        onClick={() => saveText('orders.csv', toCsv(gridOf(columns, hiddenColumns, rows)), 'text/csv')}
      >
        {more ? `Save ${which} as CSV` : 'Save as CSV'}
      </Button>
    </>
  );
}
