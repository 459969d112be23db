import { describe, expect, it } from 'vitest';
import type { ChangeDecision } from '#core/domain/changeDecision.ts';
import type { ChangeAckInput } from '#core/drafting/draft.types.ts';
import { correctedLines } from '#core/drafting/correctedLines.ts';
import { promised } from '#core/drafting/earlier.ts';
import { draftOrderChangeAck } from '#core/drafting/orderChangeAck.ts';
import { toOrderChange } from '#core/rsx/mappers/orderChange.ts';
import { example, readOne } from '../rsx/helpers.ts';
import { earlier } from './earlierDocuments.ts';
import { basis, draftOrder, exampleOrder, throughBytes } from './fixture.ts';

const { change } = toOrderChange(readOne(example('860-orderchange')));
const decision = (said: Partial<ChangeDecision> = {}): ChangeDecision => ({
  decision: 'accept',
  refusedLines: [],
  reason: '',
  who: 'Ann',
  at: '2026-03-04T10:00:00.000Z',
  ...said,
});
const input = (said: Partial<ChangeDecision> = {}, more: Partial<ChangeAckInput> = {}): ChangeAckInput => ({
  ...basis(),
  order: draftOrder(),
  change,
  quantityIs: 'total',
  decision: decision(said),
  ...more,
});
const answers = (draft: ReturnType<typeof draftOrderChangeAck>) =>
  draft.document.lines.map((line) => [
    line.lineNumber,
    line.changeCode,
    line.quantity,
    line.acknowledgements.map(({ status, quantity }) => `${status} ${quantity}`).join(),
  ]);

