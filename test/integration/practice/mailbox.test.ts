import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeEach(async () => {
  visitor = await visit({ seed: 8 });
});
afterEach(() => visitor.close());

interface Page {
  readonly results: readonly { readonly path: string }[];
  readonly paging: { readonly next?: { readonly url: string; readonly cursor: string } };
}
const upload = (path: string, body: string): Promise<Response> => visitor.mailbox(`data/${path}`, { method: 'POST', body });
const page = async (query: string): Promise<Page> => (await visitor.mailbox(`data/out/${query}`)).json() as Promise<Page>;
const fileOf = (answer: Page): readonly string[] =>
  answer.results.map((entry) => entry.path).filter((path) => !path.endsWith('/'));

describe('the practice mailbox', () => {
  it('gives pages by cursor, of the listing as it was at the first', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await upload(`out/${name}.xml`, name);
    const seen: string[] = [];
    let answer = await page('?limit=2');
    seen.push(...fileOf(answer));
    await upload('out/0.xml', 'arrived between two pages');
    while (answer.paging.next) {
      answer = (await (await visitor.mailbox(answer.paging.next.url.split('/transactions/v5/')[1] ?? '')).json()) as Page;
      seen.push(...fileOf(answer));
    }
    expect(seen).toEqual(['/out/a.xml', '/out/b.xml', '/out/c.xml', '/out/d.xml', '/out/e.xml']);
    expect((await visitor.mailbox('data/out/?cursor=unknown')).status).toBe(400);
  });

  it('can end with a page that is empty', async () => {
    await visitor.control('settings', { sps: { emptyLastPage: true } });
    await upload('out/a.xml', 'a');
    const first = await page('');
    expect(first.paging.next).toBeDefined();
    const last = (await (await visitor.mailbox(first.paging.next?.url.split('/transactions/v5/')[1] ?? '')).json()) as Page;
    expect(last.results).toEqual([]);
    expect(last.paging.next).toBeUndefined();
  });

  it('forgets a cursor after a while, and takes none of another folder', async () => {
    for (const name of ['a', 'b', 'c']) await upload(`out/${name}.xml`, name);
    const cursor = (await page('?limit=1')).paging.next?.cursor ?? '';
    expect((await visitor.mailbox(`data/in/?cursor=${cursor}`)).status).toBe(400);
    expect((await visitor.mailbox(`data/out/?cursor=${cursor}`)).status).toBe(200);
    await visitor.control('advance', { minutes: 16 });
    expect((await visitor.mailbox(`data/out/?cursor=${cursor}`)).status).toBe(400);
  });

  it('pages history by links that keep the range that was asked for', async () => {
    await visitor.control('settings', { sps: { historyLagMinutes: 0 } });
    for (const name of ['a', 'b', 'c']) await upload(`out/${name}.xml`, name);
    const range = `after=2000-01-01T00:00:00&until=2100-01-01T00:00:00`;
    const answer = (await (await visitor.mailbox(`history?${range}&limit=2`)).json()) as Page;
    const link = new URL(answer.paging.next?.url ?? '');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      after: '2000-01-01T00:00:00',
      until: '2100-01-01T00:00:00',
      limit: '2',
      offset: '2',
    });
  });

  it.each(['limit=0', 'limit=-1', 'limit=abc', 'limit=1.5', 'limit=1001', 'limit='])('refuses a page of %s', async (query) => {
    await upload('out/a.xml', 'a');
    for (const path of ['data/out/', 'history']) expect((await visitor.mailbox(`${path}?${query}`)).status).toBe(400);
  });

  it.each(['offset=-1', 'offset=abc', 'after=yesterday', 'until=2026-13-01T00:00:00', 'after='])(
    'refuses a history of %s',
    async (query) => {
      expect((await visitor.mailbox(`history?${query}`)).status).toBe(400);
    },
  );

  it.each(['429', '500'])('says %s as SPS does, with the request id of its caller', async (kind) => {
    await visitor.control('faults', { target: 'sps', kind, times: 1 });
    const answer = await visitor.mailbox('data/out/', { headers: { 'x-request-id': 'mine-7' } });
    expect(answer.status).toBe(Number(kind));
    expect(await answer.json()).toMatchObject({ status: Number(kind), requestId: 'mine-7', title: expect.any(String) as string });
  });

  it('overwrites a name that is there, and remembers that it did', async () => {
    await upload('in/ack.xml', 'first');
    await upload('in/ack.xml', 'second');
    expect(await (await visitor.mailbox('data/in/ack.xml')).text()).toBe('second');
    const received = await visitor.look<readonly { readonly body: string; readonly overwritten: boolean }[]>('received');
    expect(received.map(({ body, overwritten }) => [body, overwritten])).toEqual([
      ['first', true],
      ['second', false],
    ]);
  });

  it('refuses to upload into a folder that is not there, and to read what is gone', async () => {
    expect((await upload('nowhere/a.xml', 'a')).status).toBe(404);
    expect((await upload('in/', 'a')).status).toBe(404);
    expect((await visitor.look<unknown[]>('received')).length).toBe(0);
    expect((await visitor.mailbox('data/out/none.xml')).status).toBe(404);
    expect((await visitor.mailbox('data/none/')).status).toBe(404);
  });

  it('shows history minutes late, and what was done with a file', async () => {
    await upload('out/a.xml', 'a');
    await (await visitor.mailbox('data/out/a.xml')).text();
    await visitor.mailbox('data/out/a.xml', { method: 'DELETE' });
    const entries = async () =>
      (
        (await (await visitor.mailbox('history')).json()) as {
          readonly results: readonly { readonly path: string; readonly status_log: readonly { readonly status: string }[] }[];
        }
      ).results;
    expect(await entries()).toEqual([]);
    await visitor.control('advance', { minutes: 6 });
    expect((await entries()).map((entry) => entry.status_log.map((event) => event.status.toLowerCase()))).toEqual([
      ['uploaded', 'downloaded', 'deleted'],
    ]);
  });

  it('takes only the audience, the kind of app and the secret that are right', async () => {
    const { tokenUrl, clientId, clientSecret, audience } = visitor.sps;
    const ask = async (change: object) => {
      const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience, ...change };
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      });
      return [response.status, ((await response.json()) as { readonly error?: string }).error];
    };
    expect(await ask({})).toEqual([200, undefined]);
    expect(await ask({ client_secret: 'no' })).toEqual([401, 'access_denied']);
    expect(await ask({ audience: 'no' })).toEqual([403, 'access_denied']);
    expect(await ask({ grant_type: 'authorization_code' })).toEqual([403, 'unauthorized_client']);
    for (const body of ['{', 'null', '1', '"text"'])
      expect((await fetch(tokenUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(400);
    expect((await fetch(`${visitor.sps.apiBase}/transactions/v5/data/out/`)).status).toBe(401);
  });

  it('has the folders of the app it plays', async () => {
    const bare = await visit({ profile: 'unprovisioned' });
    expect(((await (await bare.mailbox('data/')).json()) as Page).results).toEqual([]);
    expect((await bare.mailbox('data/out/')).status).toBe(404);
    await bare.close();
    const production = await visit({ profile: 'production' });
    const { results } = (await (await production.mailbox('data/')).json()) as Page;
    expect(results.map((entry) => entry.path)).toEqual(['/in/', '/out/', '/testin/', '/testout/']);
    await production.close();
  });
});

describe('a world that is kept', () => {
  it('is the same after a restart: files, orders and numbers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-world-'));
    const snapshotFile = join(folder, 'world.json');
    const first = await visit({ snapshotFile, orders: 2 });
    await first.control('handmade', { purchaseOrder: 'PO-1', customer: 'US-101' });
    await first.control('hold', { customer: 'US-103' });
    await first.control('release', { item: 'D0020', released: false });
    const before = await first.look('state');
    await first.close();
    const second = await visit({ snapshotFile, orders: 2 });
    expect(await second.look('state')).toEqual(before);
    expect(await (await second.data("CustomersV3?$filter=CustomerAccount eq 'US-103'")).text()).toContain('"OnHoldStatus":"All"');
    expect(await (await second.data("ReleasedProductsV2?$filter=ItemNumber eq 'D0020'")).json()).toMatchObject({ value: [] });
    await second.control('handmade', { purchaseOrder: 'PO-2', customer: 'US-101' });
    const { dynamics } = await second.look<{ readonly dynamics: { readonly orders: readonly { readonly number: string }[] } }>(
      'state',
    );
    expect(new Set(dynamics.orders.map((order) => order.number)).size).toBe(2);
    await second.close();
    await rm(folder, { recursive: true });
  });
});
