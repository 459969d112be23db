import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemCandidate, ItemEvidence } from '#core/domain/candidates.ts';
import { eachGtinOf, isCaseGtin } from '#core/domain/caseGtin.ts';
import { gs1CheckDigit, hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import type { MasterRows, ProductFacts } from '#core/domain/masterData.ts';
import { suggestFor } from '#core/mapping/suggestFor.ts';
import { suggestItems, type MissingItem } from '#core/mapping/suggestItem.ts';
import { suggestLocations, type MissingLocation } from '#core/mapping/suggestLocation.ts';
import { suggestUnits, type MissingUnit } from '#core/mapping/suggestUnit.ts';
import { isSameUnit } from '#core/mapping/unitNames.ts';

const gtin = '00614141000104';

function product(itemNumber: string, change: Partial<ProductFacts> = {}): ProductFacts {
  return {
    itemNumber,
    name: 'Desk lamp, matte black',
    salesUnit: 'ea',
    inventoryUnit: 'ea',
    salesPrice: '12.5',
    priceQuantity: '1',
    lifecycle: 'Operational',
    barcodes: [{ barcode: '10614141000101', unit: 'cs', quantity: '12' }],
    ...change,
  };
}

const candidate = (itemNumber: string, evidence: readonly ItemEvidence[], change: Partial<ProductFacts> = {}): ItemCandidate => ({
  product: product(itemNumber, change),
  evidence,
});

const missing: MissingItem = {
  fix: 'item',
  partnerId: 'P',
  vendor: 'V',
  identifiers: { buyerPart: 'NW-1', vendorPart: 'CTS-1', upc: '614141000104' },
  description: 'LAMP DESK BLACK',
  unit: 'EA',
  quantity: '24',
  price: '12.50',
  pack: '12',
};

const sameGtin: ItemEvidence = { by: 'gtin', code: gtin, unit: 'ea', quantity: '1' };
const other: ItemEvidence = {
  by: 'other-partner',
  partnerId: 'Q',
  partnerName: 'Fabrikam',
  identifier: 'upc',
  value: '614141000104',
};

describe('a missing item', () => {
  it('with the barcode of one product is certain and chosen, with every reason said', () => {
    const [first, ...rest] = suggestItems(missing, [candidate('D1', [sameGtin, { by: 'words' }, other])]);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ itemNumber: 'D1', confidence: 'certain', preChosen: true, unit: 'ea' });
    expect(first?.reasons.map(({ reason }) => reason)).toEqual([
      'same-gtin',
      'other-partner',
      'similar-text',
      'same-pack',
      'same-price',
    ]);
    expect(first?.reasons[1]?.text).toBe('Fabrikam has 614141000104 mapped to it.');
    expect(first).not.toHaveProperty('factor');
    expect(first?.price).toMatchObject({ check: 'fits' });
    expect(first?.pack).toMatchObject({ check: 'fits' });
  });

  it('with words alone is never chosen, however well pack and price fit', () => {
    const [first] = suggestItems(missing, [candidate('D1', [{ by: 'words' }])]);
    expect(first).toMatchObject({ confidence: 'text-only', preChosen: false, price: { check: 'fits' }, pack: { check: 'fits' } });
  });

  it('whose words have nothing in common is not suggested', () => {
    expect(suggestItems(missing, [candidate('D9', [{ by: 'words' }], { name: 'Garden hose' })])).toEqual([]);
  });

  it('whose numbers mean two products is certain of neither and chooses none (ITM-11)', () => {
    const found = suggestItems(missing, [
      candidate('D1', [sameGtin]),
      candidate('D2', [{ by: 'customer-number', number: 'NW-1' }], { name: 'Mug' }),
    ]);
    expect(found.map(({ confidence, preChosen }) => [confidence, preChosen])).toEqual([
      ['likely', false],
      ['likely', false],
    ]);
    expect(found[0]?.reasons[0]).toEqual({ reason: 'conflict', text: 'The numbers of this line also mean D2.' });
  });

  it('with the code of a case suggests the piece with the pack, not the same GTIN (ITM-03)', () => {
    const ordered = { ...missing, unit: 'CA', price: '150.00' } as const;
    const evidence: ItemEvidence = { by: 'case-gtin', code: '10614141000101', registered: true, unit: 'cs', quantity: '12' };
    const [first] = suggestItems(ordered, [candidate('D1', [evidence])]);
    expect(first).toMatchObject({ confidence: 'likely', preChosen: true, unit: 'ea', factor: '12', price: { check: 'fits' } });
    expect(first?.reasons[0]).toEqual({
      reason: 'case-gtin',
      text: 'GTIN 10614141000101 is the code of a case of it: one cs holds 12 ea.',
    });
    expect(first?.reasons.map(({ reason }) => reason)).not.toContain('same-gtin');
  });

  it('with a case that Dynamics does not have takes the pack of the line', () => {
    const ordered = { ...missing, unit: 'CA', price: '150.00' } as const;
    const evidence: ItemEvidence = { by: 'case-gtin', code: '10614141000101', registered: false, unit: '', quantity: '0' };
    const [first] = suggestItems(ordered, [candidate('D1', [evidence], { barcodes: [] })]);
    expect(first).toMatchObject({ confidence: 'likely', factor: '12', pack: { check: 'unknown' } });
  });

  it('with a wrong check digit on the barcode is not certain', () => {
    const [first] = suggestItems(missing, [candidate('D1', [{ ...sameGtin, code: '00614141000105' }])]);
    expect(first).toMatchObject({ confidence: 'likely' });
    expect(first?.reasons[0]?.text).toContain('check digit is wrong');
  });

  it('says that a price differs by the pack, and that one differs at all', () => {
    const price = (sent: string) => suggestItems({ ...missing, price: sent }, [candidate('D1', [sameGtin])])[0]?.price;
    expect(price('150')).toMatchObject({ check: 'by-pack', packFactor: '12' });
    expect(price('1.04')).toMatchObject({ check: 'by-pack', packFactor: '12' });
    expect(price('19.99')).toMatchObject({ check: 'differs' });
    expect(suggestItems(missing, [candidate('D1', [sameGtin], { salesPrice: '0' })])[0]?.price).toMatchObject({
      check: 'unknown',
    });
    const perHundred = candidate('D1', [sameGtin], { salesPrice: '1250', priceQuantity: '100' });
    expect(suggestItems(missing, [perHundred])[0]?.price).toMatchObject({ check: 'fits' });
  });

  it('puts numbers before words and more numbers before fewer', () => {
    const found = suggestItems(missing, [
      candidate('W', [{ by: 'words' }]),
      candidate('O', [other]),
      candidate('V', [other, { by: 'vendor-part', value: 'V' }]),
    ]);
    expect(found.map(({ itemNumber }) => itemNumber)).toEqual(['V', 'O', 'W']);
    expect(found.some(({ preChosen }) => preChosen)).toBe(false);
  });

  it('never chooses by words, and never two (property)', () => {
    const evidence = fc.constantFrom<ItemEvidence>(
      sameGtin,
      other,
      { by: 'words' },
      { by: 'customer-number', number: 'NW-1' },
      { by: 'vendor-part', value: 'x' },
    );
    fc.assert(
      fc.property(fc.array(fc.array(evidence, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (all) => {
        const found = suggestItems(
          missing,
          all.map((one, index) => candidate(`D${index}`, one)),
        );
        const chosen = found.filter(({ preChosen }) => preChosen);
        expect(chosen.length).toBeLessThanOrEqual(1);
        for (const one of chosen) expect(one.confidence).not.toBe('text-only');
      }),
    );
  });
});

describe('the code of a case', () => {
  it('leads to the piece in it (edi-practice.md ITM-03)', () => {
    expect(eachGtinOf('10012345678902')).toBe('00012345678905');
    expect(eachGtinOf('00614141000104')).toBeUndefined();
    expect(eachGtinOf('90614141000107')).toBeUndefined();
    expect([isCaseGtin('10614141000101'), isCaseGtin('614141000104'), isCaseGtin('90614141000107')]).toEqual([true, false, true]);
  });
  it('always has a right check digit afterwards (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.stringMatching(/^\d{12}$/), (indicator, body) => {
        const code = `${indicator}${body}`;
        const each = eachGtinOf(code + gs1CheckDigit(code)) ?? '';
        expect(hasValidCheckDigit(each)).toBe(true);
        expect(each.slice(0, 13)).toBe(`0${body}`);
      }),
    );
  });
});

