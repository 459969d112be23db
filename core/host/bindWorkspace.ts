import type { Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { Store } from '#core/store/store.types.ts';

/** Who a data folder belongs to: it remembers the first accounts that used it and refuses others (DESIGN 2). */
const accounts: readonly { readonly key: string; readonly name: string; readonly of: (connection: Connection) => string }[] = [
  { key: 'workspace.spsClientId', name: 'SPS app', of: (connection) => connection.sps.clientId },
  { key: 'workspace.tenantId', name: 'Entra tenant', of: (connection) => connection.dynamics.tenantId },
  { key: 'workspace.dynamicsClientId', name: 'Dynamics app registration', of: (connection) => connection.dynamics.clientId },
];

/** Ties an open store to a connection, or refuses the connection. */
export async function bindWorkspace(store: Store, connection: Connection): Promise<void> {
  for (const account of accounts) {
    const known = await store.meta({ key: account.key });
    const value = account.of(connection);
    if (known === undefined) await store.setMeta({ key: account.key, value });
    else if (known !== value) {
      throw new AppError({
        code: 'workspace-of-another-account',
        message: `This data folder belongs to the ${account.name} ${known}, the connection names ${value}. Use another folder for it: orders of two accounts must not mix.`,
      });
    }
  }
}
