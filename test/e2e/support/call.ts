import { expect, type Page } from '@playwright/test';
import type { Endpoints, InputOf, OutputOf } from '#core/contract/endpoints.ts';

/** What the console answers to a call of the page's own session; rejects with what it was refused for. */
export async function call<Method extends keyof Endpoints>(
  page: Page,
  method: Method,
  input: InputOf<Method>,
): Promise<OutputOf<Method>> {
  const answer = (await page.evaluate(
    async ([name, given]) => {
      const response = await fetch('/api/call', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${sessionStorage.getItem('quayside.token')}` },
        body: JSON.stringify({ id: crypto.randomUUID(), method: name, input: given }),
      });
      return response.json() as Promise<unknown>;
    },
    [method, input] as const,
  )) as { readonly ok: boolean; readonly value: OutputOf<Method> };
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Waits until the engine rests after a run that is newer than this one, and names it. */
export async function restsAfter(status: () => Promise<OutputOf<'app.status'>>, run: number): Promise<number> {
  let ended = 0;
  const resting = async (): Promise<number> => {
    const { engine, lastRun } = await status();
    ended = engine === 'idle' ? (lastRun?.id ?? 0) : 0;
    return ended;
  };
  await expect.poll(resting).toBeGreaterThan(run);
  return ended;
}
