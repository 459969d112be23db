import type { ReactNode } from 'react';
import type { FixView } from '#core/contract/views/fix.ts';
import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { asSent } from './asSent.ts';

export interface ItemRequestProps {
  readonly row: MissingMapping;
  readonly fix: Extract<FixView, { fix: 'item' }>;
}

/** For an item that Dynamics does not have: the text to send to whoever creates items. */
export function ItemRequest({ row, fix }: ItemRequestProps): ReactNode {
  return <CopyButton labelled label="Copy a request for a new item" text={() => requestText(row, fix)} />;
}

export function requestText(
  { partnerName, orders, lines, earliestShipBy }: MissingMapping,
  fix: ItemRequestProps['fix'],
): string {
  const waits = `${orders} order(s) with ${lines} line(s) wait for it`;
  return [
    `Please create or release an item that ${partnerName} orders from us and that we do not have:`,
    '',
    ...asSent(fix).map(([name, value]) => `${name}: ${value}`),
    '',
    `${waits}${earliestShipBy === undefined ? '' : `, the earliest ships ${earliestShipBy}`}.`,
    'When it is released, please tell me its item number.',
  ].join('\n');
}
