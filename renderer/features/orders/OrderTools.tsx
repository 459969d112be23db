import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ColumnTripleRegular } from '@fluentui/react-icons/svg/column-triple';
import type { ReactNode } from 'react';
import type { OrderRow } from '#core/contract/views.ts';
import { saveText, toCsv, toTsv } from '../../lib/csv.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { gridOf, type Column } from '../../ui/table/columns.ts';

export interface OrderToolsProps {
  readonly columns: readonly Column<OrderRow>[];
  readonly rows: readonly OrderRow[];
}

/** Which columns, and the loaded rows to the clipboard or into a file. */
export function OrderTools({ columns, rows }: OrderToolsProps): ReactNode {
  const [{ hiddenColumns }, set] = usePreferences();
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
        label={`Copy ${rows.length} rows`}
        text={() => toTsv(gridOf(columns, hiddenColumns, rows))}
      />
      <Button
        size="small"
        icon={<ArrowDownloadRegular />}
        disabled={rows.length === 0}
        title="The rows that are loaded so far, with the columns that are shown"
        onClick={() => saveText('orders.csv', toCsv(gridOf(columns, hiddenColumns, rows)), 'text/csv')}
      >
        Save as CSV
      </Button>
    </>
  );
}
