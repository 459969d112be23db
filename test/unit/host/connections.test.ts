import { describe, expect, it } from 'vitest';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import type { DoctorStepView } from '#core/contract/views/workspaces.ts';
import { folderKind, folderPath, isLoopback, normalEnvironment } from '#core/domain/connection.ts';
import { ssccRange } from '#core/domain/ssccRange.ts';
import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import { checkDimension, recommend, type ProbedSet } from '#core/dynamics/probe.ts';
import { connectionOf, copyForOther, draftOf, emptyDraft } from '#core/host/connections/draft.ts';
import { blockingReasons } from '#core/host/connections/gate.ts';
import { draftProblems } from '#core/host/connections/problems.ts';
import { refuseWriteTest } from '#core/host/connections/writeTest.ts';

const good: ConnectionDraft = {
  ...emptyDraft,
  sps: {
    ...emptyDraft.sps,
    clientId: 'app',
    inbound: ['testout/'],
    outbound: { '855': 'testin/', '856': 'testin/', '810': '', '865': '' },
  },
  dynamics: {
    ...emptyDraft.dynamics,
    environmentUrl: 'https://contoso.sandbox.operations.dynamics.com',
    tenantId: 't',
    clientId: 'c',
    companies: ['usmf'],
  },
  company: { ...emptyDraft.company, name: 'Contoso' },
};
const fields = (draft: ConnectionDraft, workspace: 'test' | 'live' = 'test', secrets = true): readonly string[] =>
  draftProblems(draft, { workspace, hasSecret: () => secrets }).map(({ severity, field }) => `${severity} ${field}`);
const sps = (change: Partial<ConnectionDraft['sps']>): ConnectionDraft => ({ ...good, sps: { ...good.sps, ...change } });
const dynamics = (change: Partial<ConnectionDraft['dynamics']>): ConnectionDraft => ({
  ...good,
  dynamics: { ...good.dynamics, ...change },
});
const company = (change: Partial<ConnectionDraft['company']>): ConnectionDraft => ({
  ...good,
  company: { ...good.company, ...change },
});

describe('what a draft lacks', () => {
  it('is nothing where all is there', () => {
    expect(fields(good)).toEqual([]);
  });
  it.each<[string, ConnectionDraft, readonly string[]]>([
    ['no folder', sps({ inbound: [' '] }), ['error sps.inbound']],
    [
      'the folder seen from the wrong side',
      sps({ inbound: ['testin/'], outbound: good.sps.outbound }),
      ['warn sps.inbound', 'error sps.outbound.855', 'error sps.outbound.856'],
    ],
    [
      'documents that would be fetched again',
      sps({ inbound: ['/out'], outbound: { ...emptyDraft.sps.outbound, '856': 'out/SH/' } }),
      ['error sps.outbound.856'],
    ],
    [
      'documents put where SPS puts its own',
      sps({ recursive: false, outbound: { ...emptyDraft.sps.outbound, '856': 'out/' } }),
      ['warn sps.outbound.856'],
    ],
    [
      'in/ for test, which only a sandbox app may',
      sps({ outbound: { ...emptyDraft.sps.outbound, '856': 'in/' } }),
      ['warn sps.outbound.856'],
    ],
    ['plain http to another machine', sps({ apiBase: 'http://api.spscommerce.com' }), ['error sps.apiBase']],
    ['no address', dynamics({ environmentUrl: 'contoso dynamics' }), ['error dynamics.environmentUrl']],
    ['an unusual address', dynamics({ environmentUrl: 'https://erp.contoso.com' }), ['warn dynamics.environmentUrl']],
    ['tokens from elsewhere', dynamics({ loginBase: 'https://login.example.com' }), ['error dynamics.loginBase']],
    ['no tenant of its own', dynamics({ tenantId: 'Common' }), ['error dynamics.tenantId']],
    ['a short thumbprint', dynamics({ signIn: 'certificate', thumbprintSha256: 'AB:CD' }), ['error dynamics.thumbprintSha256']],
    ['a long settle time', dynamics({ settleSeconds: '90000' }), ['error dynamics.settleSeconds']],
    ['a dimension twice', dynamics({ dimensionSegments: ['Dept', 'dept'] }), ['error dynamics.dimensionSegments']],
    ['a prefix of letters', company({ gs1Prefix: 'abc' }), ['error company.gs1Prefix']],
    ['the prefix of the examples', company({ gs1Prefix: '0614141' }), ['warn company.gs1Prefix']],
  ])('names %s', (_name, draft, expected) => {
    expect(fields(draft)).toEqual(expected);
  });
  it('is an error for live where a test folder is used, or the prefix of the examples', () => {
    expect(fields(good, 'live')).toEqual(['error sps.inbound', 'error sps.outbound.855', 'error sps.outbound.856']);
    expect(
      fields(
        { ...sps({ inbound: ['out/'], outbound: emptyDraft.sps.outbound }), company: { ...good.company, gs1Prefix: '0614141' } },
        'live',
      ),
    ).toEqual(['error company.gs1Prefix']);
  });
  it('names secrets by how the app signs in', () => {
    expect(fields(good, 'test', false)).toEqual(['error secret.sps.clientSecret', 'error secret.dynamics.clientSecret']);
  });
});

