import { describe, expect, it } from 'vitest';
import { defaultOutboundSheet } from '#core/domain/outboundSheet.ts';
import { completeSheet, firstSheet, sheetChanges, withColumns } from '#core/domain/outboundSheets.ts';

describe('sheets of the way back', () => {
  it('begin with the careful defaults and the columns of the partner', () => {
    const sheet = firstSheet({ review: false, undoSeconds: 0 });
    expect(Object.values(sheet.documents).every(({ review, undoSeconds }) => !review && undoSeconds === 0)).toBe(true);
    expect(sheet.ack).toEqual(defaultOutboundSheet.ack);
  });

  it('are completed with what came into being after they were saved', () => {
    const old = { ack: { ...defaultOutboundSheet.ack, perStore: true } };
    expect(completeSheet(old)).toEqual({ ...defaultOutboundSheet, ...old });
  });

  it('say field by field what changed', () => {
    const after = withColumns(defaultOutboundSheet, { review: false, undoSeconds: 30 });
    expect(sheetChanges(defaultOutboundSheet, defaultOutboundSheet)).toEqual([]);
    expect(sheetChanges(defaultOutboundSheet, after)).toEqual(
      ['855', '856', '810', '865']
        .toSorted()
        .map((kind) => ({ field: `documents.${kind}.review`, before: 'true', after: 'false' })),
    );
    const codes = { ...defaultOutboundSheet, ack: { ...defaultOutboundSheet.ack, codes: ['IA'] as const } };
    expect(sheetChanges(defaultOutboundSheet, codes)).toEqual([
      { field: 'ack.codes', before: defaultOutboundSheet.ack.codes.join(', '), after: 'IA' },
    ]);
  });
});
