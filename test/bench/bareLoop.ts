import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Connection } from '#core/contract/connection.ts';
import { requestsInFlight } from '#core/dynamics/gate.ts';
import { filesInFlight } from '#core/engine/intake/collect.ts';
import { products, site, warehouse } from '#core/practice/catalogue.ts';

/**
 * Sends the requests that an order takes, with the headers and properties that the engine's have, with its concurrency and
 * nothing else: what the engine is measured against.
 */
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
  const spsHeaders = (): Record<string, string> => ({
    authorization: `Bearer ${spsToken}`,
    accept: 'application/json, */*',
    'x-request-id': randomUUID(),
  });
  const erpHeaders = (): Record<string, string> => ({
    authorization: `Bearer ${erpToken}`,
    accept: 'application/json',
    'odata-version': '4.0',
    'odata-maxversion': '4.0',
    'x-ms-client-request-id': randomUUID(),
  });
  const listing = (await (
    await fetch(`${sps.apiBase}/transactions/v5/data/out/?limit=1000`, { headers: spsHeaders() })
  ).json()) as { readonly results: readonly { readonly path: string; readonly type: string }[] };
  const paths = listing.results.filter((entry) => entry.type === 'file').map((entry) => entry.path);
  await each(paths, filesInFlight, async (path) => {
    const url = `${sps.apiBase}/transactions/v5/data${path}`;
    await (await fetch(url, { headers: spsHeaders() })).arrayBuffer();
    log();
    await (await fetch(url, { method: 'DELETE', headers: spsHeaders() })).arrayBuffer();
    log();
  });
  await each(paths, requestsInFlight, async (path, index) => {
    if (index % 30 === 0) await lookUp(dynamics.environmentUrl, erpHeaders(), paths.slice(index, index + 30));
    const header = await fetch(`${dynamics.environmentUrl}/data/SalesOrderHeadersV2`, {
      method: 'POST',
      headers: { ...erpHeaders(), 'content-type': 'application/json' },
      body: JSON.stringify({
        dataAreaId: 'usmf',
        OrderingCustomerAccountNumber: 'US-101',
        CustomerRequisitionNumber: path.slice(-20),
        CustomersOrderReference: path,
        CurrencyCode: 'USD',
        RequestedShippingDate: '2026-12-04T12:00:00Z',
        RequestedReceiptDate: '2026-12-08T12:00:00Z',
        DeliveryModeCode: 'LTL',
        DefaultShippingSiteId: site,
        DefaultShippingWarehouseId: warehouse,
        DeliveryAddressLocationId: '000002000',
      }),
    });
    const { SalesOrderNumber: number } = (await header.json()) as { readonly SalesOrderNumber: string };
    log();
    const answer = await fetch(`${dynamics.environmentUrl}/data/$batch`, {
      method: 'POST',
      headers: { ...erpHeaders(), 'content-type': `multipart/mixed; boundary=${batchBoundary}` },
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

const batchBoundary = 'batch_00000000-0000-4000-8000-000000000000';
const changesetBoundary = 'changeset_00000000-0000-4000-8000-000000000000';

function batch(number: string, lines: number): string {
  const parts = Array.from({ length: lines }, (_, index) => {
    const body = JSON.stringify({
      dataAreaId: 'usmf',
      SalesOrderNumber: number,
      ItemNumber: products[index % products.length]?.item,
      OrderedSalesQuantity: 12,
      CustomersLineNumber: index + 1,
      ExternalItemNumber: `NW-${String(index + 1).padStart(4, '0')}`,
      SalesUnitSymbol: 'ea',
      SalesPrice: 9.75,
      SalesPriceQuantity: 1,
    });
    return `--${changesetBoundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${index + 1}\r\n\r\nPOST SalesOrderLines HTTP/1.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n\r\n${body}\r\n`;
  });
  return `--${batchBoundary}\r\nContent-Type: multipart/mixed; boundary=${changesetBoundary}\r\n\r\n${parts.join('')}--${changesetBoundary}--\r\n--${batchBoundary}--\r\n`;
}
