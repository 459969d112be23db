import { describe, expect, it } from 'vitest';
import { staleBy } from '../../../renderer/api/live.ts';

describe('what an event makes stale', () => {
  it('orders move what each partner covers, not only the map does', () => {
    expect(staleBy.orders).toContain('mappings.coverage');
    expect(staleBy.mappings).toContain('mappings.coverage');
  });

  it('names each answer once a topic', () => {
    for (const methods of Object.values(staleBy)) expect(new Set(methods).size).toBe(methods.length);
  });
});
