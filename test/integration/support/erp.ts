import type { Connection } from '#core/contract/connection.ts';

/** A person at Dynamics: reads, changes and deletes what Quayside made, with requests of their own. */
export interface Erp {
  rows(path: string): Promise<readonly Record<string, unknown>[]>;
  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<void>;
}

export async function signInToErp({ dynamics }: Connection): Promise<Erp> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: dynamics.clientId,
    client_secret: dynamics.clientSecret ?? '',
    scope: `${dynamics.environmentUrl.replace(/\/$/, '')}/.default`,
  });
  const login = await fetch(`${dynamics.loginBase ?? ''}/${dynamics.tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form });
  const { access_token: token } = (await login.json()) as { readonly access_token: string };
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${dynamics.environmentUrl.replace(/\/$/, '')}/data/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    rows: async (path) =>
      ((await (await call('GET', path)).json()) as { readonly value: readonly Record<string, unknown>[] }).value,
    send: async (method, path, body) => {
      await (await call(method, path, body)).arrayBuffer();
    },
  };
}
