import type { Page } from '@playwright/test';
import type { Endpoints, InputOf, OutputOf } from '#core/contract/endpoints.ts';

interface Bridge {
  call(request: { readonly id: string; readonly method: string; readonly input: unknown }): Promise<unknown>;
}

/** The whole answer to a call of the page's own, over its bridge: whatever its method, whatever its input. */
export function reply(page: Page, method: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, given]) =>
      (window as unknown as { readonly quayside: Bridge }).quayside.call({ id: crypto.randomUUID(), method: name, input: given }),
    [method, input] as const,
  );
}

/** What a call answers; rejects with what it was refused for. */
export async function call<Method extends keyof Endpoints>(
  page: Page,
  method: Method,
  input: InputOf<Method>,
): Promise<OutputOf<Method>> {
  const answer = (await reply(page, method, input)) as { readonly ok: boolean; readonly value: OutputOf<Method> };
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.value;
}
