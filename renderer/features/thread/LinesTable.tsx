import { useMemo, type ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Format } from '../../lib/format.ts';
import type { Column } from '../../ui/table/columns.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';

type Line = ThreadView['lines'][number];

export interface LinesTableProps {
  readonly lines: readonly Line[];
  readonly currency: string;
  readonly threadId: number;
  readonly onOpen: (line: Line) => void;
}

/** Each line as the retailer ordered it and as it went to Dynamics; Enter shows it in the document. */
export function LinesTable({ lines, currency, threadId, onOpen }: LinesTableProps): ReactNode {
  const format = useFormat();
  const columns = useMemo(() => lineColumns(format, currency), [format, currency]);
  return <DataTable label="Lines" place={`lines ${threadId}`} columns={columns} rows={lines} rowKey={keyOf} onOpen={onOpen} />;
}

const keyOf = (line: Line): string => String(line.position);

function lineColumns(format: Format, currency: string): readonly Column<Line>[] {
  return [
    { id: 'line', header: 'Line', width: 60, text: (line) => line.lineNumber },
    { id: 'description', header: 'Description', width: 150, grow: 2, text: (line) => line.description },
    { id: 'buyerPart', header: 'Buyer part', width: 100, grow: 1, text: (line) => line.buyerPart },
    { id: 'vendorPart', header: 'Vendor part', width: 100, grow: 1, text: (line) => line.vendorPart },
    { id: 'ordered', header: 'Ordered', width: 92, align: 'end', text: (line) => `${line.ordered} ${line.unit}` },
    {
      id: 'price',
      header: 'Price',
      width: 92,
      align: 'end',
      text: (line) => line.price ?? '',
      cell: (line) => (line.price === undefined ? '' : format.money(line.price, currency)),
    },
    { id: 'item', header: 'Dynamics item', width: 110, grow: 1, text: (line) => line.itemNumber ?? '' },
    {
      id: 'erp',
      header: 'To Dynamics',
      width: 112,
      align: 'end',
      text: (line) => (line.erpQuantity === undefined ? (line.erpUnit ?? '') : `${line.erpQuantity} ${line.erpUnit ?? ''}`),
    },
  ];
}
