import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import type { Terminal } from '#core/host/commands/command.ts';
import { runCommandLine } from '#core/host/main.ts';
import type { Place } from '#core/store/networkPlace.ts';
import { startPractice, type PracticeWorld } from '#core/practice/world.ts';

let world: PracticeWorld;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quayside-cli-'));
  world = await startPractice({ seed: 4 });
  await writeFile(join(folder, 'connection.json'), JSON.stringify(world.connection));
  await world.writeMaps(join(folder, 'maps'));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const quayside = (...args: readonly string[]): Promise<Ran> => quaysideOn({}, ...args);

async function quaysideOn(machine: Pick<Terminal, 'placeOf'>, ...args: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    interactive: false,
    env: { QUAYSIDE_DATA: join(folder, 'data') },
    cwd: folder,
    signal: new AbortController().signal,
    ...machine,
  });
  return { code, out, err };
}
/** A connection to real accounts; nothing that is asked of it here goes to them. */
const away = ({ sps, dynamics, ...rest }: Connection): Connection => ({
  ...rest,
  sps: { ...sps, apiBase: 'https://api.example.com', tokenUrl: 'https://auth.example.com/oauth/token' },
  dynamics: { ...dynamics, environmentUrl: 'https://contoso.example.com' },
});
const bare = (connection: Connection): Connection => {
  const { clientSecret: _, ...sps } = connection.sps;
  const { clientSecret: __, ...dynamics } = connection.dynamics;
  return { ...connection, sps, dynamics };
};
const where = ['--connection', 'connection.json', '--data', 'workspace'] as const;
const importAll = async (): Promise<void> => {
  for (const kind of ['partners', 'locations', 'items', 'units']) {
    const ran = await quayside('import', kind, `maps/${kind}.csv`, ...where, '--apply', '--json');
    expect(ran).toMatchObject({ code: 0, err: '' });
  }
};

describe('a new practice world', () => {
  const synced = async () => {
    const ran = await quayside('sync', '--once', '--json');
    return JSON.parse(ran.out) as { readonly files: { readonly found: number }; readonly orders: { readonly created: number } };
  };

  it('has its orders whichever command comes first', async () => {
    expect((await quayside('doctor', '--json')).code).toBe(0);
    expect(await synced()).toMatchObject({ files: { found: 6 }, orders: { created: 6 } });
  });

  it.each(['items', 'partners'])('has the maps that it lacks where %s were imported before', async (kind) => {
    expect((await quayside('import', kind, `maps/${kind}.csv`, '--apply', '--json')).code).toBe(0);
    expect(await synced()).toMatchObject({ orders: { created: 6 } });
    // What the world was given is nobody's import.
    expect(JSON.parse((await quayside('import', '--undo', '--json')).out)).toMatchObject({ kind });
  });
});

describe('a data folder on a network share', () => {
  const share = (path: string): Place => ({
    platform: 'win32',
    realPath: `\\\\files\\team\\${basename(path)}`,
    driveType: undefined,
  });
  const there = ['--connection', 'connection.json', '--data', 'share/workspace'] as const;

  it.each([
    ['sync', '--once'],
    ['export', 'items', 'items.csv'],
  ])('%s says so, makes nothing there and ends with 2', async (...args) => {
    await mkdir(join(folder, 'share'));
    const ran = await quaysideOn({ placeOf: share }, ...args, ...there);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(
      /is on a network share, \\\\files\\team, where two engines .* Choose a folder on a disk of this machine/,
    );
    const told = await quaysideOn({ placeOf: share }, ...args, ...there, '--json');
    expect(told.code).toBe(2);
    expect(JSON.parse(told.out)).toMatchObject({ error: { code: 'folder-on-network-share' } });
    expect(await readdir(join(folder, 'share'))).toEqual([]);
    // On a disk of this machine the same command goes on.
    expect((await quayside(...args, ...there)).code).not.toBe(2);
  });
});