describe('a draft and its connection', () => {
  it('stand for each other', () => {
    expect(draftOf(connectionOf(good))).toEqual(good);
  });
  it('take what a browser shows as the environment', () => {
    expect(normalEnvironment(' Contoso.operations.dynamics.com/?cmp=USMF&mi=x ')).toBe('https://contoso.operations.dynamics.com');
    expect(normalEnvironment('http://127.0.0.1:8080/data')).toBe('http://127.0.0.1:8080');
    expect(normalEnvironment('')).toBe('');
    expect(isLoopback('https://localhost.evil.com')).toBe(false);
    expect(folderPath(' /out/PO ')).toBe('out/PO/');
    expect(folderKind('TESTOUT/')).toBe('other');
  });
  it('are copied without what must differ', () => {
    const copy = copyForOther(good);
    expect(copy.sps).toMatchObject({ clientId: '', inbound: [], audience: good.sps.audience });
    expect(copy.dynamics).toMatchObject({ environmentUrl: '', tenantId: 't', companies: ['usmf'] });
  });
});

describe('business events of a draft', () => {
  const events = {
    kind: 'service-bus',
    place: 'quayside',
    prefix: '',
    confirmations: ['AlertConfirmed'],
    slips: ['AlertSlip', 'AlertLoad'],
    invoices: [],
  } as const satisfies ConnectionDraft['dynamics']['events'];
  const withEvents = (change: Partial<ConnectionDraft['dynamics']['events']>): ConnectionDraft =>
    dynamics({ events: { ...events, ...change, slips: [...(change.slips ?? events.slips)], confirmations: ['AlertConfirmed'] } });

  it('stand for those of a connection, by queue and by container', () => {
    expect(connectionOf(withEvents({})).dynamics.events).toEqual({
      kind: 'service-bus',
      queue: 'quayside',
      triggers: { AlertConfirmed: 'confirmation', AlertSlip: 'packing-slip', AlertLoad: 'packing-slip' },
    });
    expect(connectionOf(withEvents({ kind: 'blob', prefix: 'erp/' })).dynamics.events).toMatchObject({
      kind: 'blob',
      container: 'quayside',
      prefix: 'erp/',
    });
    for (const draft of [withEvents({}), withEvents({ kind: 'blob', prefix: 'erp/' }), withEvents({ slips: [] })])
      expect(draftOf(connectionOf(draft))).toEqual(draft);
    expect(connectionOf(good).dynamics.events).toBeUndefined();
  });
  it('lack a place, a key, or say one type twice', () => {
    expect(fields(withEvents({}))).toEqual([]);
    expect(fields(withEvents({ place: ' ' }))).toEqual(['error dynamics.events.place']);
    expect(fields(withEvents({}), 'test', false)).toContain('error secret.dynamics.events');
    expect(fields(withEvents({ slips: ['AlertConfirmed'] }))).toEqual(['error dynamics.events.types']);
    expect(fields(dynamics({ events: { ...emptyDraft.dynamics.events, place: '' } }))).toEqual([]);
  });
  it('go to a place of their own in the other workspace', () => {
    expect(copyForOther(withEvents({})).dynamics.events).toMatchObject({ kind: 'service-bus', place: '', slips: events.slips });
  });
});

