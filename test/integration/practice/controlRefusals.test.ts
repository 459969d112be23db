import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit({ seed: 7 });
});
afterAll(() => visitor.close());

/** The sentence of a control request that is refused. */
async function refused(action: string, body: unknown): Promise<string> {
  const answer = await visitor.control(action, body);
  expect(answer.status).toBe(400);
  return (answer.body as { readonly error: string }).error;
}

describe('a fault that can never hit', () => {
  it.each(['gone', 'truncated', 'refused', 'nonsense'])('%s of Dynamics is refused with what can', async (kind) => {
    const sentence = await refused('faults', { target: 'dynamics', kind, times: 1 });
    expect(sentence).toMatch(/of dynamics is one of 429,.*commit-drop/);
    expect(sentence).not.toMatch(/gone|truncated|refused/);
  });
});
