import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit } from '#core/domain/checkDigit.ts';
import { codeFault } from '#core/rules/barcodes.ts';
import { caseBarcode, caseLine } from './itemCases.ts';
import { customer, facts, oneLine, resolved, said } from './support.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
const withCheck = (body: string): string => body + gs1CheckDigit(body);
const code = fc.constantFrom(7, 11, 12, 13).chain(digits).map(withCheck);

describe('check digits (ITM-02, ITM-03)', () => {
  it('every code with its check digit is right, and no other last digit is', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 9 }), (right, step) => {
        expect(codeFault(right)).toBeUndefined();
        const wrong = right.slice(0, -1) + String((Number(right.at(-1)) + step) % 10);
        expect(codeFault(wrong)).toMatchObject({ expected: right });
      }),
    );
  });

  it('zeros in front keep the check digit', () => {
    fc.assert(fc.property(digits(11).map(withCheck), (upc) => codeFault(upc.padStart(14, '0')) === undefined));
  });

  it('an indicator in front does not: it must be reckoned anew, and is named as such', () => {
    fc.assert(
      fc.property(digits(11).map(withCheck), fc.integer({ min: 1, max: 9 }), (upc, indicator) => {
        const kept = `${indicator}0${upc}`;
        const anew = withCheck(kept.slice(0, -1));
        expect(codeFault(anew)).toBeUndefined();
        // The indicator has weight 3, and no multiple of 3 up to 27 is one of 10: the digit always changes.
        expect(codeFault(kept)).toEqual({ fault: 'indicator', expected: anew });
      }),
    );
  });

  it('the worked example of the practice book', () => {
    expect(codeFault('00012345678905')).toBeUndefined();
    expect(codeFault('10012345678905')).toEqual({ fault: 'indicator', expected: '10012345678902' });
  });

  it.each([
    ['12345678905', { fault: 'length', expected: '012345678905' }],
    ['1234', { fault: 'length', expected: undefined }],
    ['N/A', { fault: 'no-number' }],
  ])('%s', (text, fault) => {
    expect(codeFault(text)).toEqual(fault);
  });

  it('a code is blamed once: by ITM-03 where the indicator explains it, else by ITM-02', () => {
    const item = { buyerPart: '', vendorPart: '', upc: '614141000013', gtin: '10614141000012', ean: '' };
    expect(said(oneLine({ item }), facts()).map((found) => found.rule)).toEqual(['ITM-02', 'ITM-03']);
  });

  it('the code of a case on a line of eaches is held, by the barcodes of the master data', () => {
    const item = { buyerPart: '', vendorPart: '', upc: '', gtin: '10614141000019', ean: '' };
    const master = { customer, items: [caseBarcode] };
    expect(said(oneLine({ item }), facts({ master }), 'ITM-03')[0]).toMatchObject({
      severity: 'HOLD',
      value: '12',
      expected: '1',
    });
    expect(said(oneLine({ item, unit: 'CA', priceBasis: 'CA' }), facts({ master, resolved: [caseLine] }), 'ITM-03')).toEqual([]);
  });
});

describe('order steps (ITM-06)', () => {
  it.each([
    [{ orderMinimum: '36' }, { quantity: '24' }, ['at least 36']],
    [{ orderMaximum: '12' }, { quantity: '24' }, ['at most 12']],
    [{ orderMinimum: '24', orderMaximum: '24' }, { quantity: '24' }, []],
    [{ orderMultiple: 'inner' }, { quantity: '24', pack: '48', innerPack: '6' }, []],
    [{ orderMultiple: 'inner' }, { quantity: '25', pack: '48', innerPack: '6' }, ['a multiple of 6']],
    [{}, { quantity: '25', pack: '48' }, []],
  ] as const)('%j, %j', (sheet, change, expected) => {
    expect(said(oneLine(change), facts({}, sheet), 'ITM-06').map((found) => found.expected)).toEqual(expected);
  });

  it('a line in cases already counts packs', () => {
    const document = oneLine({ quantity: '5', unit: 'CA', priceBasis: 'CA', price: '150', pack: '12' });
    expect(said(document, facts({ resolved: [caseLine] }, { orderMultiple: 'case' }))).toEqual([]);
  });

  it.each(['CA', 'cs', 'CT', 'BX'])('so does one in %s that is a unit of its own in Dynamics', (unit) => {
    const document = oneLine({ quantity: '5', unit, priceBasis: '', pack: '12' });
    expect(said(document, facts({ resolved: [resolved(1, { unit: 'box' })] }, { orderMultiple: 'case' }), 'ITM-06')).toEqual([]);
  });
});
