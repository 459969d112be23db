import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Client, type Transport } from '#core/contract/client.ts';
import { endpoints, type Method } from '#core/contract/endpoints.ts';
import type { SequencedEvent } from '#core/contract/events.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import { httpTransport } from '#core/contract/transports/http.ts';
import { ipcTransport, type IpcBridge } from '#core/contract/transports/ipc.ts';
import { defaultOutboundSheet } from '#core/domain/outboundSheet.ts';
import type { App } from '#core/host/app.types.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import { systemRandom } from '#core/host/adapters/random.ts';
import { emptyDraft } from '#core/host/connections/draft.ts';
import { startHttpHost, type HttpHost } from '#core/host/http/server.ts';
import { importPracticeMaps, startBench, type Bench } from '../integration/support/fixture.ts';

const backups = mkdtempSync(join(tmpdir(), 'quayside-contract-'));
let bench: Bench;
let app: App;
let host: HttpHost;
beforeAll(async () => {
  bench = await startBench({ seed: 2 });
  app = await bench.open();
  await importPracticeMaps(app.store);
  bench.world.place({ count: 2, lines: 2 });
  bench.world.place({ count: 1, oddity: 'v76' });
  await app.engine.runOnce('command');
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  host = await startHttpHost({ app, pages: '/nowhere', port: 0, clock: systemClock, random: systemRandom, log });
});
afterAll(async () => {
  await host.close();
  await bench.close();
  rmSync(backups, { recursive: true, force: true });
});

/** Electron's IPC as far as a contract sees it: everything is cloned on its way, both ways. */
function ipcPair(): IpcBridge {
  return {
    call: async (request) => structuredClone(await app.dispatch(structuredClone(request))),
    cancel: () => undefined,
    listen: (after, onEvent) => app.events.listen(after, (event) => onEvent(structuredClone(event))),
  };
}

const transports: readonly (readonly [string, () => Transport])[] = [
  ['direct', () => directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) })],
  [
    'HTTP',
    () =>
      httpTransport({
        base: `http://127.0.0.1:${host.port}`,
        token: () => host.tokens.page,
        fetch: (input, init) => fetch(input, init),
        wait: () => new Promise((resolve) => setTimeout(resolve, 20)),
      }),
  ],
  ['IPC pair', () => ipcTransport(ipcPair())],
];

const unit = { partnerId: 'P', itemNumber: '', ediUnit: 'CA', unit: 'ea', factor: '6', validFrom: '' };