describe('the answer to an 860', () => {
  it('accepts', () => {
    const draft = draftOrderChangeAck(input());
    expect(draft.document).toMatchObject({
      acknowledgementType: 'AD',
      acknowledgementNumber: '4500012345-C1',
      changeSequence: '1',
      changeDate: '2026-03-04',
    });
    expect(answers(draft)).toEqual([
      ['1', 'QD', '12', 'IA 12'],
      ['3', 'DI', '0', 'IA 12'],
    ]);
    expect(draft.lines).toMatchObject([
      { position: 1, quantity: '12' },
      { position: 3, quantity: '0' },
    ]);
    expect(draft.origins['OrderChangeAck/LineItem[1]/LineItemAcknowledgement[1]/ItemStatusCode']).toMatchObject({
      from: 'typed',
      who: 'Ann',
    });
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });
  it.each([
    ['original', '00'],
    ['cancel', '01'],
    ['replace', '05'],
  ] as const)('says what a further answer is: %s', (intent, purpose) => {
    const { document } = draftOrderChangeAck(input({}, { intent, revision: 2 }));
    expect(document).toMatchObject({ purpose, acknowledgementNumber: '4500012345-C1-R2' });
    expect(throughBytes(document)).toEqual(document);
  });
  it('has a number of its own where a change before it calls itself the same', () => {
    const numberOf = (more: Partial<ChangeAckInput>): string =>
      draftOrderChangeAck(input({}, more)).document.acknowledgementNumber;
    expect(numberOf({ namesakes: 0 })).toBe('4500012345-C1');
    expect(numberOf({ namesakes: 1 })).toBe('4500012345-C1-2');
    expect(numberOf({ namesakes: 1, revision: 2, intent: 'replace' })).toBe('4500012345-C1-2-R2');
  });
  it('promises what a person made of it: a change that is refused leaves the line as it was', () => {
    const draft = draftOrderChangeAck(input());
    const refused = draftOrderChangeAck(input({ decision: 'refuse', reason: 'sold out' }));
    const quantities = (one: typeof draft, other: typeof draft) =>
      correctedLines(one, other.document, [draftOrder()]).map(({ quantity }) => quantity);
    expect(quantities(draft, refused)).toEqual(['24', '12']);
    expect(quantities(refused, draft)).toEqual(['12', '0']);
  });
  it('accepts in part: what is refused keeps its quantity and says why', () => {
    const draft = draftOrderChangeAck(
      input({ decision: 'accept-in-part', refusedLines: [{ position: 2, reason: 'Picked already' }] }),
    );
    expect(draft.document.acknowledgementType).toBe('AC');
    expect(answers(draft)[1]).toEqual(['3', 'DI', '0', 'IR 12']);
    expect(draft.document.lines[1]?.notes).toMatchObject([{ code: 'GEN', text: 'Picked already' }]);
    expect(draft.lines[1]).toMatchObject({ position: 3, quantity: '12' });
  });
  it('refuses, and waits for the reason', () => {
    expect(draftOrderChangeAck(input({ decision: 'refuse', reason: 'Shipped' })).document.acknowledgementType).toBe('RD');
    expect(draftOrderChangeAck(input({ decision: 'refuse' })).missing).toHaveLength(2);
  });
  it('refuses what is for the whole order and names no line, and says why', () => {
    const whole = { ...change, lines: [] };
    const refused = draftOrderChangeAck(input({ decision: 'refuse', reason: 'Trailer is loaded' }, { change: whole })).document;
    expect(refused).toMatchObject({ acknowledgementType: 'RD', notes: [{ code: 'GEN', text: 'Trailer is loaded' }] });
    expect(throughBytes(refused)).toEqual(refused);
    expect(draftOrderChangeAck(input({}, { change: whole })).document).toMatchObject({ acknowledgementType: 'AD', notes: [] });
  });
  it('promises what was promised before where the change is refused, and a line named twice once', () => {
    const told = earlier('855', [{ position: 1, store: '', quantity: '20' }]);
    const [first] = change.lines;
    if (!first) throw new Error('the example has two lines');
    const twice = { ...change, lines: [first, { ...first, quantity: '6' }] };
    const draft = draftOrderChangeAck(
      input({ decision: 'refuse', reason: 'Shipped' }, { change: twice, order: draftOrder(undefined, { earlier: [told] }) }),
    );
    expect(draft.lines).toMatchObject([{ position: 1, store: '', quantity: '20' }]);
    expect(draft.document.lines).toHaveLength(2);
  });
  it('speaks of each store where what each gets is known', () => {
    const parts = ['A', 'B'].map((store) => ({ store, quantity: '6', qualifier: '92', unit: 'EA', path: '' }));
    const [lamp, ...others] = exampleOrder.lines;
    if (!lamp) throw new Error('the example has lines');
    const split = { ...exampleOrder, lines: [{ ...lamp, stores: parts }, ...others] };
    const gone = { ...change, lines: change.lines.slice(0, 1).map((line) => ({ ...line, changeCode: 'DI' })) };
    const draft = draftOrderChangeAck(input({}, { change: gone, order: { ...draftOrder(), order: split } }));
    expect(draft.lines).toMatchObject([
      { position: 1, store: 'A', quantity: '0' },
      { position: 1, store: 'B', quantity: '0' },
    ]);
    const one = { ...exampleOrder, lines: [{ ...lamp, stores: parts.slice(0, 1) }, ...others] };
    const less = { ...change, lines: change.lines.slice(0, 1).map((line) => ({ ...line, quantity: '5' })) };
    expect(draftOrderChangeAck(input({}, { change: less, order: { ...draftOrder(), order: one } })).lines).toMatchObject([
      { position: 1, store: 'A', quantity: '5' },
    ]);
    // A total without its parts: nobody knows what each store gets.
    expect(draftOrderChangeAck(input({}, { change: less, order: { ...draftOrder(), order: split } })).lines).toMatchObject([
      { position: 1, store: '', quantity: '5' },
    ]);
  });
  it('takes a difference for one where the partner sends differences, and a deletion as ID where it takes that', () => {
    const draft = draftOrderChangeAck(input({}, { ...basis({ ack: { codes: ['IA', 'IR', 'ID'] } }), quantityIs: 'difference' }));
    expect(answers(draft)).toEqual([
      ['1', 'QD', '12', 'IA 12'],
      ['3', 'DI', '0', 'ID 12'],
    ]);
    const five = { ...change, lines: change.lines.map((line) => ({ ...line, quantity: '5' })) };
    expect(answers(draftOrderChangeAck(input({}, { change: five, quantityIs: 'difference' })))[0]).toEqual([
      '1',
      'QD',
      '19',
      'IA 19',
    ]);
  });
});

