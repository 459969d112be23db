import { Decimal } from '#core/domain/decimal.ts';
import { address } from '../mapping/fixture.ts';
import {
  customer,
  facts,
  goodOrder,
  noData,
  oneLine,
  partnerId,
  product,
  resolved,
  unknownItem,
  type RuleCase,
} from './support.ts';

const good = [goodOrder(), facts()] as const;
const upc = (code: string) => ({ item: { buyerPart: 'NW-1', vendorPart: '', upc: code, gtin: '', ean: '' } });
const gtin = (code: string) => ({ item: { buyerPart: 'NW-1', vendorPart: '', upc: '', gtin: code, ean: '' } });
const at = (element: string): string => `Order/LineItem[1]/OrderLine/${element}`;

/** Eaches of a product that we sell by the case of twelve. */
export const inFullCases = resolved(1, { unit: 'cs', factor: new Decimal('0.0833333333') });

/** The rules of all documents and of items that the checks of an 850 decide. */
export const itemCases: readonly RuleCase[] = [
  {
    rule: 'GEN-01',
    passes: good,
    fails: [goodOrder(), facts({}, { agreedDocuments: ['810', '856'] })],
    finding: {
      rule: 'GEN-01',
      severity: 'BLOCK',
      path: 'Order/Header/OrderHeader/TradingPartnerId',
      message: `Document 850 is not agreed with Northwind (${partnerId}).`,
      value: '850',
      expected: '810 856',
      cost: 'Nobody tested this kind of document with the partner. If it is agreed by now, add it to the partner’s sheet.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: 'V', fields: ['agreedDocuments'] },
    },
    lacks: ['no partner row', goodOrder(), facts({ partner: undefined })],
  },
  {
    rule: 'GEN-02',
    passes: good,
    fails: [goodOrder(), facts({ path: 'testout/PO1.xml' })],
    finding: {
      rule: 'GEN-02',
      severity: 'BLOCK',
      path: '',
      message: 'The file came from the test folder testout/, this workspace is live.',
      value: 'testout/',
      expected: 'a folder of real documents',
      cost: 'A test order in production ships real goods.',
      fix: { fix: 'workspace', what: 'the inbound folders' },
    },
    lacks: ['a sandbox, which may have no test folders', goodOrder(), facts({ workspace: 'test' })],
  },
  {
    rule: 'GEN-11',
    passes: good,
    fails: [goodOrder({ partnerId: 'SHORT' }), facts()],
    finding: {
      rule: 'GEN-11',
      severity: 'WARN',
      path: 'Order/Header/OrderHeader/TradingPartnerId',
      message: 'The partner id SHORT has 5 characters, usual are 15.',
      value: 'SHORT',
      expected: '15 characters',
      cost: 'Answers may be routed to nobody.',
      fix: { fix: 'retailer', ask: 'the trading partner id by which SPS routes your answers' },
    },
    lacks: ['no partner id at all', goodOrder({ partnerId: '' }), facts()],
  },
  {
    rule: 'GEN-13',
    passes: [goodOrder(), facts({}, { locationCodeLength: 4 })],
    fails: [goodOrder({ addresses: [address({ code: '817' })] }), facts({}, { locationCodeLength: 4 })],
    finding: {
      rule: 'GEN-13',
      severity: 'BLOCK',
      path: 'Order/Header/Address[1]',
      message:
        'Location code 817 has 3 characters, this partner’s have 4. A leading zero may be missing, or it is the code of something else.',
      value: '817',
      expected: '4 characters',
      cost: 'The goods go to the wrong place, and the ship notice is rejected.',
      fix: { fix: 'retailer', ask: 'the location code in full (4 characters) on purchase order PO1' },
    },
    lacks: ['the sheet names no length', goodOrder({ addresses: [address({ code: '817' })] }), facts()],
  },
  {
    rule: 'ITM-01',
    passes: good,
    fails: [oneLine(), facts({ master: { customer, items: [unknownItem('D1')] } })],
    finding: {
      rule: 'ITM-01',
      severity: 'HOLD',
      path: 'Order/LineItem[1]',
      message: 'Line 001: product D1 is not released in usmf any more, by the copy of the master data of Mar 1, 2026.',
      value: 'D1',
      expected: 'a product that is released in usmf',
      cost: 'Dynamics refuses the line. Release the product again, or map the item to the one that follows it.',
      fix: { fix: 'product', partnerId: '7QAALLCONTOSOUS', company: 'usmf', itemNumber: 'D1' },
    },
    lacks: ['no copy of the products', oneLine(), facts({ master: noData })],
  },
  {
    rule: 'ITM-02',
    passes: [oneLine(upc('614141000012')), facts()],
    fails: [oneLine(upc('614141000013')), facts()],
    finding: {
      rule: 'ITM-02',
      severity: 'BLOCK',
      path: at('ConsumerPackageCode'),
      message: 'Line 001: UPC 614141000013 has a wrong check digit 3 (614141000012 would be right).',
      value: '614141000013',
      expected: '614141000012',
      cost: 'The same number goes out on labels and ship notices, which are rejected.',
      fix: { fix: 'retailer', ask: 'the right barcode of the item: 614141000012' },
    },
    lacks: ['no barcode', oneLine(), facts()],
  },
  {
    rule: 'ITM-03',
    passes: [oneLine(gtin('10614141000019')), facts()],
    fails: [oneLine(gtin('10614141000012')), facts()],
    finding: {
      rule: 'ITM-03',
      severity: 'BLOCK',
      path: at('GTIN'),
      message:
        'Line 001: GTIN 10614141000012 has packaging indicator 1 but the check digit of the code inside; with the indicator it is 10614141000019, another trade item.',
      value: '10614141000012',
      expected: '10614141000019',
      cost: 'The code of a case is taken for that of an each.',
      fix: { fix: 'retailer', ask: 'the barcode of the unit that is ordered, not of another pack' },
    },
    lacks: ['a case code, and no barcode in the master data', oneLine(gtin('10614141000019')), facts({ master: undefined })],
  },
  {
    rule: 'ITM-05',
    passes: [oneLine({ quantity: '24' }), facts({ resolved: [inFullCases] })],
    fails: [oneLine({ quantity: '10' }), facts({ resolved: [inFullCases] })],
    finding: {
      rule: 'ITM-05',
      severity: 'HOLD',
      path: at('OrderQty'),
      message: 'Line 001: 10 EA of item D1 are 0 cs and 10 EA left over.',
      value: '10 EA',
      expected: 'a multiple of 12 EA',
      basis: '10 EA:0.833333 cs:D1',
      cost: 'The sales order would ask for 0.833333 cs: a part of a unit that nobody can pick, and that reads as a shortage.',
      fix: { fix: 'retailer', ask: 'another quantity: a multiple of 12 EA' },
    },
    lacks: ['an item that nobody knows', oneLine({ quantity: '10' }), facts({ resolved: [] })],
  },
  {
    rule: 'ITM-06',
    passes: [oneLine({ quantity: '24', pack: '12' }), facts({}, { orderMultiple: 'case' })],
    fails: [oneLine({ quantity: '30', pack: '12' }), facts({}, { orderMultiple: 'case' })],
    finding: {
      rule: 'ITM-06',
      severity: 'HOLD',
      path: at('OrderQty'),
      message: 'Line 001 orders 30 EA: no multiple of the pack of 12.',
      value: '30',
      expected: 'a multiple of 12',
      cost: 'Cases must be broken, or more is ordered than anybody meant.',
      fix: { fix: 'retailer', ask: 'another quantity: a multiple of 12' },
    },
    lacks: ['the line names no pack', oneLine({ quantity: '30' }), facts({}, { orderMultiple: 'case' })],
  },
  {
    rule: 'ITM-08',
    passes: good,
    fails: [oneLine({ unit: 'CA' }), facts()],
    finding: {
      rule: 'ITM-08',
      severity: 'BLOCK',
      path: at('PurchasePriceBasis'),
      message: 'Line 001 orders in CA, but its price is per each (basis PE).',
      value: 'PE',
      expected: 'a price per CA',
      cost: 'Cases at the price of an each multiply or divide the amount by the pack.',
      fix: { fix: 'retailer', ask: 'price and quantity in one unit: a price per CA' },
    },
    lacks: ['a unit that nobody knows', oneLine({ unit: 'DS' }), facts()],
  },
];

/** Facts that need more than a word: a case that converts, and what the master data calls a case. */
export const caseLine = resolved(1, { factor: new Decimal(12) });
export const caseBarcode = product('D1', { barcodes: [{ barcode: '10614141000019', unit: 'CA', quantity: '12' }] });