describe('sync --once', () => {
  it('prints one line of JSON and does the job against any mailbox and service', async () => {
    await importAll();
    world.place({ count: 4, lines: 3 });
    const ran = await quayside('sync', '--once', ...where, '--json');
    expect(ran.code).toBe(0);
    expect(ran.out.trim().split('\n')).toHaveLength(1);
    const summary = JSON.parse(ran.out) as Record<string, unknown>;
    expect(summary).toMatchObject({
      files: { found: 4, stored: 4, deleted: 4, quarantined: 0 },
      documents: { read: 4, duplicates: 0, parked: 0, held: 0 },
      orders: { created: 4, resumed: 0, failed: 0 },
    });
    expect(Object.keys(summary)).toEqual(['files', 'documents', 'orders', 'outbound', 'requests', 'durationMs']);
  });
  it('counts parked documents as no failure', async () => {
    world.place({ count: 1 });
    const ran = await quayside('sync', '--once', ...where, '--json');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ documents: { parked: 1 } });
  });
  it('says what failed and exits 1', async () => {
    await writeFile(
      join(folder, 'connection.json'),
      JSON.stringify({ ...world.connection, sps: { ...world.connection.sps, clientSecret: 'wrong' } }),
    );
    const ran = await quayside('sync', '--once', ...where);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/client id and secret/);
  });
  it('names what a connection file lacks', async () => {
    await writeFile(join(folder, 'none.json'), '{}');
    const ran = await quayside('sync', '--once', '--connection', 'none.json');
    expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(/"sps" is missing; "dynamics" is missing/) as unknown });
  });
  it('takes secrets from the environment', async () => {
    const { clientSecret, ...sps } = world.connection.sps;
    await writeFile(join(folder, 'connection.json'), JSON.stringify({ ...world.connection, sps }));
    expect(await quayside('sync', '--once', ...where)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/QUAYSIDE_SPS_CLIENT_SECRET/) as unknown,
    });
    expect(clientSecret).toBeDefined();
  });
});