describe('a range of carton numbers', () => {
  it('has room for its cartons, the first with a good check digit', () => {
    const range = ssccRange({ prefix: '0712345', extension: '0', first: '000000001', last: '99' });
    expect(range).toMatchObject({ state: 'good', count: '99' });
    expect(range.state === 'good' && hasValidCheckDigit(range.example)).toBe(true);
  });
  it.each([
    [{ prefix: '071234', extension: '0', first: '1', last: '2' }, 'gs1Prefix'],
    [{ prefix: '0712345', extension: '', first: '1', last: '2' }, 'ssccExtension'],
    [{ prefix: '0712345678', extension: '0', first: '1', last: '1000000' }, 'ssccLast'],
    [{ prefix: '0712345', extension: '0', first: '5', last: '4' }, 'ssccLast'],
    [{ prefix: '0712345', extension: '0', first: 'x', last: '4' }, 'ssccFirst'],
  ])('%j is wrong in %s', (parts, field) => {
    const range = ssccRange(parts);
    expect(range.state === 'wrong' && range.problems.map((problem) => problem.field)).toEqual([field]);
  });
  it('may be left out, or only the prefix given', () => {
    expect(ssccRange({ prefix: '', extension: '', first: '', last: '' }).state).toBe('none');
    expect(ssccRange({ prefix: '0712345', extension: '', first: '', last: '' }).state).toBe('none');
  });
});

describe('activating', () => {
  const step = (remote: 'sps' | 'dynamics', name: string, state: DoctorStepView['state']): DoctorStepView => ({
    remote,
    name,
    state,
    sentence: '',
    details: {},
  });
  const steps = [step('sps', 'SPS folder out/', 'good'), step('dynamics', 'token', 'good'), step('dynamics', 'companies', 'bad')];
  it('of live needs everything in order, of test the tokens and the folders', () => {
    expect(blockingReasons('live', { state: 'ended', current: true, steps })).toEqual(['"companies" is not in order.']);
    expect(blockingReasons('test', { state: 'ended', current: true, steps })).toEqual([]);
    const noToken = [step('dynamics', 'token', 'bad'), step('sps', 'SPS folder out/', 'bad')];
    expect(blockingReasons('test', { state: 'ended', current: true, steps: noToken })).toHaveLength(2);
  });
  it('takes no step that was merely skipped for a fault', () => {
    expect(
      blockingReasons('live', { state: 'ended', current: true, steps: [step('dynamics', 'entity sets', 'skipped')] }),
    ).toEqual([]);
  });
  it.each(['never', 'running', 'cancelled'] as const)('is not possible while the check is %s', (state) => {
    expect(blockingReasons('test', { state, current: true, steps: [] })).toHaveLength(1);
  });
  it('is not possible with a check of something else', () => {
    expect(blockingReasons('test', { state: 'ended', current: false, steps: [] })).toHaveLength(1);
  });
});

describe('what an environment offers', () => {
  const set = (name: string, change: Partial<ProbedSet> = {}): ProbedSet => ({
    set: name,
    there: true,
    readOnly: false,
    certain: true,
    lacksNeeded: [],
    lacks: [],
    ...change,
  });
  it('is recommended by what is left out least, then by how widely it is spread', () => {
    expect(recommend([set('A'), set('B'), set('C')], 'B')).toBe('B');
    expect(recommend([set('A'), set('B', { lacks: ['x'] }), set('C')], 'B')).toBe('C');
    expect(recommend([set('A', { readOnly: true }), set('B', { lacksNeeded: ['x'] })], 'B')).toBeUndefined();
    expect(recommend([set('A', { there: false })], 'A')).toBeUndefined();
  });
  it('shows whether a dimension format fits', () => {
    const format = { segments: ['BusinessUnit', 'Department', 'Project'], delimiter: '-' };
    expect(checkDimension(format, ['001--X', '-022-']).result).toBe('fits');
    expect(checkDimension(format, ['001-022']).result).toBe('differs');
    expect(checkDimension(format, []).result).toBe('no-example');
    expect(checkDimension(undefined, ['001-022']).result).toBe('not-set');
  });
});

describe('a write test', () => {
  it.each(['in/', '/in', 'in/SH'])('never goes to %s of live', (folder) => {
    expect(() => refuseWriteTest({ live: true, outbound: ['in/'], folder })).toThrow(/outbound folder of the live/);
    expect(() => refuseWriteTest({ live: false, outbound: ['in/'], folder })).not.toThrow();
  });
  it('goes to no folder that is another one once it stands in an address', () => {
    for (const live of [true, false])
      for (const folder of ['./in/', 'x/../in/', 'testin//x/', '%69n/'])
        expect(() => refuseWriteTest({ live, outbound: ['in/'], folder })).toThrow(/no folder as SPS lists it/);
  });
  it('goes elsewhere', () => {
    expect(() => refuseWriteTest({ live: true, outbound: ['in/', ''], folder: 'inbox/' })).not.toThrow();
  });
});