describe('the answer to an 850 in place of another', () => {
  const [lamp, mug, rug] = exampleOrder.lines;
  if (!lamp || !mug || !rug) throw new Error('the example has three lines');
  const added = { ...rug, lineNumber: '4', position: 4, path: 'Order/LineItem[4]' };
  const replaced = { ...exampleOrder, lines: [{ ...lamp, quantity: '30' }, { ...mug, price: '7' }, added] };
  it('says what changed line by line, also what is gone', () => {
    const draft = draftOrderChangeAck(input({}, { change: replaced }));
    expect(answers(draft)).toEqual([
      ['1', 'QI', '30', 'IA 30'],
      ['2', 'PC', '48', 'IA 48'],
      ['4', 'AI', '12', 'IA 12'],
      ['3', 'DI', '0', 'IA 12'],
    ]);
    expect(draft.document.lines[0]).toMatchObject({ previousQuantity: '24', variance: '6' });
    expect(draft.document.acknowledgementNumber).toBe('4500012345-C20260302');
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });
});

describe('the answer to a cancellation of an order of which goods left', () => {
  const cancellation = { ...change, purpose: '01', lines: [] };
  const [first] = exampleOrder.lines;
  if (!first) throw new Error('the example has lines');
  const parts = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '12', unit: 'EA', path: store }));
  const split = {
    ...exampleOrder,
    lines: exampleOrder.lines.map((line) => (line === first ? { ...line, stores: parts } : line)),
  };
  const said = (refusedLines: ChangeDecision['refusedLines'], order = draftOrder()) =>
    draftOrderChangeAck(input({ decision: 'accept-in-part', refusedLines }, { change: cancellation, order }));

  it('takes back the rest of a line that left in part, in two answers that add up to it', () => {
    const draft = said([
      { position: 1, reason: '5 EA were shipped already.', kept: [{ store: '', quantity: '5' }] },
      { position: 2, reason: '48 EA were shipped already.' },
    ]);
    expect(answers(draft)).toEqual([
      ['1', 'DI', '0', 'IA 19,IR 5'],
      ['2', 'DI', '0', 'IR 48'],
      ['3', 'DI', '0', 'IA 12'],
    ]);
    expect(draft.document.acknowledgementType).toBe('AC');
    expect(draft.lines.map(({ position, quantity }) => [position, quantity])).toEqual([
      [1, '5'],
      [2, '48'],
      [3, '0'],
    ]);
    expect(draft.missing).toEqual([]);
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });
  it('keeps for each store what it got', () => {
    const draft = said([{ position: 1, reason: 'left', kept: [{ store: '0102', quantity: '7' }] }], {
      ...draftOrder(),
      order: split,
    });
    expect(draft.lines[0]).toMatchObject({ position: 1, store: '0102', quantity: '7' });
    // What an 855 promised the other store before does not stand beside it.
    const { threadId } = draftOrder();
    const acknowledged = parts.map(({ store, quantity }) => ({ threadId, position: 1, store, quantity }));
    const answers = [earlier('855', acknowledged), earlier('865', draft.lines, { id: 2 })];
    const after = { ...draftOrder(), order: split, earlier: answers };
    expect(['0101', '0102', ''].map((store) => promised(after, 1, store)?.toString())).toEqual(['0', '7', '7']);
  });
  it.each([
    ['refused, where all was taken back', ['5', '48', '0'], 'refuse'],
    ['as it left, where nothing was', ['5', '48', '0'], 'accept'],
  ] as const)('promises what was answered %s here', (_what, promises, here) => {
    const kept = [{ store: '', quantity: '5' }];
    const left = said([
      { position: 1, reason: 'left', kept },
      { position: 2, reason: 'left' },
    ]);
    const drafted = draftOrderChangeAck(input({ decision: here, refusedLines: [], reason: 'no' }, { change: cancellation }));
    const now = correctedLines(drafted, left.document, [draftOrder()]);
    expect(now.map(({ position, quantity }) => [position, quantity])).toEqual(promises.map((quantity, at) => [at + 1, quantity]));
    expect(correctedLines(left, left.document, [draftOrder()])).toEqual(left.lines);
  });
  it('is no rejection where something of every line left, and the rest of it does not', () => {
    const kept = [{ store: '', quantity: '1' }];
    const every = [1, 2, 3].map((position) => ({ position, reason: 'left', kept }));
    expect(said(every).document.acknowledgementType).toBe('AC');
  });
});