const home: MasterRows['addresses'] = {
  customer: 'US-101',
  locationId: '000002000',
  description: 'Northwind Home 0817',
  street: '900 Freight Road',
  city: 'Joliet',
  state: 'IL',
  postalCode: '60433-1200',
  country: 'USA',
  forDelivery: true,
  duns: '',
};
const place: MissingLocation = {
  fix: 'location',
  partnerId: 'P',
  vendor: 'V',
  qualifier: '92',
  code: '0817',
  name: 'Northwind Home DC 0817',
  address: ['900 Freight Rd.', 'Joliet IL 60433', 'USA'],
};

describe('a missing location', () => {
  const elsewhere = {
    ...home,
    locationId: '000002001',
    description: 'Northwind Home 0101',
    street: '12 Harbor Street',
    city: 'Erie',
    state: 'PA',
    postalCode: '16501',
  };

  it('with its code and its address in Dynamics is certain', () => {
    const [first, second] = suggestLocations(place, 'usmf', [elsewhere, home]);
    expect(first).toMatchObject({
      confidence: 'certain',
      preChosen: true,
      address: { company: 'usmf', locationId: '000002000' },
    });
    expect(first?.reasons.map(({ reason }) => reason)).toEqual(['same-code', 'same-address']);
    expect(second).toMatchObject({ confidence: 'text-only', preChosen: false });
  });
  it('at one address only is likely; at two of them nothing is chosen', () => {
    const unnamed = { ...home, description: 'Joliet' };
    expect(suggestLocations(place, 'usmf', [unnamed])[0]).toMatchObject({ confidence: 'likely', preChosen: true });
    const twice = suggestLocations(place, 'usmf', [unnamed, { ...unnamed, locationId: '000002002' }]);
    expect(twice.map(({ preChosen }) => preChosen)).toEqual([false, false]);
  });
  it('does not take 817 or 10817 for 0817', () => {
    const near = { ...elsewhere, description: 'Store 817' };
    expect(
      suggestLocations({ ...place, name: '', address: [] }, 'usmf', [near, { ...near, description: 'Store 10817' }]),
    ).toEqual([]);
  });
  it('with its number in the DUNS field is certain', () => {
    expect(suggestLocations(place, 'usmf', [{ ...elsewhere, duns: '0817' }])[0]).toMatchObject({ confidence: 'certain' });
  });
});

