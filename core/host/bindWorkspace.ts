import type { Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { Store } from '#core/store/store.types.ts';

/** Who a data folder belongs to: it remembers the first accounts that used it and refuses others (DESIGN 2). */
const accounts: readonly { readonly key: string; readonly name: string; readonly of: (connection: Connection) => string }[] = [
  { key: 'workspace.spsClientId', name: 'SPS app', of: (connection) => connection.sps.clientId },
  { key: 'workspace.tenantId', name: 'Entra tenant', of: (connection) => connection.dynamics.tenantId },
  { key: 'workspace.dynamicsClientId', name: 'Dynamics app registration', of: (connection) => connection.dynamics.clientId },
];

/** The accounts that a data folder remembers; absent while it belongs to none. */
export function rememberedAccounts(
  remembered: ReadonlyMap<string, string>,
): { readonly spsClientId: string; readonly tenantId: string; readonly dynamicsClientId: string } | undefined {
  const [spsClientId, tenantId, dynamicsClientId] = accounts.map(({ key }) => remembered.get(key));
  if (spsClientId === undefined || tenantId === undefined || dynamicsClientId === undefined) return undefined;
  return { spsClientId, tenantId, dynamicsClientId };
}

/** Refuses a connection whose accounts are not those that a data folder (or a backup) remembers. */
export function refuseOtherAccounts(
  remembered: ReadonlyMap<string, string>,
  connection: Connection,
  what = 'data folder',
  wayOut = 'Use another one for it: orders of two accounts must not mix.',
): void {
  for (const account of accounts) {
    const known = remembered.get(account.key);
    const value = account.of(connection);
    if (known === undefined || known === value) continue;
    throw new AppError({
      code: 'workspace-of-another-account',
      message: `This ${what} belongs to the ${account.name} ${known}, the connection names ${value}. ${wayOut}`,
    });
  }
}

/** Ties an open store to a connection, or refuses the connection. */
export async function bindWorkspace(store: Store, connection: Connection): Promise<void> {
  const remembered = new Map<string, string>();
  for (const { key } of accounts) {
    const known = await store.meta({ key });
    if (known !== undefined) remembered.set(key, known);
  }
  refuseOtherAccounts(remembered, connection);
  for (const account of accounts)
    if (!remembered.has(account.key)) await store.setMeta({ key: account.key, value: account.of(connection) });
}
