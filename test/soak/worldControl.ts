import type { ReceivedFile } from '#core/practice/sps/mailbox.ts';

export interface WorldOrder {
  readonly number: string;
  readonly customer: string;
  readonly purchaseOrder: string;
  readonly lines: readonly { readonly item: string; readonly quantity: number; readonly unit: string }[];
}

interface WorldState {
  readonly mailbox: { readonly out: readonly string[] };
  readonly dynamics: { readonly orders: readonly WorldOrder[] };
}

/** A request of the world's own controls; throws what they say against it. */
export async function control<T>(base: string, action: string, body?: unknown): Promise<T> {
  const response = await fetch(`${base}/${action}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export const stateOf = (base: string): Promise<WorldState> => control<WorldState>(base, 'state');
export const receivedAt = (base: string): Promise<readonly ReceivedFile[]> => control<readonly ReceivedFile[]>(base, 'received');

/** The names of everything that SPS ever accepted. */
export async function arrivedAt(base: string): Promise<ReadonlySet<string>> {
  return new Set((await receivedAt(base)).map(({ path }) => path));
}
