import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Connection } from '#core/contract/connection.ts';
import { requestsInFlight } from '#core/dynamics/gate.ts';
import { filesInFlight } from '#core/engine/intake/collect.ts';
import { products, site, warehouse } from '#core/practice/catalogue.ts';

/** Sends the requests that an order takes, with the engine's own concurrency and nothing else: what the engine is measured against. */
export async function bareLoop(
  connection: Connection,
  lines: number,
  fsync: boolean,
): Promise<{ readonly orders: number; readonly milliseconds: number }> {
  const { sps, dynamics } = connection;
  const spsToken = await token(
    sps.tokenUrl,
    JSON.stringify({
      grant_type: 'client_credentials',
      client_id: sps.clientId,
      client_secret: sps.clientSecret,
      audience: sps.audience,
    }),
    'application/json',
  );
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: dynamics.clientId,
    client_secret: dynamics.clientSecret ?? '',
    scope: `${dynamics.environmentUrl}/.default`,
  });
  const erpToken = await token(
    `${dynamics.loginBase ?? ''}/${dynamics.tenantId}/oauth2/v2.0/token`,
    form.toString(),
    'application/x-www-form-urlencoded',
  );
  const folder = mkdtempSync(join(tmpdir(), 'quayside-bare-'));
  const file = openSync(join(folder, 'log'), 'w');
  const block = Buffer.alloc(4096, 'x');
  const log = (): void => {
    if (!fsync) return;
    writeSync(file, block);
    fsyncSync(file);
  };
  const started = performance.now();
  const bearer = (value: string): Record<string, string> => ({ authorization: `Bearer ${value}` });
  const listing = (await (
    await fetch(`${sps.apiBase}/transactions/v5/data/out/?limit=1000`, { headers: bearer(spsToken) })
  ).json()) as { readonly results: readonly { readonly path: string; readonly type: string }[] };
  const paths = listing.results.filter((entry) => entry.type === 'file').map((entry) => entry.path);
  await each(paths, filesInFlight, async (path) => {
    const url = `${sps.apiBase}/transactions/v5/data${path}`;
    await (await fetch(url, { headers: bearer(spsToken) })).arrayBuffer();
    log();
    await (await fetch(url, { method: 'DELETE', headers: bearer(spsToken) })).arrayBuffer();
    log();
  });
  await each(paths, requestsInFlight, async (path, index) => {
    if (index % 30 === 0) await lookUp(dynamics.environmentUrl, bearer(erpToken), paths.slice(index, index + 30));
    const header = await fetch(`${dynamics.environmentUrl}/data/SalesOrderHeadersV2`, {
      method: 'POST',
      headers: { ...bearer(erpToken), 'content-type': 'application/json' },
      body: JSON.stringify({
        dataAreaId: 'usmf',
        OrderingCustomerAccountNumber: 'US-101',
        CustomersOrderReference: path,
        CustomerRequisitionNumber: path.slice(-20),
        DefaultShippingSiteId: site,
        DefaultShippingWarehouseId: warehouse,
      }),
    });
    const { SalesOrderNumber: number } = (await header.json()) as { readonly SalesOrderNumber: string };
    log();
    const answer = await fetch(`${dynamics.environmentUrl}/data/$batch`, {
      method: 'POST',
      headers: { ...bearer(erpToken), 'content-type': 'multipart/mixed; boundary=b' },
      body: batch(number, lines),
    });
    await answer.text();
    log();
  });
  const milliseconds = performance.now() - started;
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return { orders: paths.length, milliseconds };
}

async function token(url: string, body: string, type: string): Promise<string> {
  const answer = (await (await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })).json()) as {
    readonly access_token: string;
  };
  return answer.access_token;
}

async function each<T>(items: readonly T[], concurrency: number, work: (item: T, index: number) => Promise<void>): Promise<void> {
  const queue = new PQueue({ concurrency });
  await queue.addAll(items.map((item, index) => () => work(item, index)));
}

async function lookUp(base: string, headers: Record<string, string>, paths: readonly string[]): Promise<void> {
  const fields = paths.flatMap((path) => [
    `CustomersOrderReference eq '${path}'`,
    `CustomerRequisitionNumber eq '${path.slice(-20)}'`,
  ]);
  const filter = `dataAreaId eq 'usmf' and OrderingCustomerAccountNumber eq 'US-101' and (${fields.join(' or ')})`;
  await (
    await fetch(`${base}/data/SalesOrderHeadersV2?cross-company=true&$filter=${encodeURIComponent(filter)}`, { headers })
  ).text();
}

function batch(number: string, lines: number): string {
  const parts = Array.from({ length: lines }, (_, index) => {
    const body = JSON.stringify({
      dataAreaId: 'usmf',
      SalesOrderNumber: number,
      ItemNumber: products[index % products.length]?.item,
      OrderedSalesQuantity: 12,
      SalesUnitSymbol: 'ea',
      SalesPrice: 9.75,
      CustomersLineNumber: index + 1,
    });
    return `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${index + 1}\r\n\r\nPOST SalesOrderLines HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${body}\r\n`;
  });
  return `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.join('')}--c--\r\n--b--\r\n`;
}