describe('exit codes', () => {
  it.each([
    [['sync'], 2, /--once/],
    [['sync', '--once', '--connection', 'missing.json'], 2, /cannot be read/],
    [['nonsense'], 2, /no command/],
    [['sync', '--once', '--workspace', 'live'], 2, /connection file/],
    [['rsx', 'convert', 'x.xml', '--to', 'pdf'], 2, /xml\|json/],
    [['import', 'gadgets', 'x.csv'], 2, /partners/],
    [['import', 'items', 'maps/items.csv', 'maps/units.csv', '--apply'], 2, /not expected/],
    [['sync', '--once', 'connection.json'], 2, /"connection.json" is not expected/],
    [['doctor', 'connection.json'], 2, /not expected/],
    [['sync', '--once', '--connection'], 2, /argument missing/],
    [['sync', '--once', '--connection', 'connection.json', '--workspace', 'test'], 2, /not both/],
    [['serve', '--port='], 2, /whole number/],
    [['serve', '--port', '1e3'], 2, /whole number/],
    [['practice', '--maps', 'connection.json/x'], 2, /cannot be written/],
    // A folder that no system has: Node's own way of making it never came back below /proc.
    [
      ['practice', '--maps', process.platform === 'linux' ? '/proc/quayside/maps' : 'connection.json/x/y'],
      2,
      /cannot be written/,
    ],
    [['sync', '--once', '--data', 'connection.json'], 2, /cannot be made/],
    [['backup', 'backups', '--data', 'nothing-here'], 2, /nothing to back up/],
    [['export', 'items', 'nowhere/x.csv', '--connection', 'connection.json', '--data', 'w'], 2, /cannot be written/],
    [['open', '--connection', 'connection.json'], 2, /connection-practice-sps-app/],
    [['open', '--workspace', 'nonsense'], 2, /no workspace/],
  ])('%j exits %i with a sentence', async (args, code, sentence) => {
    const ran = await quayside(...args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(sentence);
  });
  it.each([
    ['sync', '--once', '--connection', 'missing.json'],
    ['nonsense'],
    ['doctor', 'x'],
    ['restore', 'nothing'],
    ['rsx', 'check', 'none'],
  ])('with --json also a failure is one line of JSON: %s %s', async (...args) => {
    const ran = await quayside(...args, '--json');
    expect(ran.code).toBe(2);
    expect(ran.out.endsWith('\n') && ran.out.trim().split('\n').length).toBe(1);
    const { error } = JSON.parse(ran.out) as { readonly error: { readonly code: string; readonly message: string } };
    expect(ran.err).toContain(error.message);
  });
  it.each([
    ['{ // mine\n"sps": {"clientSecret": "hunter2"} }', /no comments/],
    ['{"sps": {"clientSecret": "hunter2",}}', /line 1 column/],
    ['{}', /"sps".*"dynamics"/],
    ['{"sps": {"apiBase": "no address"}, "dynamics": {}}', /"sps.apiBase"/],
  ])('says what is wrong with the connection file %s and quotes nothing of it', async (text, sentence) => {
    await writeFile(join(folder, 'wrong.json'), text);
    const ran = await quayside('doctor', '--connection', 'wrong.json');
    expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(sentence) as unknown });
    expect(ran.err).not.toContain('hunter2');
  });
  it('reads a connection file that an editor began with a byte order mark', async () => {
    await writeFile(join(folder, 'bom.json'), `\uFEFF${JSON.stringify(world.connection)}`);
    expect((await quayside('doctor', '--connection', 'bom.json')).code).toBe(0);
  });
  it.skipIf(process.platform === 'win32').each([
    [0o644, '{"sps.clientSecret": "hunter2"}', /chmod 600/],
    [0o600, '{"sps.clientSecret": 5}', /not as expected/],
    [0o600, 'null', /not as expected/],
    [0o600, '{"password": "hunter2"}', /names are sps.clientSecret/],
    [0o600, 'hunter2', /no JSON/],
  ])('refuses a secrets file of mode %o with %s', async (mode, text, sentence) => {
    await writeFile(join(folder, 'secrets.json'), text, { mode });
    const ran = await quayside('doctor', ...where, '--secrets', 'secrets.json');
    expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(sentence) as unknown });
    expect(ran.err).not.toContain('hunter2');
  });
  it.skipIf(process.platform === 'win32').each([
    ['read by its group', 0o640, (known: Connection) => away(known), true],
    ['read by everybody', 0o644, (known: Connection) => away(known), true],
    ['read by nobody else', 0o600, (known: Connection) => away(known), false],
    ['without a secret', 0o644, (known: Connection) => bare(away(known)), false],
    ['of a world on this machine', 0o644, (known: Connection) => known, false],
  ])('tells of a connection file %s (mode %o), and goes on', async (_, mode, change, told) => {
    await writeFile(join(folder, 'mine.json'), JSON.stringify(change(connectionSchema.parse(world.connection))));
    await chmod(join(folder, 'mine.json'), mode);
    const ran = await quayside('export', 'items', 'items.csv', '--connection', 'mine.json', '--data', 'mine', '--json');
    const sentence = `The connection file ${join(folder, 'mine.json')} holds secrets and may be read by others. Run: chmod 600 ${join(folder, 'mine.json')}\n`;
    expect(ran).toEqual({ code: 0, out: '{"rows":0,"file":"items.csv"}\n', err: told ? sentence : '' });
  });
  it('refuses plain http to another host', async () => {
    const connection = { ...world.connection, sps: { ...world.connection.sps, apiBase: 'http://example.com' } };
    await writeFile(join(folder, 'connection.json'), JSON.stringify(connection));
    const ran = await quayside('doctor', ...where);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('https') as unknown });
  });
  it.each(['serve', 'open', 'sync', 'doctor', 'rsx', 'practice', 'import', 'export', 'backup', 'restore'])(
    '%s explains itself',
    async (name) => {
      const ran = await quayside(name, '--help');
      expect(ran.code).toBe(0);
      expect(ran.out.split('\n').length).toBeGreaterThan(2);
    },
  );
});

