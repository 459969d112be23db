import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoints, type InputOf, type Method } from '#core/contract/endpoints.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../integration/support/fixture.ts';

/** The calls that go on from a cursor; those that take nothing are records of any name. */
type NamesOf<M extends Method> = string extends keyof InputOf<M> ? never : keyof InputOf<M>;
type Paged = { readonly [M in Method]: 'cursor' extends NamesOf<M> ? M : never }[Method];
const methods = Object.keys(endpoints) as readonly Method[];
const paged = methods.filter((method) => 'cursor' in (z.toJSONSchema(endpoints[method].input, { io: 'input' }).properties ?? {}));

/** What each list is asked for besides, in every way that reads a cursor of its own; a list that is missing does not compile. */
const lists = {
  'orders.list': [{}, { sort: 'shipBy' }, { sort: 'number', descending: false }],
  'orders.timeline': [{ threadId: 1 }],
  'orders.unconfirmed': [{}],
  'attention.list': [{}, { kind: 'held' }, { kind: 'waiting' }],
  'triage.groups': [{}, { kind: 'waiting' }],
  'triage.members': [{ kind: 'held', group: 'rule:nothing' }],
  'mappings.list': [
    { kind: 'partners' },
    { kind: 'locations' },
    { kind: 'items' },
    { kind: 'units' },
    { kind: 'partners', text: 'north' },
    { kind: 'items', text: 'D0' },
  ],
  'mappings.get': [{ kind: 'partners', id: 1 }],
  'mappings.missing': [{}, { kind: 'items' }],
  'mappings.coverage': [{}],
  'mappings.changes': [{}, { kind: 'items' }],
  'mappings.changeRows': [{ changeSetId: 1 }],
  'mappings.previewRows': [{ previewId: 'gone', which: 'changes' }],
  'master.products': [{ company: 'usmf' }, { company: 'usmf', text: 'lamp' }],
  'master.customers': [{ company: 'usmf' }, { company: 'usmf', text: 'north' }],
  'master.addresses': [
    { company: 'usmf', customer: 'US-101' },
    { company: 'usmf', customer: 'US-101', text: 'dock' },
  ],
  'master.findings': [{}],
  'prices.desk': [{}, { partnerId: '7QAALLCONTOSOUS' }],
  'prices.history': [{ partnerId: '7QAALLCONTOSOUS', itemNumber: 'D0001' }],
  'packing.list': [{}, { number: 'PS' }],
  'outbound.list': [{}, { sort: 'due' }, { filter: { threadId: 1 } }],
  'outbound.versions': [{ outboundId: 1 }],
  'outbound.pastHolds': [{ outboundId: 1 }],
  'outbound.unknown': [{}],
  'postings.notOurs': [{}],
  'sheets.history': [{ partnerId: '7QAALLCONTOSOUS', vendor: '0088123' }],
  'runs.list': [{}, { filter: { outcome: 'good' } }],
  'runs.rows': [{ runId: 1, figure: 'files.found' }],
  'audit.list': [{}, { filter: { text: 'nothing said so' } }],
  'audit.export': [{ format: 'csv' }],
} satisfies { readonly [M in Paged]: readonly InputOf<M>[] };

/** No JSON at all, JSON of another shape, and the right shape with other types in it. */
const malformed = [
  '',
  'x',
  '{',
  '{}',
  '[]',
  'null',
  'true',
  '-1',
  '1.5',
  '1e400',
  '[{},{}]',
  '[null,null]',
  '[0,true]',
  '[["x"],1]',
];

let bench: Bench;
let app: App;
beforeAll(async () => {
  bench = await startBench({ seed: 2 });
  app = await bench.open();
  await importPracticeMaps(app.store);
});
afterAll(() => bench.close());

describe('a cursor that no list gave out', () => {
  it('is sent to every list of the contract', () => {
    expect(paged.toSorted()).toEqual(Object.keys(lists).toSorted());
  });

  it.each(Object.entries(lists))('is refused in a sentence: %s', async (method, inputs) => {
    for (const input of inputs)
      for (const cursor of malformed) {
        const reply = await app.dispatch({ id: '1', method, input: { ...input, cursor } });
        expect({ input, cursor, reply }).toMatchObject({
          reply: { error: { code: 'invalid-input', message: 'The place in the list could not be read. Open the list anew.' } },
        });
      }
  });
});
