import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { ReactNode } from 'react';
import { useFormat } from '../../api/StatusContext.tsx';
import { saveText, toCsv, toTsv } from '../../lib/csv.ts';
import { plural } from '../../lib/format.ts';
import { CopyButton } from '../CopyButton.tsx';
import { gridOf, type Column } from './columns.ts';

export interface TableToolsProps<Row> {
  /** The file is called so. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** True while rows are left that are not loaded yet. */
  readonly more?: boolean;
  /** True where the rows are those that a person selected. */
  readonly selected?: boolean;
}

/** The loaded rows to the clipboard or into a file, as they are shown. */
export function TableTools<Row>({ name, columns, rows, more = false, selected = false }: TableToolsProps<Row>): ReactNode {
  const format = useFormat();
  // Nobody takes a part of the list for the whole.
  const some = selected ? 'selected ' : more ? 'first ' : '';
  const which = `${some}${format.count(rows.length)} ${plural(rows.length, 'row')}`;
  // Short where it says more already: a bar above a list has no room for both.
  const brief = more && !selected ? `${some}${format.count(rows.length)}` : which;
  return (
    <>
      <CopyButton
        labelled
        appearance="secondary"
        label={`Copy ${brief}`}
        disabled={rows.length === 0}
        text={() => toTsv(gridOf(columns, rows))}
      />
      <Button
        size="small"
        icon={<ArrowDownloadRegular />}
        disabled={rows.length === 0}
        title={`Saves ${some === '' ? '' : 'the '}${which} with the columns that are shown${more ? '; scroll down for more' : ''}`}
        onClick={() => saveText(`${name}.csv`, toCsv(gridOf(columns, rows)), 'text/csv')}
      >
        {some === '' ? 'Save as CSV' : `Save ${brief} as CSV`}
      </Button>
    </>
  );
}
