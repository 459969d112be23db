import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogFile } from '#core/host/adapters/logFile.ts';
import { createLogger, redact } from '#core/host/adapters/logger.ts';
import { diagnosticsOf, type DiagnosticsFacts } from '#core/host/records/diagnostics.ts';
import { createHostLog, newestLines, teeLogger } from '#core/host/records/hostLog.ts';
import { zip } from '#core/host/records/zip.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log file', () => {
  it('keeps lines in order, for this account alone, and never grows beyond its size', async () => {
    const file = createLogFile({ path: join(folder, 'logs', 'a.log'), maxBytes: 1_000 });
    for (let count = 0; count < 100; count += 1) {
      file.write(`line ${count} ${'x'.repeat(40)}\n`);
      if (count % 10 === 0) await file.flush();
    }
    await file.flush();
    expect(await file.bytes()).toBeLessThan(4_000);
    const lines = (await file.tail(10_000)).trim().split('\n');
    expect(lines.at(-1)).toMatch(/^line 99 /);
    const numbers = lines.map((line) => Number(line.split(' ')[1]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect((await file.tail(120)).startsWith('line ')).toBe(true);
    if (process.platform !== 'win32') expect(statSync(file.path).mode & 0o077).toBe(0);
  });

  it('that cannot be written costs nothing but its lines, and says so once it can', async () => {
    const place = join(folder, 'logs');
    writeFileSync(place, 'in the way');
    const file = createLogFile({ path: join(place, 'a.log') });
    file.write('lost\n');
    await file.flush();
    rmSync(place);
    file.write('kept\n');
    await file.flush();
    expect(readFileSync(join(place, 'a.log'), 'utf8')).toMatch(/1 lines could not be written here.*\nkept\n$/);
  });
});

describe('the log', () => {
  it('keeps less than the terminal shows of nothing, and more of what is slow', async () => {
    const shown: string[] = [];
    const terminal = createLogger(
      (line) => shown.push(line),
      () => 't',
      'warn',
    );
    const host = createHostLog(folder, () => '2026-03-02T10:00:00.000Z');
    const log = teeLogger(terminal, host.log);
    log.info('a slow store operation', { operation: 'ordersList', milliseconds: 900 });
    log.warn('Dynamics asked to wait', { milliseconds: 10 });
    log.debug('nothing of note');
    expect(shown).toHaveLength(1);
    const lines = newestLines(await host.file.tail(10_000), 'debug', 10);
    expect(lines.map((line) => line.message)).toEqual(['Dynamics asked to wait', 'a slow store operation']);
    expect(lines[1]).toMatchObject({ level: 'info', fields: { operation: 'ordersList', milliseconds: '900' } });
    expect(newestLines(await host.file.tail(10_000), 'warn', 10)).toHaveLength(1);
    expect(newestLines(await host.file.tail(10_000), 'debug', 1).map((line) => line.message)).toEqual(['Dynamics asked to wait']);
    host.setLevel('error');
    log.warn('not kept');
    expect(newestLines(await host.file.tail(10_000), 'debug', 10)).toHaveLength(2);
  });

  it('shows a line that is no record as it is', () => {
    expect(newestLines('{"at":"x","level":"warn","message":"m"}\nhalf a li', 'info', 5).map((line) => line.message)).toEqual([
      'half a li',
      'm',
    ]);
  });

  it.each([
    'Authorization: Bearer abc.def-ghi',
    'eyJhbGciOi.eyJzdWIi.c2ln',
    'client_secret=hunter2&x=1',
    '{"client_secret": "hunter2"}',
    'https://x.example/blob?sig=hunter2',
    'mail dana@example.com',
    'Endpoint=sb://x.example/;SharedAccessKeyName=desk;SharedAccessKey=hunter2;EntityPath=q',
    'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=hunter2==',
    '{"clientSecret":"hunter2"}',
    '-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-256-CBC,1\nhunter2\n-----END RSA PRIVATE KEY-----',
    'cut off: -----BEGIN PRIVATE KEY-----\nhunter2',
  ])('never carries a secret: %s', (text) => {
    expect(redact(text)).not.toMatch(/hunter2|abc\.def|eyJ|dana@/);
    expect(redact(text)).toMatch(/\[(removed|mail)\]/);
  });

  it('hides texts by their name, and says numbers: an exit code is no secret', () => {
    const lines: string[] = [];
    const log = createLogger(
      (line) => lines.push(line),
      () => '2026-03-02T10:00:00.000Z',
    );
    log.error('the page ended', { reason: 'crashed', exitCode: 139, code: 'internal', accessToken: 'hunter2' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ exitCode: 139, code: 'internal', accessToken: '[removed]' });
  });

  it.each(['a', 'eyJ', '-eyJ', 'a@', '-----BEGIN PRIVATE KEY-----'])('takes little time over a long text of %s', (piece) => {
    const before = process.cpuUsage();
    redact(piece.repeat(200_000 / piece.length));
    // Of the processor, in microseconds; where time grew with the square of the length this took half a minute.
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });
});

const facts: DiagnosticsFacts = {
  at: '2026-03-02T10:00:00.000Z',
  versions: [{ name: 'Quayside', version: '0.3.0' }],
  workspace: { word: 'Live', colour: 'live' },
  timeZone: 'America/Chicago',
  engine: { state: 'idle' },
  schedule: {},
  attention: { parked: 1, held: 2, quarantined: 0, waiting: 0, incident: 1 },
  connection: undefined,
  folder: { path: '/home/dana/quayside', bytes: 5_000_000, freeBytes: 1_000_000_000 },
  backup: {},
  runs: [
    {
      id: 7,
      trigger: 'schedule',
      startedAt: '2026-03-02T09:00:00.000Z',
      outcome: 'failed',
      requests: [],
      failures: [{ remote: 'sps', code: 'sps-unreachable', message: 'SPS did not answer dana', count: 3 }],
    },
  ],
  incidents: [{ message: 'something at dana@example.com' }],
  log: '{"message":"token eyJhbGciOi.eyJzdWIi.c2ln of dana"}\n',
};

describe('diagnostics', () => {
  it('say the versions, the last failure and what is open, without secrets and, if wanted, without names', () => {
    const { parts, summary } = diagnosticsOf(facts, [
      ['/home/dana', '~'],
      ['dana', 'this-person'],
    ]);
    const all = [summary, ...parts.map((part) => part.text)].join('\n');
    expect(all).not.toMatch(/dana|eyJ/);
    expect(summary).toMatch(/Quayside 0\.3\.0[\s\S]*sps-unreachable \(3 times\): SPS did not answer this-person/);
    expect(parts.map((part) => part.name)).toEqual([
      'about.txt',
      'state.json',
      'connection.json',
      'runs.json',
      'incidents.json',
      'log.txt',
    ]);
    expect(parts.every((part) => part.bytes === Buffer.byteLength(part.text))).toBe(true);
    expect(diagnosticsOf(facts, []).summary).toContain('dana');
  });

  it('hold the log of the desktop app too, without secrets and names', () => {
    const { parts } = diagnosticsOf({ ...facts, hostLog: 'dana: Authorization: Bearer abc.def.ghi\n' }, [
      ['dana', 'this-person'],
    ]);
    const own = parts.find(({ name }) => name === 'desktop-log.txt');
    expect(own).toMatchObject({ what: 'The newest lines of the desktop app', text: expect.stringContaining('this-person') });
    expect(own?.text).not.toMatch(/dana|abc\.def/);
  });

  it('make a zip that others can open', async () => {
    const entries = [
      { name: 'a.txt', text: 'again '.repeat(500) },
      { name: 'ü.json', text: '{}' },
    ];
    const bytes = await zip(entries);
    const end = bytes.length - 22;
    expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
    expect(bytes.readUInt16LE(end + 10)).toBe(2);
    let place = bytes.readUInt32LE(end + 16);
    for (const { name, text } of entries) {
      expect(bytes.readUInt32LE(place)).toBe(0x02014b50);
      const length = bytes.readUInt16LE(place + 28);
      const packed = bytes.readUInt32LE(place + 20);
      const local = bytes.readUInt32LE(place + 42);
      expect(bytes.subarray(place + 46, place + 46 + length).toString()).toBe(name);
      const start = local + 30 + bytes.readUInt16LE(local + 26);
      expect(inflateRawSync(bytes.subarray(start, start + packed)).toString()).toBe(text);
      place += 46 + length;
    }
    expect(place).toBe(end);
  });
});
