import { afterEach, describe, expect, it } from 'vitest';
import { failure, goodToken, scriptedSps, type Reply, type Script, type ScriptedSps } from './support.ts';

let sps: ScriptedSps | undefined;
afterEach(async () => {
  await sps?.close();
  sps = undefined;
});

async function serving(script: Script, token: Script = goodToken): Promise<ScriptedSps> {
  sps = await scriptedSps(script, token);
  return sps;
}

const file = (path: string) => ({ path: `/${path}`, type: 'file' });
const page = (paths: readonly string[], next?: unknown): Reply => ({
  body: { results: paths.map(file), paging: { limit: 1000, ...(next === undefined ? {} : { next }) } },
});

describe('a listing', () => {
  it('follows every page, short ones too, until next is absent or null', async () => {
    const pages: readonly ((base: string) => Reply)[] = [
      (base) => page(['out/a.xml'], { url: `${base}/transactions/v5/data/out/?limit=1000&cursor=2` }),
      () => page([], { url: '/transactions/v5/data/out/?limit=1000&cursor=3' }),
      () => page(['out/b.xml'], { cursor: 'four' }),
      () => page(['out/c.xml'], null),
    ];
    let turn = 0;
    const { client, asked, counts } = await serving(() => pages[turn++]?.(sps?.base ?? '') ?? { status: 500 });
    const entries = await client.list('out/', { recursive: false });
    expect(entries.map((entry) => entry.path)).toEqual(['out/a.xml', 'out/b.xml', 'out/c.xml']);
    expect(asked.map((one) => new URL(one.path, 'http://x').searchParams.get('cursor'))).toEqual([null, '2', '3', 'four']);
    expect(counts.get('GET listing')).toBe(4);
  });

  it('takes a page without any paging as the last', async () => {
    const { client } = await serving(() => ({ body: { results: [file('out/a.xml')] } }));
    expect(await client.list('out/', { recursive: false })).toHaveLength(1);
  });

  it('keeps the trailing slash that selects "list", and encodes names', async () => {
    const { client, asked } = await serving(() => page([]));
    await client.list('out/Ünïcode & Söhne/', { recursive: false });
    expect(asked[0]?.path).toBe(`/transactions/v5/data/out/${encodeURIComponent('Ünïcode & Söhne')}/?limit=1000`);
  });

  it.each([{}, { cursor: null, url: null }, { cursor: '' }])('ends at a next that leads nowhere (%j)', async (last) => {
    const { client, asked } = await serving(() => page(['out/a.xml'], last));
    expect(await client.list('out/', { recursive: false })).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it('asks for a folder as a folder however it is written, and for none twice', async () => {
    const tree: Readonly<Record<string, unknown[]>> = {
      'out/': [
        { path: '/out/', type: 'directory' },
        { path: '/', type: 'directory' },
        { path: '/out/PO', type: 'directory' },
        { path: '/out/old/', type: 'folder' },
      ],
      'out/PO/': [file('out/PO/b.xml'), { path: '/out/', type: 'directory' }],
      'out/old/': [file('out/old/c.xml')],
    };
    const { client, asked } = await serving(({ path }) => ({
      body: { results: tree[path.split('/data/')[1]?.split('?')[0] ?? ''] },
    }));
    const entries = await client.list('out/', { recursive: true });
    expect(entries.filter((entry) => entry.type === 'file').map((entry) => entry.path)).toEqual([
      'out/PO/b.xml',
      'out/old/c.xml',
    ]);
    expect(asked).toHaveLength(3);
  });

  it('of 2,500 files comes in three pages and one that is empty', async () => {
    const names = Array.from({ length: 2500 }, (_, index) => `out/PO${index}.xml`);
    const { client, asked } = await serving(({ path }) => {
      const from = Number(new URL(path, 'http://x').searchParams.get('cursor') ?? 0);
      const paths = names.slice(from, from + 1000);
      return page(paths, paths.length > 0 ? { cursor: String(from + 1000) } : undefined);
    });
    expect((await client.list('out/', { recursive: false })).map((entry) => entry.path)).toEqual(names);
    expect(asked).toHaveLength(4);
  });

  it('goes by the path of an entry, never by its address', async () => {
    const other = await scriptedSps(() => page([]));
    try {
      const { client } = await serving(({ path }) =>
        path.includes('/out/?')
          ? { body: { results: [{ ...file('out/a.xml'), url: `${other.base}/transactions/v5/data/out/a.xml` }] } }
          : { body: '<Order/>' },
      );
      const [entry] = await client.list('out/', { recursive: false });
      await client.download(entry?.path ?? '', { maxBytes: 100 });
      expect(other.asked).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('walks folders only when asked to', async () => {
    const tree: Readonly<Record<string, unknown[]>> = {
      'out/': [{ path: '/out/PO/', type: 'directory' }, file('out/a.xml')],
      'out/PO/': [file('out/PO/b.xml')],
    };
    const script: Script = ({ path }) => ({
      body: { results: tree[decodeURIComponent(path).split('/data/')[1]?.split('?')[0] ?? ''] },
    });
    const { client } = await serving(script);
    const flat = await client.list('out/', { recursive: false });
    expect(flat.map((entry) => [entry.path, entry.type])).toEqual([
      ['out/PO/', 'directory'],
      ['out/a.xml', 'file'],
    ]);
    const deep = await client.list('out/', { recursive: true });
    expect(deep.filter((entry) => entry.type === 'file').map((entry) => entry.path)).toEqual(['out/a.xml', 'out/PO/b.xml']);
  });

  it('never sends the token to another host that a link names', async () => {
    const other = await scriptedSps(() => page([]));
    try {
      const { client } = await serving(() => page(['out/a.xml'], { url: `${other.base}/files/?cursor=2` }));
      const error = await failure(client.list('out/', { recursive: false }));
      expect(error).toMatchObject({ code: 'sps-unreadable-answer', message: expect.stringMatching(/another host/) as string });
      expect(other.asked).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('asks nothing for a name with half a character: any other would be another file', async () => {
    const world = await serving(() => ({ body: 'x' }));
    const { client } = world;
    for (const work of [client.remove('out/\ud800.xml'), client.upload('in/\ud800.xml', new Uint8Array([1]))])
      expect(await failure(work)).toMatchObject({ code: 'sps-unreadable-answer', outcome: 'not-done' });
    expect(world.asked).toEqual([]);
  });

  it('says so where a link is no address', async () => {
    const { client } = await serving(() => page(['out/a.xml'], { url: 'http://[' }));
    expect(await failure(client.list('out/', { recursive: false }))).toMatchObject({
      code: 'sps-unreadable-answer',
      message: expect.stringMatching(/no address/) as string,
    });
  });

  it('asks our host for the page that a link to another host names', async () => {
    const other = await scriptedSps(() => page([]));
    const link = `${other.base}/transactions/v5/data/out/?limit=1000&cursor=2`;
    try {
      const { client } = await serving(({ path }) =>
        path.includes('cursor=2') ? page(['out/b.xml']) : page(['out/a.xml'], { url: link, cursor: '2' }),
      );
      const found = await client.list('out/', { recursive: false });
      expect(found.map((entry) => entry.path)).toEqual(['out/a.xml', 'out/b.xml']);
      expect(other.asked).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('ends with an error when the pages go round in a circle', async () => {
    const { client, asked } = await serving(() => page(['out/a.xml'], { cursor: 'same' }));
    expect(await failure(client.list('out/', { recursive: false }))).toMatchObject({
      message: expect.stringMatching(/never end/) as string,
    });
    expect(asked.length).toBeLessThan(4);
  });

  it('does not follow redirects', async () => {
    const { client, asked } = await serving(() => ({ status: 302, headers: { location: 'https://elsewhere.invalid/' } }));
    expect((await failure(client.list('out/', { recursive: false }))).message).toMatch(
      /^127\.0\.0\.1:\d+ answers .*redirect \(302\).*Check the API address/,
    );
    expect(asked).toHaveLength(1);
  });
});

describe('a download', () => {
  it('gives the bytes as they are, with the length that was announced', async () => {
    const body = Buffer.from('\ufeff<Order>Ünïcode</Order>', 'utf8');
    const { client } = await serving((_asked, response) => {
      response.writeHead(200, { 'content-length': String(body.length) }).end(body);
      return undefined;
    });
    const download = await client.download('out/a.xml', { maxBytes: 1000 });
    expect(Buffer.from(download.bytes)).toEqual(body);
    expect(download.contentLength).toBe(body.length);
  });

  it('that ends before its announced length is an error, never a short file', async () => {
    const { client } = await serving((_asked, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('<Order>');
      setTimeout(() => response.destroy(), 5);
      return undefined;
    });
    expect((await failure(client.download('out/a.xml', { maxBytes: 10_000 }))).code).toBe('sps-incomplete');
  });

  it('is cut at the limit, announced or not, and says how large it is', async () => {
    const { client } = await serving(({ path }, response) => {
      const announced = path.endsWith('announced.xml');
      response.writeHead(200, announced ? { 'content-length': '90000' } : {});
      for (let part = 0; part < 9; part += 1) response.write('x'.repeat(10_000));
      response.end();
      return undefined;
    });
    for (const name of ['announced', 'streamed']) {
      const error = await failure(client.download(`out/${name}.xml`, { maxBytes: 20_000 }));
      expect(error.code).toBe('sps-too-large');
      expect(Number(error.details['bytes'])).toBeGreaterThan(20_000);
    }
  });

  it('of a file that is gone says so', async () => {
    const { client } = await serving(() => ({
      status: 404,
      body: { error: { error: 'not_found', errorDescription: 'no such file' } },
    }));
    expect((await failure(client.download('out/a.xml', { maxBytes: 10 }))).code).toBe('sps-file-missing');
  });
});

describe('a delete', () => {
  it.each([200, 204, 404])('answered with %i is done', async (status) => {
    const { client, asked } = await serving(() => ({ status }));
    await client.remove('out/a.xml');
    expect(asked[0]).toMatchObject({ method: 'DELETE', path: '/transactions/v5/data/out/a.xml' });
  });

  it('answered with 500 is not', async () => {
    const { client } = await serving(() => ({ status: 500 }));
    expect((await failure(client.remove('out/a.xml'))).retry).toBe('later');
  });
});

describe('an upload', () => {
  const bytes = new TextEncoder().encode('<OrderAck/>');

  it.each([200, 201, 202, 204])('answered with %i is sent, at the time that SPS says', async (status) => {
    const { client, asked } = await serving(() => ({ status, headers: { date: 'Mon, 02 Mar 2026 15:04:05 GMT' } }));
    expect(await client.upload('in/ack.xml', bytes)).toEqual({ at: '2026-03-02T15:04:05.000Z' });
    expect(asked[0]).toMatchObject({ method: 'POST', body: '<OrderAck/>' });
    expect(asked[0]?.headers['content-type']).toBe('application/octet-stream');
  });

  it.each([
    [400, 'not-done'],
    [403, 'not-done'],
    [404, 'not-done'],
    [413, 'not-done'],
    [429, 'not-done'],
    [408, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
  ] as const)('answered with %i is %s', async (status, outcome) => {
    const { client } = await serving(() => ({ status, body: '<html>gateway</html>', headers: { 'content-type': 'text/html' } }));
    expect((await failure(client.upload('in/ack.xml', bytes))).outcome).toBe(outcome);
  });

  it('that finds no place is told to look at the folder: a file that was never there is not there "any more"', async () => {
    const { client } = await serving(() => ({ status: 404, body: { title: 'Not Found' } }));
    expect((await failure(client.upload('in/ack.xml', bytes))).message).toContain('no place for in/ack.xml');
  });

  it('whose connection breaks after its bytes went is unknown', async () => {
    const { client } = await serving((_asked, response) => {
      response.destroy();
      return undefined;
    });
    expect((await failure(client.upload('in/ack.xml', bytes))).outcome).toBe('unknown');
  });

  it('that reached nobody is not done', async () => {
    // No connection is kept, so that the next request meets a closed door.
    const headers = { connection: 'close' };
    const world = await serving(
      () => ({ headers, body: { results: [] } }),
      () => ({ headers, ...goodToken() }),
    );
    const { client } = world;
    await client.list('out/', { recursive: false });
    await world.close();
    sps = undefined;
    expect(await failure(client.upload('in/ack.xml', bytes))).toMatchObject({ code: 'sps-unreachable', outcome: 'not-done' });
  });
});

describe('history', () => {
  it('is read by its links, in UTC whether stamps say so or not', async () => {
    const entry = (path: string, timestamp: string) => ({
      path,
      direction: 'out',
      status_log: [{ status: 'Uploaded', timestamp }],
    });
    const { client, asked } = await serving(({ path }) =>
      path.includes('cursor')
        ? { body: { results: [entry('/out/b.xml', '2026-03-02T14:00:00+00:00')], paging: { next: null } } }
        : {
            body: {
              results: [entry('out/a.xml', '2026-03-02T13:00:00')],
              paging: { next: { url: '/transactions/v5/history?cursor=2' } },
            },
          },
    );
    const entries = await client.history({ after: '2026-03-01T00:00:00.000Z' });
    expect(entries).toEqual([
      { path: 'out/a.xml', direction: 'out', events: [{ status: 'uploaded', at: '2026-03-02T13:00:00.000Z' }] },
      { path: 'out/b.xml', direction: 'out', events: [{ status: 'uploaded', at: '2026-03-02T14:00:00.000Z' }] },
    ]);
    expect(asked[0]?.path).toBe('/transactions/v5/history?after=2026-03-01T00%3A00%3A00');
  });
});

describe('discover folders', () => {
  it('walks from the root and counts the files of each', async () => {
    const tree: Readonly<Record<string, unknown[]>> = {
      '': [
        { path: '/in/', type: 'directory' },
        { path: '/out/', type: 'directory' },
      ],
      'in/': [],
      'out/': [file('out/a.xml'), { path: '/out/PO/', type: 'directory' }],
      'out/PO/': [file('out/PO/b.xml'), file('out/PO/c.xml')],
    };
    const { client } = await serving(({ path }) => ({ body: { results: tree[path.split('/data/')[1]?.split('?')[0] ?? ''] } }));
    expect(await client.discover()).toEqual([
      { path: 'in/', files: 0 },
      { path: 'out/', files: 1 },
      { path: 'out/PO/', files: 2 },
    ]);
  });
});