describe('a missing unit', () => {
  const unit: MissingUnit = {
    fix: 'unit',
    partnerId: 'P',
    vendor: 'V',
    itemNumber: 'D1',
    ediUnit: 'CA',
    itemUnit: 'ea',
    pack: '12',
  };
  const nothing = { product: undefined, named: [], mapped: [] };

  it('takes the factor from the barcode of the case', () => {
    const [first] = suggestUnits(unit, { ...nothing, product: product('D1') });
    expect(first).toMatchObject({ unit: 'ea', factor: '12', confidence: 'certain', preChosen: true });
    expect(first?.reasons.map(({ reason }) => reason)).toEqual(['barcode-unit', 'document-pack']);
  });
  it('is in doubt where barcode and document name different packs', () => {
    const found = suggestUnits({ ...unit, pack: '10' }, { ...nothing, product: product('D1') });
    expect(found.map(({ factor, confidence, preChosen }) => [factor, confidence, preChosen])).toEqual([
      ['12', 'certain', false],
      ['10', 'likely', false],
    ]);
  });
  it('knows the product own unit under another name', () => {
    expect(suggestUnits({ ...unit, ediUnit: 'EA', itemUnit: 'pcs' }, nothing)[0]).toMatchObject({
      unit: 'pcs',
      factor: '1',
      confidence: 'certain',
    });
  });
  it('does not choose a unit for its name alone', () => {
    const found = suggestUnits({ ...unit, pack: undefined as never, itemUnit: '' }, { ...nothing, named: ['cs'] });
    expect(found).toMatchObject([{ unit: 'cs', confidence: 'text-only', preChosen: false }]);
  });
  it('says why there is nothing', () => {
    expect(suggestFor(unit, { for: 'none', why: 'no-data' })).toEqual({
      suggestions: [],
      none: expect.stringContaining('not read') as unknown,
    });
    expect(suggestFor(place, { for: 'location', company: 'usmf', candidates: [] }).none).toMatch(/Nothing/);
  });
  it('compares units without regard to case, and nothing with nothing is not the same', () => {
    expect([isSameUnit('EA', 'ea'), isSameUnit('CA', 'cs'), isSameUnit('EA', 'cs'), isSameUnit('', '')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
