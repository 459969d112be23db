import { describe, expect, it } from 'vitest';
import { knownEvents, readEnvelope, type BusinessEvent } from '#core/dynamics/events/envelope.ts';
import { keptEvent, typesOf } from '#core/dynamics/events/seen.ts';
import { createEventJudge } from '#core/dynamics/events/judge.ts';

const text = (over: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    BusinessEventId: 'SalesInvoicePostedBusinessEvent',
    BusinessEventLegalEntity: 'USMF',
    ControlNumber: 5_637_144_576,
    EventId: '0A4C2F60-0000-0000-0000-000000000001',
    InvoiceId: 'CIV-000123',
    SalesOrderId: '001234',
    ...over,
  });

function event(over: Readonly<Record<string, unknown>> = {}): BusinessEvent {
  const read = readEnvelope(text(over));
  if ('malformed' in read) throw new Error(read.malformed);
  return read.event;
}

describe('the envelope', () => {
  it('keeps a control number beyond 2^53 exactly', () => {
    const read = readEnvelope(`\uFEFF${text().replace('5637144576', '9007199254740993')}`);
    expect(read).toMatchObject({ event: { control: 9_007_199_254_740_993n, company: 'usmf', id: event().id } });
  });
  it.each([
    ['no JSON', '{"BusinessEventId":', 'it is no JSON'],
    ['a list', '[]', 'it is no JSON object'],
    ['another object', '{"a":1}', 'it has no BusinessEventId and no EventId'],
    ['no id', text({ EventId: '' }), 'it has no EventId'],
  ])('says why %s is none', (_name, body, why) => {
    expect(readEnvelope(body)).toEqual({ malformed: why });
  });
});

describe('the judge', () => {
  it('triggers the read of the journal, once for each event', () => {
    const judge = createEventJudge(['USMF'], knownEvents);
    expect(judge.judge(event())).toEqual({
      verdict: 'trigger',
      trigger: { kind: 'invoice', company: 'usmf', document: 'CIV-000123' },
    });
    judge.had(event());
    expect(judge.judge(event({ InvoiceId: 'CIV-9' }))).toEqual({ verdict: 'duplicate' });
  });
  it('takes an older event of the same document for late, one of another document not', () => {
    const judge = createEventJudge(['usmf'], knownEvents);
    judge.had(event({ EventId: 'b', ControlNumber: 20 }));
    expect(judge.judge(event({ EventId: 'a', ControlNumber: 10 })).verdict).toBe('late');
    expect(judge.judge(event({ EventId: 'c', ControlNumber: 10, InvoiceId: 'CIV-2' })).verdict).toBe('trigger');
  });
  it('ignores other companies, tests and what no journal belongs to, until the connection names it', () => {
    const other = { EventId: 'x', BusinessEventId: 'AlertSlip', PackingSlipId: 'PS-1' };
    const judge = createEventJudge(['usmf'], knownEvents);
    expect(judge.judge(event(other))).toEqual({ verdict: 'ignored', why: 'unknown' });
    expect(judge.judge(event({ BusinessEventId: 'constructor' }))).toEqual({ verdict: 'ignored', why: 'unknown' });
    expect(judge.judge(event({ BusinessEventId: 'BusinessEventsTestEndpoint' }))).toEqual({ verdict: 'ignored', why: 'test' });
    expect(judge.judge(event({ BusinessEventLegalEntity: 'DEMF' }))).toEqual({ verdict: 'ignored', why: 'other-company' });
    const told = createEventJudge(['usmf'], { ...knownEvents, AlertSlip: 'packing-slip' });
    expect(told.judge(event(other))).toMatchObject({ trigger: { kind: 'packing-slip', document: 'PS-1' } });
  });
});

describe('what was seen', () => {
  const at = '2026-03-10T09:00:00.000Z';

  it('tells each type with the journal it is about, those that came most first, then those that never came', () => {
    const came = [
      { type: 'Strange', count: 1, lastAt: at },
      { type: 'AlertSlip', count: 2, lastAt: at },
    ];
    expect(typesOf({ AlertSlip: 'packing-slip', Other: 'invoice' }, came)).toEqual([
      { type: 'AlertSlip', count: 2, lastAt: at, about: 'packing-slip' },
      { type: 'Strange', count: 1, lastAt: at },
      { type: 'Other', count: 0, about: 'invoice' },
    ]);
    expect(typesOf({}, [{ type: 'constructor', count: 1, lastAt: at }])).toEqual([{ type: 'constructor', count: 1, lastAt: at }]);
  });

  it('cuts the texts that others write', () => {
    const long = 'x'.repeat(5_000);
    const kept = keptEvent({ at, type: long, company: long, document: long, fate: 'unknown' });
    expect([kept.type.length, kept.company.length, kept.document.length]).toEqual([100, 100, 100]);
    expect(keptEvent({ at, type: 'AlertSlip', company: 'usmf', document: 'PS-1', fate: 'read' })).toEqual({
      at,
      type: 'AlertSlip',
      company: 'usmf',
      document: 'PS-1',
      fate: 'read',
    });
  });
});