/** An input for every endpoint; one that is missing does not compile. */
const inputs: { readonly [M in Method]: Parameters<Client['call']>[1] } = {
  'app.status': {},
  'today.get': {},
  'morning.get': {},
  'morning.markDone': {},
  'morning.takeBack': { checkId: 999 },
  'orders.list': {},
  'orders.count': {},
  'orders.thread': { threadId: 1 },
  'orders.timeline': { threadId: 1 },
  'orders.unconfirmed': { limit: 10 },
  'orders.partners': {},
  'search.find': { text: 'NW' },
  'documents.content': { documentId: 1 },
  'files.content': { fileId: 1 },
  'attention.list': {},
  'outbound.list': { filter: { place: 'sent', kind: '855', partnerId: 'P' }, sort: 'due' },
  'outbound.counts': {},
  'outbound.get': { outboundId: 1 },
  'outbound.preview': { act: 'release', outboundIds: [1] },
  'outbound.release': { documents: [{ outboundId: 1, versionId: 1 }] },
  'outbound.takeBack': { outboundIds: [1] },
  'outbound.sendNow': { outboundIds: [1] },
  'outbound.setAside': { outboundIds: [1], reason: 'sent by hand' },
  'outbound.sendAnyway': { outboundIds: [1], reason: 'late is worse' },
  'outbound.tryAgain': { outboundIds: [1] },
  'outbound.sendAgain': { outboundId: 1, reason: 'quantities were wrong', called: true },
  'outbound.unknown': {},
  'outbound.look': {},
  'outbound.settle': { outboundIds: [1], decision: 'arrived', reason: 'seen in the portal' },
  'outbound.reply': { outboundId: 1, kind: '824', outcome: 'rejected', text: 'wrong SSCC' },
  'outbound.reconcile': {},
  'outbound.endReconcile': { reason: 'compared with the portal' },
  'outbound.draft': { outboundId: 1 },
  'outbound.correct': {
    outboundId: 1,
    versionId: 1,
    path: 'OrderAck/Header/OrderHeader/Vendor',
    value: '7',
    reason: 'the buyer said so',
  },
  'outbound.versions': { outboundId: 1 },
  'outbound.pastHolds': { outboundId: 1 },
  'outbound.uncorrect': { outboundId: 1, versionId: 1 },
  'outbound.answerChoices': {
    outboundId: 1,
    versionId: 1,
    answers: [{ threadId: 1, about: 'rest', position: 1, code: 'IB', date: '2026-03-09' }],
  },
  'outbound.accept': { outboundId: 1, holdIds: [1], reason: 'agreed with the buyer' },
  'outbound.sendBack': { outboundId: 1, versionId: 1, note: 'wrong ship date' },
  'outbound.redraft': { outboundId: 1 },
  'postings.notOurs': {},
  'postings.adopt': { postingId: 1, threadId: 1, reason: 'made by hand' },
  'changes.get': { documentId: 1 },
  'changes.decide': { documentId: 1, decision: 'refuse', reason: 'too late' },
  'changes.move': { documentId: 1, threadId: 2, reason: 'the buyer said so' },
  'sheets.get': { partnerId: 'P', vendor: '' },
  'sheets.save': {
    partnerId: 'P',
    vendor: '',
    seen: 0,
    sheet: structuredClone(defaultOutboundSheet) as never,
    why: 'the routing guide',
  },
  'sheets.history': { partnerId: 'P', vendor: '' },
  'packing.list': { state: 'waiting', number: 'PS' },
  'packing.get': { slipId: 1 },
  'packing.save': { slipId: 1, seen: 0, packing: { cartons: [], pallets: [] }, why: 'packed at the dock' },
  'packing.byRule': { slipId: 1, seen: 0, why: 'as usual' },
  'packing.previewImport': { name: 'list.csv', bytes: Buffer.from('slip,carton,item,quantity\nPS-1,1,A,2\n').toString('base64') },
  'packing.applyImport': { previewId: 'p', why: 'the list of the warehouse' },
  'packing.dropPreview': { previewId: 'p' },
  'packing.labels': { slipId: 1, what: 'labels' },
  'packing.ranges': {},
  'packing.setRange': { prefix: '0614141', extension: '1', first: '1', last: '1000', why: 'another range' },
  'packing.setNextStart': { serial: '100', why: 'after a restore' },
  'runs.list': {},
  'runs.get': { runId: 1 },
  'runs.rows': { runId: 1, figure: 'files.found' },
  'audit.list': { filter: { text: 'order' } },
  'audit.facts': {},
  'audit.check': {},
  'audit.cancelCheck': {},
  'audit.export': { format: 'json' },
  'settings.get': {},
  'desktop.get': {},
  'desktop.set': { loginItem: true },
  'desktop.checkForUpdates': {},
  'desktop.installUpdate': {},
  'desktop.openFolder': {},
  'settings.set': { timeZone: 'Europe/Berlin', logLevel: 'info' },
  'backup.state': {},
  'backup.set': { automatic: false, folder: '', keep: 7, at: '02:00', warnAfterDays: 7 },
  'backup.acceptDisk': {},
  'backup.now': { folder: backups },
  'log.lines': {},
  'diagnostics.preview': {},
  'diagnostics.bundle': {},
  'engine.runNow': {},
  'engine.cancelRun': {},
  'engine.pause': {},
  'engine.resume': {},
  'schedule.set': { everyMinutes: 15 },
  'holds.answer': { holdId: 999, choice: 'accept', reason: 'a reason' },
  'documents.setAside': { documentId: 999, reason: 'a reason' },
  'documents.tryAgain': { documentId: 999 },
  'files.deleteAtSps': { fileId: 999, reason: 'a reason' },
  'files.fetchAgain': { fileId: 999 },
  'incidents.close': { incidentId: 999, reason: 'a reason' },
  'practice.order': { count: 1 },
  'backoffice.orders': {},
  'backoffice.slip': { slip: 'PS-999999' },
  'backoffice.post': { what: 'ship', orders: ['SO-999999'], share: 0.5, consolidate: true },
  'backoffice.correctSlip': { slip: 'PS-999999', lines: [{ line: 1, quantity: 2 }], as: 'reversal' },
  'backoffice.cancelSlip': { slip: 'PS-999999' },
  'backoffice.credit': { invoice: 'INV-999999', share: 0.5 },
  'backoffice.received': {},
  'backoffice.collect': {},
  'backoffice.reply': { paths: ['in/none.xml'], kind: '824', outcome: 'rejected', text: 'wrong SSCC' },
  'backoffice.loseAnswers': { times: 1 },
  'master.state': {},
  'businessEvents.get': {},
  'businessEvents.lookNow': {},
  'master.syncNow': {},
  'master.cancel': {},
  'master.setSchedule': { everyHours: 24 },
  'master.companies': {},
  'master.units': {},
  'master.warehouses': { company: 'usmf' },
  'master.products': { company: 'usmf', text: 'lamp' },
  'master.customers': { company: 'usmf' },
  'master.addresses': { company: 'usmf', customer: 'US-101' },
  'master.findings': {},
  'master.suggest': { fixes: [{ fix: 'partner', partnerId: 'P', vendor: '', inactive: false }] },
  'mappings.list': { kind: 'items' },
  'mappings.get': { kind: 'items', id: 1 },
  'mappings.missing': {},
  'mappings.candidates': { key: 'item:NOBODY:upc=1' },
  'mappings.releasePreview': { change: { action: 'add', kind: 'units', row: unit } },
  'mappings.removalPreview': { kind: 'items', id: 1 },
  'mappings.save': { change: { action: 'update', kind: 'units', id: 99_999, seen: unit, row: unit }, why: 'a reason' },
  'mappings.coverage': {},
  'mappings.changes': {},
  'mappings.changeRows': { changeSetId: 1 },
  'mappings.undo': { changeSetId: 99_999, why: 'a reason' },
  'mappings.previewImport': { kind: 'units', source: { from: 'paste', text: 'partnerId\tediUnit\tunit\tfactor\nP\tCA\tea\t6' } },
  'mappings.previewRows': { previewId: 'gone', which: 'changes' },
  'mappings.applyImport': { previewId: 'gone', why: 'a reason' },
  'mappings.dropPreview': { previewId: 'gone' },
  'mappings.export': { kind: 'units', format: 'csv' },
  'triage.groups': {},
  'triage.members': { kind: 'quarantined', group: 'file:quarantined' },
  'triage.preview': { kind: 'held', group: 'rule:nothing', choice: 'accept' },
  'triage.answerMany': { choice: 'accept', reason: 'a reason', holds: [{ holdId: 999 }] },
  'triage.job': { jobId: 999 },
  'triage.cancelJob': { jobId: 999 },
  'triage.undo': { jobId: 999 },
  'triage.note': { subject: 'group:quarantined:file:quarantined', waitingOn: 'sps', text: 'asked them', owner: 'dana' },
  'prices.desk': {},
  'prices.get': { key: 'price:nothing' },
  'prices.preview': { key: 'price:nothing', decision: { is: 'accept-here' } },
  'prices.decide': { key: 'price:nothing', decision: { is: 'accept-always' }, holdIds: [999], reason: 'a reason' },
  'prices.note': { keys: ['price:nothing'] },
  'prices.history': { partnerId: '7QAALLCONTOSOUS', itemNumber: 'D0001' },
  'workspaces.list': {},
  'workspaces.open': { workspace: 'test' },
  'connections.draft': { workspace: 'test' },
  'connections.save': { workspace: 'test', seen: '', draft: emptyDraft },
  'connections.discard': { workspace: 'test', seen: '' },
  'connections.copyFrom': { workspace: 'live', seen: '', from: 'test' },
  'connections.setSecret': { workspace: 'test', name: 'sps.clientSecret', value: 'x' },
  'connections.discover': { workspace: 'test', seen: '' },
  'connections.probe': { workspace: 'test', seen: '' },
  'connections.examine': { workspace: 'test', seen: '' },
  'connections.cancelExamine': { workspace: 'test' },
  'connections.doctor': { workspace: 'test' },
  'connections.activate': { workspace: 'test', seen: '' },
};
/** What this bench has not: the things that are named, and (its program runs one workspace alone) other workspaces. */
const missing: ReadonlySet<string> = new Set([
  'outbound.get',
  'outbound.sendAgain',
  'outbound.reply',
  ...Object.keys(endpoints).filter((method) => method.startsWith('connections.')),
  'workspaces.open',
  'prices.get',
  'backoffice.slip',
  'backoffice.post',
  'backoffice.correctSlip',
  'backoffice.cancelSlip',
  'backoffice.credit',
  'backoffice.reply',
  'triage.preview',
  'triage.job',
  'triage.cancelJob',
  'triage.undo',
  'prices.preview',
  'prices.decide',
  'prices.note',
  'holds.answer',
  'documents.setAside',
  'documents.tryAgain',
  'files.deleteAtSps',
  'files.fetchAgain',
  'morning.takeBack',
  'outbound.draft',
  'outbound.correct',
  'outbound.uncorrect',
  'outbound.answerChoices',
  'outbound.accept',
  'outbound.sendBack',
  'outbound.redraft',
  'postings.adopt',
  'changes.get',
  'changes.decide',
  'changes.move',
  'packing.get',
  'packing.save',
  'packing.byRule',
  'packing.applyImport',
  'packing.labels',
  'packing.setNextStart',
  'sheets.get',
  'sheets.save',
  'incidents.close',
  'mappings.candidates',
  'mappings.save',
  'mappings.undo',
  'mappings.previewRows',
  'mappings.applyImport',
]);

