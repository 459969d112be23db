import type { NewHold } from '../../rows.types.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { nameOf } from './change.ts';

/** Nobody knows whether SPS has it; `because` is what was seen of the attempt. */
export function unknownHold(row: Pick<OutboundRow, 'kind' | 'number' | 'revision'>, because: string): NewHold {
  return {
    cause: 'send-unknown',
    message: `It is not known whether ${nameOf(row)} reached SPS. ${because}`,
    groupKey: 'send-unknown',
    groupTitle: 'Documents that may or may not have reached SPS',
    consequence: 'It is not sent again by itself: the partner could get it twice.',
    nextStep: 'Quayside looks for it at SPS. If it stays unknown, decide at the desk of lost answers.',
    lines: 0,
  };
}
