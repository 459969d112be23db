import type { OrderAck, OrderAckLine } from '#core/domain/orderAck.ts';
import { earlier } from '../../drafting/earlierDocuments.ts';
import { ack, at, bought, changed, facts, ofOrder, type OutboundCase } from './support.ts';

type Answer = OrderAckLine['acknowledgements'][number];

/** The second line answered otherwise; without one, not at all. */
const second =
  (...answers: readonly Partial<Answer>[]) =>
  (document: OrderAck): Partial<OrderAck> => ({
    acknowledgementType: answers.every(({ status }) => status === undefined || status === 'IA') ? 'AD' : 'AC',
    lines: document.lines.map((line, index) => {
      const [first] = line.acknowledgements;
      return index === 0 || !first ? line : { ...line, acknowledgements: answers.map((answer) => ({ ...first, ...answer })) };
    }),
  });
const otherAnswer = (...answers: readonly Partial<Answer>[]) => changed<OrderAck>(ack(), second(...answers));
const path = 'OrderAck/LineItem[2]/LineItemAcknowledgement[1]';
const notAgreed = {
  ...facts().sheet,
  documents: { ...facts().sheet.documents, '855': { ...facts().sheet.documents['855'], agreed: false } },
};

/** Rules of the 855. */
export const ackCases: readonly OutboundCase[] = [
  {
    rule: '855-01',
    passes: ack(),
    fails: changed<OrderAck>(ack(), ({ lines }) => ({ lines: lines.slice(0, 1) })),
    finding: {
      severity: 'BLOCK',
      path: 'OrderAck/LineItem',
      message: 'The 855 leaves out Line 002.',
      value: 'Line 001',
      expected: 'Line 001, Line 002',
      cost: 'What is not answered counts as not confirmed, and is fined or reordered elsewhere.',
      fix: { fix: 'dynamics', act: 'confirm all lines of the sales order' },
    },
    lacks: ['it rejects without detail', ack({ acknowledgementType: 'RJ', lines: [] })],
  },
  {
    rule: '855-02',
    passes: otherAnswer({ status: 'IQ', quantity: '20' }, { status: 'IB', quantity: '4' }),
    fails: otherAnswer({ status: 'IQ', quantity: '20' }, { status: 'IB', quantity: '5' }),
    finding: {
      severity: 'BLOCK',
      path: 'OrderAck/LineItem[2]/OrderLine/OrderQty',
      message: 'Line 002: IQ 20 + IB 5 is 25, ordered are 24.',
      value: '25',
      expected: '24',
      cost: 'The retailer cannot tell what comes and rejects the answer.',
      fix: { fix: 'dynamics', act: 'confirm what the order asks for, or say what becomes of the rest' },
    },
    lacks: ['BP says that the rest follows', otherAnswer({ status: 'BP', quantity: '20' })],
  },
  {
    rule: '855-03',
    passes: otherAnswer({ status: 'DR' }),
    fails: otherAnswer({ status: 'IS' }),
    finding: {
      severity: 'BLOCK',
      path: `${path}/ItemStatusCode`,
      message: 'Line 002: the partner does not take IS.',
      value: 'IS',
      expected: 'IA IQ IP DR IB BP IR',
      cost: 'A code outside the list is rejected, and with it the answer to the whole order.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: '0088123', fields: ['ack.codes'] },
    },
    lacks: ['there are no lines', ack({ acknowledgementType: 'RJ', lines: [] })],
  },
  {
    rule: '855-04',
    passes: otherAnswer({ status: 'IP', price: '12' }),
    fails: otherAnswer({ status: 'IP' }),
    finding: {
      severity: 'BLOCK',
      path: `${path}/PurchasePrice`,
      message: 'Line 002: IP needs a price.',
      expected: 'a price',
      cost: 'Without it the code says nothing, and the answer is rejected.',
      fix: { fix: 'draft', path: 'OrderAck/LineItem[2]/LineItemAcknowledgement[1]/PurchasePrice' },
    },
    lacks: [
      'the draft waits for it',
      {
        ...otherAnswer({ status: 'IP' }),
        facts: facts({}, { missing: [{ path: `${path}/PurchasePrice`, what: '', nextStep: '' }] }),
      } as OutboundCase['fails'],
    ],
  },
  {
    rule: '855-05',
    passes: otherAnswer({ status: 'DR', scheduleDate: '2026-03-20' }),
    fails: otherAnswer({ status: 'DR', scheduleDate: '2026-03-21' }),
    finding: {
      severity: 'HOLD',
      path: `${path}/ItemScheduleDate`,
      message: 'Line 002: promised for Mar 21, 2026, the order ends on Mar 20, 2026.',
      value: '2026-03-21',
      expected: 'by 2026-03-20',
      cost: 'What comes after the cancel date is cancelled by itself, and late promises are fined.',
      fix: { fix: 'dynamics', act: 'confirm an earlier ship date, or agree a later cancel date with the buyer' },
    },
    lacks: [
      'the order names no cancel date',
      {
        ...otherAnswer({ status: 'DR', scheduleDate: '2026-03-21' }),
        facts: facts({}, { orders: [{ ...ofOrder(), order: { ...bought, dates: [] } }] }),
      } as OutboundCase['fails'],
    ],
  },
  {
    rule: '855-07',
    passes: ack(),
    fails: ack({}, { sheet: notAgreed }),
    finding: {
      severity: 'BLOCK',
      path: '',
      message: 'The partner does not use the 855: none is sent.',
      value: '855',
      expected: 'no 855',
      cost: 'A document that nobody agreed on is an error at the retailer.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: '0088123', fields: ['documents.855.agreed'] },
    },
    lacks: ['nothing can lack: the sheet always says', ack({}, { orders: [] })],
  },
  {
    rule: '855-08',
    passes: ack(
      {},
      { orders: [ofOrder({ earlier: [earlier('855', [at(1, '24')], { number: 'SO-000441-0' })] })] },
      { ack: { amendments: true } },
    ),
    fails: ack({}, { orders: [ofOrder({ earlier: [earlier('855', [at(1, '24')], { number: 'SO-000441-0' })] })] }),
    finding: {
      severity: 'HOLD',
      path: 'OrderAck/Header/OrderHeader/AcknowledgementNumber',
      message: 'The order was answered with SO-000441-0 already, and the partner takes no second answer.',
      value: 'SO-000441-1',
      expected: 'SO-000441-0',
      cost: 'Changing a confirmation is fined, or the second answer is rejected.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: '0088123', fields: ['ack.amendments'] },
    },
    lacks: [
      'the first answer did not leave',
      ack(
        {},
        { orders: [ofOrder({ earlier: [earlier('855', [at(1, '24')], { number: 'SO-000441-0', transport: 'refused' })] })] },
      ),
    ],
  },
];
