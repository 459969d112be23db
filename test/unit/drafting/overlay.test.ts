import { describe, expect, it } from 'vitest';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { ackInput, postingLine, throughBytes } from './fixture.ts';

const draft = draftOrderAck(
  ackInput(
    [1, 2, 3].map((position) =>
      postingLine(position, { quantity: ['24', '48', '12'][position - 1] ?? '', confirmedShip: '2026-03-10' }),
    ),
  ),
);
const typed = { reason: 'The buyer asked for it', who: 'Ann', at: '2026-03-03T10:00:00.000Z' };
const overlay = (...entries: readonly (readonly [string, string])[]) =>
  applyOverlay(
    draft.document,
    draft.origins,
    entries.map(([path, value]) => ({ path, value, ...typed })),
  );
const date = 'OrderAck/LineItem[2]/LineItemAcknowledgement[1]/ItemScheduleDate';

describe('corrections of a draft', () => {
  it('replace a value, say whose it is, and keep the original', () => {
    const before = structuredClone(draft.document);
    const result = overlay([date, '2026-03-12']);
    expect(result.document.lines[1]?.acknowledgements[0]?.scheduleDate).toBe('2026-03-12');
    expect(result.changes).toEqual([{ path: date, before: '2026-03-10', after: '2026-03-12' }]);
    expect(result.origins[date]).toEqual({ from: 'typed', ...typed });
    expect(Object.keys(result.origins).toSorted()).toEqual(Object.keys(draft.origins).toSorted());
    expect(draft.document).toEqual(before);
    expect(throughBytes(result.document)).toEqual(result.document);
  });

  it('add what was not there, also the next of a group, at its place', () => {
    const result = overlay(
      ['OrderAck/LineItem[2]/Notes[1]/NoteCode', 'GEN'],
      ['OrderAck/LineItem[2]/Notes[1]/Note', 'By truck'],
      ['OrderAck/LineItem[2]/LineItemAcknowledgement[2]/ItemStatusCode', 'IB'],
      ['OrderAck/Header/OrderHeader/JobNumber', 'J'],
    );
    expect(result.findings).toEqual([]);
    expect(result.document.lines[1]?.notes).toMatchObject([{ code: 'GEN', text: 'By truck' }]);
    expect(result.document.lines[1]?.acknowledgements[1]).toMatchObject({ status: 'IB' });
    expect(throughBytes(result.document)).toEqual(result.document);
  });

  it('leave a value out; places keep their numbers until all are made', () => {
    const result = overlay(
      ['OrderAck/Header/References[1]/ReferenceQual', ''],
      ['OrderAck/Header/References[1]/ReferenceID', ''],
      [date, '2026-03-12'],
    );
    expect(result.document.references).toEqual([]);
    expect(result.origins['OrderAck/Header/References[1]/ReferenceID']).toBeUndefined();
    expect(result.document.lines[1]?.acknowledgements[0]?.scheduleDate).toBe('2026-03-12');
  });

  it.each([
    [date, '12.3.2026', 'is no calendar day'],
    ['OrderAck/LineItem[2]/LineItemAcknowledgement[1]/ItemStatusCode', 'XX', 'expected'],
    ['OrderAck/LineItem[2]/Nonsense', 'x', 'RSX 7.7.7 has no such element'],
    ['OrderAck/LineItem[2]', 'x', 'it is a group'],
    ['OrderAck/Header/OrderHeader/PurchaseOrderNumber', '', 'RSX 7.7.7 requires it'],
    ['OrderAck/LineItem[9]/OrderLine/OrderQty', '1', 'there is no such place'],
    ['Invoice/Header/InvoiceHeader/InvoiceNumber', '1', 'RSX 7.7.7 has no such element'],
  ])('refuse %s = %s', (path, value, why) => {
    const result = overlay([path, value]);
    expect(result.findings).toMatchObject([
      { severity: 'BLOCK', rule: 'OVERLAY', path, message: expect.stringContaining(why) as string },
    ]);
    expect([result.document, result.changes]).toEqual([draft.document, []]);
  });
});
