import type { Connection } from '#core/contract/connection.ts';
import type { StatusView } from '#core/contract/views/status.ts';

/** What a screen may know of a connection: addresses, account names and folders, never a secret. */
export function connectionFacts({ sps, dynamics }: Connection): NonNullable<StatusView['connection']> {
  return {
    sps: { apiBase: sps.apiBase, clientId: sps.clientId, inbound: sps.inbound, keep: sps.keep ?? false },
    dynamics: {
      environmentUrl: dynamics.environmentUrl,
      tenantId: dynamics.tenantId,
      clientId: dynamics.clientId,
      companies: dynamics.companies,
      headerSet: dynamics.headerSet ?? 'SalesOrderHeadersV2',
      lineSet: dynamics.lineSet ?? 'SalesOrderLines',
    },
  };
}