/** What a host without a desktop says no to. */
const onDesktopOnly = new Set<Method>(['desktop.set', 'desktop.checkForUpdates', 'desktop.installUpdate', 'desktop.openFolder']);

describe.each(transports)('the contract over %s', (_name, open) => {
  it.each(Object.keys(endpoints) as Method[])('%s answers in its shape, or says what is missing', async (method) => {
    const client = createClient(open());
    const call = client.call(method, inputs[method]);
    if (missing.has(method)) await expect(call).rejects.toMatchObject({ code: 'not-found' });
    else if (onDesktopOnly.has(method)) await expect(call).rejects.toMatchObject({ code: 'not-allowed' });
    else expect(endpoints[method].output.safeParse(await call).error).toBeUndefined();
    if (method === 'engine.runNow' || method === 'practice.order') await app.engine.cancelRun();
  });

  it('tells the business events that the store keeps, with what became of each', async () => {
    const client = createClient(open());
    const before = await client.call('businessEvents.get', {});
    const event = {
      type: 'AlertSlip',
      company: 'usmf',
      document: 'PS-1',
      fate: 'unknown',
      at: new Date().toISOString(),
    } as const;
    await app.store.noteBusinessEvent(event);
    const after = await client.call('businessEvents.get', {});
    expect(endpoints['businessEvents.get'].output.safeParse(after).error).toBeUndefined();
    expect(after.counts.unknown).toBe(before.counts.unknown + 1);
    expect(after.recent[0]).toEqual(event);
    expect(after.types.find(({ type }) => type === 'AlertSlip')?.lastAt).toBe(event.at);
  });

  it('keeps the code and the sentence of an error', async () => {
    const client = createClient(open());
    await expect(client.call('orders.thread', { threadId: 4_000 })).rejects.toMatchObject({
      code: 'not-found',
      message: 'This order does not exist in this workspace.',
    });
    await expect(client.call('schedule.set', { everyMinutes: 0 })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('everyMinutes') as unknown,
    });
    await expect(client.call('orders.list', { limit: 10, unknown: 1 } as never)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(client.call('no.such.call' as Method, {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('delivers events in order and lets a listener that was away catch up', async () => {
    const client = createClient(open());
    const seen: SequencedEvent[] = [];
    let first = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<void>();
    const end = client.listen(
      0,
      (event) => {
        seen.push(event);
        first.resolve();
      },
      (state) => (state === 'open' ? opened.resolve() : undefined),
    );
    await opened.promise;
    await app.engine.setSchedule({ everyMinutes: 20 });
    await first.promise;
    end();
    const last = seen.at(-1)?.sequence ?? 0;
    await app.engine.setSchedule({ everyMinutes: 25 });
    first = Promise.withResolvers();
    const later: SequencedEvent[] = [];
    const endAgain = client.listen(last, (event) => {
      later.push(event);
      first.resolve();
    });
    await first.promise;
    endAgain();
    expect(later[0]?.sequence).toBe(last + 1);
    expect(seen.map((event) => event.sequence)).toEqual(seen.map((event) => event.sequence).toSorted((a, b) => a - b));
  });
});
