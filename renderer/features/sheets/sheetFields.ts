import { outboundKinds } from '#core/domain/outbound.ts';
import { outboundKindWords } from '../../lib/outboundWords.ts';
import { ackFields } from './fields/ack.ts';
import { echoFields } from './fields/echo.ts';
import { handling } from './fields/handling.ts';
import { invoiceFields } from './fields/invoice.ts';
import type { SheetField, SheetGroup } from './fields/sheetField.ts';
import { shipNoticeFields } from './fields/shipNotice.ts';

export const sheetGroupWords: Readonly<Record<SheetGroup, string>> = {
  '855': `855 ${outboundKindWords['855']}: handling`,
  '856': `856 ${outboundKindWords['856']}: handling`,
  '810': `810 ${outboundKindWords['810']}: handling`,
  '865': `865 ${outboundKindWords['865']}: handling`,
  ack: 'What an acknowledgment says',
  shipNotice: 'What a ship notice says',
  invoice: 'What an invoice says',
  echo: 'What goes back from the order',
};

/** Everything of a sheet that is one field; the codes of an acknowledgment stand apart, as a table. */
export const sheetFields: readonly SheetField[] = [
  ...outboundKinds.flatMap(handling),
  ...ackFields,
  ...shipNoticeFields,
  ...invoiceFields,
  ...echoFields,
];
