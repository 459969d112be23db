import type { OrderAck } from '#core/domain/orderAck.ts';
import { ack, before, bill, changed, facts, notice, ofOrder, bought, type OutboundCase } from './support.ts';

const rejects = 'The document is rejected before anybody reads it.';

/** Rules of everything that leaves. */
export const generalCases: readonly OutboundCase[] = [
  {
    rule: 'GEN-03',
    passes: ack({}, { sameNumber: [before('855', { contentHash: 'now', draft: 'review', transport: 'none' })] }),
    fails: ack({}, { sameNumber: [before('855', { contentHash: 'now' })] }),
    finding: {
      severity: 'BLOCK',
      path: '',
      message: '855 SO-000441-1 with exactly this content was sent already.',
      value: 'SO-000441-1',
      expected: 'a number or a content that was not sent',
      cost: 'A second copy of the same document is fined as a duplicate.',
      fix: { fix: 'other-document', name: '855 855-1', act: 'it says the same, so set this one aside' },
    },
    lacks: ['nothing was sent under the number', ack()],
  },
  {
    rule: 'GEN-04',
    passes: bill({}, { sameNumber: [before('810')], intent: 'cancel', sheet: correcting('cancel-and-new') }),
    fails: bill({}, { sameNumber: [before('810')], sheet: correcting('never') }),
    finding: {
      severity: 'BLOCK',
      path: '',
      message: '810 CIV-000871 was sent already and says something else now; the partner takes no correction.',
      value: 'original',
      expected: 'no second document',
      cost: 'A second document of one number is fined, or books the goods twice.',
      fix: {
        fix: 'other-document',
        name: '810 810-1',
        act: 'correct it as the partner takes corrections, or set this one aside',
      },
    },
    lacks: [
      'what was sent is what is drafted',
      bill({}, { sameNumber: [before('810', { contentHash: 'now' })], sheet: correcting('never') }),
    ],
  },
  {
    rule: 'GEN-05',
    passes: notice({}, { sameNumber: [before('856', { transport: 'refused' })] }),
    fails: notice({}, { sameNumber: [before('856', { transport: 'unknown', contentHash: 'now' })] }),
    finding: {
      severity: 'BLOCK',
      path: '',
      message: 'Nobody knows yet whether 856 PS-1 left before. Settle that first.',
      value: 'outcome unknown',
      expected: 'sent or not sent',
      cost: 'The partner may get it twice.',
      fix: { fix: 'lost-answer' },
    },
    lacks: ['nothing was sent under the number', notice()],
  },
  {
    rule: 'GEN-06',
    passes: bill(),
    fails: bill({ typeCode: '' }),
    finding: {
      severity: 'BLOCK',
      path: 'Invoice/Header/InvoiceHeader/InvoiceTypeCode',
      message: 'The invoice type is missing.',
      expected: 'The invoice type',
      cost: rejects,
      fix: { fix: 'draft', path: 'Invoice/Header/InvoiceHeader/InvoiceTypeCode' },
    },
    lacks: [
      'the draft waits for it',
      bill({ typeCode: '' }, { missing: [{ path: 'Invoice/Header/InvoiceHeader/InvoiceTypeCode', what: 'x', nextStep: 'y' }] }),
    ],
  },
  {
    rule: 'GEN-07',
    passes: ack(),
    fails: ack({ acknowledgementTime: '9:15' }),
    finding: {
      severity: 'BLOCK',
      path: 'OrderAck/Header/OrderHeader/AcknowledgementTime',
      message: "AcknowledgementTime '9:15' is no time of day (expected: HH:MM:SS, with or without a zone).",
      value: '9:15',
      expected: 'HH:MM:SS, with or without a zone',
      cost: 'SPS or the partner rejects the document.',
      fix: { fix: 'draft', path: 'OrderAck/Header/OrderHeader/AcknowledgementTime' },
    },
    lacks: ['a value that may be absent is', ack({ acknowledgementTime: '' })],
  },
  {
    rule: 'GEN-12',
    passes: notice(),
    fails: ack({ vendor: '9' }),
    finding: {
      severity: 'BLOCK',
      path: 'OrderAck/Header/OrderHeader/Vendor',
      message: 'The vendor number is 9, the order has 0088123.',
      value: '9',
      expected: '0088123',
      cost: 'A document from another sender than the order went to is rejected.',
      fix: { fix: 'draft', path: 'OrderAck/Header/OrderHeader/Vendor' },
    },
    lacks: ['the order names no vendor', ack({ vendor: '9' }, { orders: [{ ...ofOrder(), order: { ...bought, vendor: '' } }] })],
  },
  {
    rule: 'GEN-16',
    passes: bill({ references: [] }, { sheet: facts({ echo: { references: ['DP'] } }).sheet }),
    fails: changed<OrderAck>(ack(), () => ({ references: [] })),
    finding: {
      severity: 'BLOCK',
      path: 'OrderAck/Header/References',
      message: 'Reference CT AGR-77 of the order is not on the 855.',
      expected: 'CT AGR-77',
      cost: 'The buyer matches by it and rejects what does not carry it.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: '0088123', fields: ['echo.references'] },
    },
    lacks: [
      'RSX has no such qualifier to write',
      ack(
        { references: [] },
        {
          orders: [{ ...ofOrder(), order: { ...bought, references: [{ qualifier: '~~', id: '1', description: '', path: '' }] } }],
        },
      ),
    ],
  },
];

function correcting(correction: 'never' | 'cancel-and-new') {
  const { sheet } = facts();
  return { ...sheet, documents: { ...sheet.documents, '810': { ...sheet.documents['810'], correction } } };
}