describe('the other commands', () => {
  it('doctor finds everything in order, and says what is not', async () => {
    const good = await quayside('doctor', ...where, '--json', '--write-test', 'out/');
    expect(JSON.parse(good.out)).toMatchObject({ good: true });
    expect(good.code).toBe(0);
    await writeFile(
      join(folder, 'connection.json'),
      JSON.stringify({ ...world.connection, dynamics: { ...world.connection.dynamics, companies: ['zzzz'] } }),
    );
    const bad = await quayside('doctor', ...where);
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/zzzz/);
  });
  it('rsx checks and converts', async () => {
    const file = fileURLToPath(new URL('../../fixtures/rsx/850-order.xml', import.meta.url));
    expect(JSON.parse((await quayside('rsx', 'check', file, '--json')).out)).toMatchObject({
      documents: [{ kind: '850', number: '4500012345' }],
    });
    const converted = await quayside('rsx', 'convert', file, '--to', 'json');
    expect(JSON.parse(converted.out)).toMatchObject({ Orders: expect.anything() as unknown });
    const copied = await quayside('rsx', 'convert', file, '--to', 'xml');
    expect(copied).toEqual({ code: 0, out: await readFile(file, 'utf8'), err: '' });
    await writeFile(join(folder, 'bad.xml'), '<Orders><Order>');
    expect((await quayside('rsx', 'check', 'bad.xml')).code).toBe(1);
  });
  it('rsx check tells of a path without a file beside what the others hold', async () => {
    const file = fileURLToPath(new URL('../../fixtures/rsx/850-order.xml', import.meta.url));
    const asJson = await quayside('rsx', 'check', file, 'none.xml', file, '--json');
    expect(JSON.parse(asJson.out)).toMatchObject([
      { file, readable: true, documents: [{ kind: '850', number: '4500012345' }] },
      {
        file: 'none.xml',
        readable: false,
        reason: 'no-file',
        sentence: 'It does not exist; check the path.',
        documents: [],
        findings: [],
      },
      { file, readable: true },
    ]);
    expect(asJson).toMatchObject({ code: 1, err: '' });
    const told = await quayside('rsx', 'check', 'none.xml', file);
    expect(told.out).toMatch(/^none\.xml\n {2}cannot be read: It does not exist; check the path\.\n[^]*850 4500012345/);
    expect(await quayside('rsx', 'check', 'none.xml', 'neither.xml')).toMatchObject({ code: 2 });
  });
  it.each([
    ['an unknown element', '<Vendor>', '<Colour>red</Colour><Vendor>', 0, 'warning Order/Header/OrderHeader/Colour:'],
    ['an unknown code', '>IC<', '>AC<', 0, 'warning Order/Header/Contacts[1]/ContactTypeCode:'],
    ['an impossible date', '2026-03-20', '2026-02-30', 1, 'error Order/Header/Dates[2]/Date:'],
    [
      'a missing number',
      /<PurchaseOrderNumber>.*<\/PurchaseOrderNumber>/,
      '',
      1,
      'error Order/Header/OrderHeader/PurchaseOrderNumber:',
    ],
    ['a line without its OrderLine', /<OrderLine>[\s\S]*?<\/OrderLine>/, '', 1, 'error Order/LineItem[1]:'],
  ] as const)('rsx check: %s', async (_what, from, to, code, words) => {
    const order = await readFile(new URL('../../fixtures/rsx/850-order.xml', import.meta.url), 'utf8');
    await writeFile(join(folder, 'odd.xml'), order.replace(from, to));
    const ran = await quayside('rsx', 'check', 'odd.xml');
    expect(ran.code).toBe(code);
    expect(ran.out).toContain(words);
  });
  it('imports, exports and undoes mappings', async () => {
    const shown = await quayside('import', 'items', 'maps/items.csv', ...where, '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ added: 60, applied: false });
    await importAll();
    for (const name of ['items.csv', 'items.xlsx']) {
      expect((await quayside('export', 'items', name, ...where)).code).toBe(0);
      expect(JSON.parse((await quayside('import', 'items', name, ...where, '--json')).out)).toMatchObject({
        added: 0,
        updated: 0,
        unchanged: 60,
        errors: [],
      });
    }
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'items.xlsx'));
    book.addWorksheet('Retailer B').addRow(['partnerId']);
    await book.xlsx.writeFile(join(folder, 'two.xlsx'));
    expect((await quayside('import', 'items', 'two.xlsx', ...where)).out).toContain('Passed over: "Retailer B".');
    const csv = await readFile(join(folder, 'maps', 'items.csv'), 'utf8');
    await writeFile(
      join(folder, 'moved.csv'),
      csv.replace('NW-0001,CTS-0001,614141000104,,,D0001', 'NW-0001,CTS-0001,614141000104,,,D0009'),
    );
    expect((await quayside('import', 'items', 'moved.csv', ...where)).out).toMatch(
      /~ .*NW-0001.*: itemNumber "D0009" instead of "D0001"/,
    );
    expect(JSON.parse((await quayside('import', 'items', 'moved.csv', ...where, '--json')).out)).toMatchObject({
      changes: [{ change: 'update', cells: { itemNumber: { before: 'D0001', after: 'D0009' } } }],
    });
    await writeFile(join(folder, 'misspelt.csv'), csv.replace('unit', 'unit,valid_from'));
    expect((await quayside('import', 'items', 'misspelt.csv', ...where)).out).toContain(
      'Left alone, because they mean nothing here: "valid_from"',
    );
    await writeFile(join(folder, 'wrong.csv'), csv.replace(/,6141410001(\d\d),/, ',614141000199,'));
    const wrong = await quayside('import', 'items', 'wrong.csv', ...where, '--apply');
    expect(wrong.code).toBe(2);
    expect(wrong.out).toMatch(/check digit/);
  });
  it('undoes the last import once, and an earlier one only by its number', async () => {
    const none = await quayside('import', '--undo', ...where);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('There is no import to undo.') as unknown });
    await importAll();
    const first = JSON.parse((await quayside('import', '--undo', ...where, '--json')).out) as { readonly change: number };
    expect(first).toMatchObject({ kind: 'units', undone: expect.any(Number) as unknown });
    const again = await quayside('import', '--undo', ...where);
    expect(again.code).toBe(2);
    expect(again.out).toBe('');
    expect(again.err).toMatch(
      /The last import \(change \d+: \d+ units of .*units\.csv, \d{4}-\d\d-\d\d \d\d:\d\d UTC\) is undone already, since .*UTC\. The one before it that stands is change \d+: \d+ items of .*items\.csv, .*UTC; "import --undo \d+" puts that back\./,
    );
    // Nothing was put back by that: the items are all there.
    const shown = await quayside('import', 'items', 'maps/items.csv', ...where, '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ added: 0, unchanged: 60 });
    const change = /"import --undo (\d+)"/.exec(again.err)?.[1] ?? '';
    expect((await quayside('import', '--undo', change, ...where)).out).toBe(`Undone: 60 items (change ${change}).\n`);
    const twice = await quayside('import', '--undo', change, ...where);
    expect(twice.code).not.toBe(0);
    expect(twice.err).toContain('taken back already');
    for (const wrong of [
      ['--undo', 'items'],
      ['--undo', '1', '2'],
      ['--undo', '--apply'],
    ])
      expect(await quayside('import', ...wrong, ...where)).toMatchObject({ code: 2 });
    // A new import is the last one again.
    await quayside('import', 'units', 'maps/units.csv', ...where, '--apply');
    expect(JSON.parse((await quayside('import', '--undo', ...where, '--json')).out)).toMatchObject({ kind: 'units' });
  });
  it('imports what lost its zeros, or is in another encoding, only on a word', async () => {
    await writeFile(join(folder, 'short.csv'), 'partnerId,upc,itemNumber\nP,12345678905,D1\n');
    const short = await quayside('import', 'items', 'short.csv', ...where, '--apply');
    expect(short).toMatchObject({
      code: 2,
      out: expect.stringMatching(/probably 012345678905[\s\S]*--take-corrections/) as unknown,
    });
    const taken = await quayside(
      'import',
      'items',
      'short.csv',
      ...where,
      '--apply',
      '--take-corrections',
      '--why',
      'as sold',
      '--json',
    );
    expect(JSON.parse(taken.out)).toMatchObject({ added: 1, applied: true, errors: [] });
    await writeFile(join(folder, 'ansi.csv'), Buffer.from('partnerId,buyerPart,itemNumber\nP,CAFÉ,D1\n', 'latin1'));
    const ansi = await quayside('import', 'items', 'ansi.csv', ...where);
    expect(ansi).toMatchObject({ code: 2, err: expect.stringMatching(/Line 2 is not UTF-8.*CAFÉ/) as unknown });
    const said = await quayside('import', 'items', 'ansi.csv', ...where, '--windows-1252', '--json');
    expect(JSON.parse(said.out)).toMatchObject({ added: 1, errors: [] });
  });
  it('backs up and restores', async () => {
    await importAll();
    const made = JSON.parse((await quayside('backup', 'backups', ...where, '--json')).out) as { readonly folder: string };
    world.place({ count: 2, lines: 2 });
    await quayside('sync', '--once', ...where, '--json');
    const restored = await quayside('restore', made.folder, ...where, '--json');
    expect(JSON.parse(restored.out)).toMatchObject({ replayed: 2, guard: 'good', compared: true });
    const manifest = join(made.folder, 'backup.json');
    const { sha256: _, ...before } = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>;
    await writeFile(manifest, JSON.stringify(before));
    expect((await quayside('restore', made.folder, ...where)).out).toMatch(/not every byte/);
    expect((await quayside('restore', 'nothing', ...where)).code).toBe(2);
    const sps = { ...world.connection.sps, clientId: 'someone-else' };
    await writeFile(join(folder, 'other.json'), JSON.stringify({ ...world.connection, sps }));
    const other = await quayside('restore', made.folder, '--connection', 'other.json', '--data', 'other');
    expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/backup belongs to the SPS app/) as unknown });
    expect((await quayside('backup', 'backups', '--data', 'other')).err).toMatch(/nothing to back up/);
  });
});
