import { describe, expect, it } from 'vitest';
import { createPreviews, type ImportSource } from '#core/engine/mappings/previews.ts';
import type { ComparedResult } from '#core/mapping/importTask.ts';

const none = { count: 0, pages: [] };
const compared: ComparedResult = {
  rows: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  errors: none,
  corrections: none,
  notes: none,
  changes: none,
  unknownColumns: [],
  readAs: 'UTF-8',
  otherSheets: [],
};
const source = (bytes: number): ImportSource => ({
  kind: 'items',
  name: 'items.csv',
  origin: 'file',
  bytes: new Uint8Array(bytes),
});

function previews() {
  let now = Date.parse('2026-03-02T10:00:00.000Z');
  let last = 0;
  const kept = createPreviews(
    () => new Date(now).toISOString(),
    () => String((last += 1)),
  );
  return { kept, later: (minutes: number) => (now += minutes * 60_000) };
}

describe('previews of imports', () => {
  it('are kept for half an hour', () => {
    const { kept, later } = previews();
    const { id, expiresAt } = kept.add(source(10), compared);
    expect(expiresAt).toBe('2026-03-02T10:30:00.000Z');
    later(29);
    expect(kept.get(id).source.name).toBe('items.csv');
    later(1);
    expect(() => kept.get(id)).toThrow(/not kept any more/);
  });
  it('are a handful, the oldest makes room', () => {
    const { kept } = previews();
    const ids = Array.from({ length: 8 }, () => kept.add(source(10), compared).id);
    expect(ids.filter((id) => holds(kept, id))).toEqual(['3', '4', '5', '6', '7', '8']);
  });
  it('are bound by their bytes, but for the last one', () => {
    const { kept } = previews();
    const large = 130 * 1024 * 1024;
    kept.add(source(large), compared);
    kept.add(source(large), compared);
    expect([holds(kept, '1'), holds(kept, '2')]).toEqual([false, true]);
    kept.add(source(3 * large), compared);
    expect([holds(kept, '2'), holds(kept, '3')]).toEqual([false, true]);
    kept.drop('3');
    expect(holds(kept, '3')).toBe(false);
  });
});

function holds(kept: ReturnType<typeof createPreviews>, id: string): boolean {
  try {
    kept.get(id);
    return true;
  } catch {
    return false;
  }
}
