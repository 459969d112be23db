import type { Page } from '@playwright/test';
import type { DesktopDesk } from '#core/api/desktopDesk.ts';
import type { ReplyEnvelope, RequestEnvelope } from '#core/contract/envelope.ts';

/** What the page of a journey finds as its bridge: the desktop's own calls are answered here, all others by the console. */
export interface DesktopBridge {
  /** Tells the page that the desktop has something new to show. */
  changed(): Promise<void>;
}

/** Puts a bridge into every page that is loaded from now on; the page must have its session already. */
export async function bridgeDesktop(page: Page, desk: DesktopDesk): Promise<DesktopBridge> {
  await page.exposeFunction(
    'quaysideDesk',
    async ({ id, method, input }: RequestEnvelope): Promise<ReplyEnvelope | undefined> => {
      if (!Object.hasOwn(desk, method)) return undefined;
      const answer = desk[method as keyof DesktopDesk] as (input: unknown) => Promise<unknown>;
      return { id, ok: true, value: await answer(input) };
    },
  );
  await page.addInitScript(inPage);
  return {
    changed: () => page.evaluate(() => (window as unknown as { readonly quaysideChanged: () => void }).quaysideChanged()),
  };
}

/** Runs in the page before its own scripts. */
function inPage(): void {
  const own = window as unknown as {
    readonly quaysideDesk: (request: RequestEnvelope) => Promise<ReplyEnvelope | undefined>;
    quaysideChanged: () => void;
  };
  let sequence = 0;
  const listeners = new Set<(event: { readonly sequence: number; readonly event: { readonly topic: 'desktop' } }) => void>();
  own.quaysideChanged = () => {
    sequence += 1;
    for (const listener of listeners) listener({ sequence, event: { topic: 'desktop' } });
  };
  const overHttp = async (request: RequestEnvelope): Promise<unknown> => {
    const response = await fetch('/api/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sessionStorage.getItem('quayside.token')}` },
      body: JSON.stringify(request),
    });
    return response.json();
  };
  Object.defineProperty(window, 'quayside', {
    value: Object.freeze({
      call: async (request: RequestEnvelope) => (await own.quaysideDesk(request)) ?? overHttp(request),
      cancel: () => undefined,
      listen: (_after: number, onEvent: Parameters<typeof listeners.add>[0]) => {
        listeners.add(onEvent);
        return () => void listeners.delete(onEvent);
      },
    }),
  });
}
