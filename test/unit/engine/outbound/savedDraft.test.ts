import { describe, expect, it } from 'vitest';
import { defaultOutboundSheet } from '#core/domain/outboundSheet.ts';
import { dueBy } from '#core/engine/outbound/savedDraft.ts';

type Asked = Parameters<typeof dueBy>[0];

const asked = (kind: string, dueHours: number, change: { readonly known?: unknown; readonly postedOn?: string } = {}): Asked =>
  ({
    planned: { store: '' },
    document: { kind },
    first: {
      document: { receivedAt: '2026-03-02T22:30:00.000Z' },
      sheet: { sheet: { ...defaultOutboundSheet, ack: { ...defaultOutboundSheet.ack, dueHours } } },
      known: change.known ?? [],
    },
    postedOn: change.postedOn,
  }) as unknown as Asked;

const answer = (change: object) => [
  { row: { kind: '855', store: '', draft: 'left', transport: 'sent', counts: true, ...change } },
];

describe('when a document should have left', () => {
  it('is hours after the order came for its answer, as the sheet of the partner says', () => {
    expect(dueBy(asked('855', 24, { postedOn: '2026-03-03' }))).toEqual({ dueBy: '2026-03-03T22:30:00.000Z' });
    expect(dueBy(asked('855', 48))).toEqual({ dueBy: '2026-03-04T22:30:00.000Z' });
    expect(dueBy(asked('855', 0))).toEqual({});
  });

  it('is met by the first answer; one that was refused or is of another store is none', () => {
    expect(dueBy(asked('855', 24, { known: answer({}) }))).toEqual({});
    for (const change of [{ transport: 'refused' }, { store: '0101' }, { draft: 'held', transport: 'none' }])
      expect(dueBy(asked('855', 24, { known: answer(change) }))).not.toEqual({});
  });

  it('is the day of what they tell of for notices and invoices', () => {
    expect(dueBy(asked('856', 24, { postedOn: '2026-03-03' }))).toEqual({ dueBy: '2026-03-03' });
    expect(dueBy(asked('865', 24))).toEqual({});
  });
});
