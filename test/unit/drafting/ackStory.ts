import type { AckAnswer } from '#core/drafting/draft.types.ts';
import type { draftOrderAck } from '#core/drafting/orderAck.ts';
import { postingLine } from './fixture.ts';

/** A person's answer about the rugs; they never come. */
export const answer = (change: Partial<AckAnswer>): AckAnswer => ({
  about: 'rest',
  position: 3,
  store: '',
  code: 'IR',
  who: 'Ann',
  at: '2026-03-03T09:00:00.000Z',
  ...change,
});

export const lamps = postingLine(1, { quantity: '24', confirmedShip: '2026-03-10' });
export const mugs = postingLine(2, { quantity: '36', confirmedShip: '2026-03-10' });
/** Dynamics split the order line: another lot, the same product. */
export const laterMugs = postingLine(3, { lotId: 'L9', itemNumber: 'D2', quantity: '12', confirmedShip: '2026-03-24' });
export const rugs = postingLine(4, { lotId: 'L3', itemNumber: 'D3', quantity: '12', confirmedShip: '2026-03-10' });

/** The answers of each line. */
export const codes = (draft: ReturnType<typeof draftOrderAck>): unknown =>
  draft.document.lines.map((line) => line.acknowledgements.map(({ status, quantity }) => `${status} ${quantity}`));
