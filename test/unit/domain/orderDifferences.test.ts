import { describe, expect, it } from 'vitest';
import { addedNotes, dateNamed, differences, headerAfter, headerChanges } from '#core/domain/orderDifferences.ts';
import { address, line, order } from '../mapping/fixture.ts';

describe('what changed from one order to another', () => {
  it('names a date and an address by the code of the file, also where that is a word of the language', () => {
    for (const word of ['constructor', 'toString', '__proto__']) {
      expect(dateNamed(word)).toBe(`date ${word}`);
      const after = order({ addresses: [address(), address({ type: word, code: '7' })] });
      expect(differences(order({ addresses: [address()] }), after)).toEqual([
        expect.stringMatching(new RegExp(`^Order: address ${word} from`)),
      ]);
    }
  });
  it('is nothing where decimals are only written otherwise', () => {
    expect(
      differences(order({ lines: [line(1, { quantity: '24' })] }), order({ lines: [line(1, { quantity: '24.0' })] })),
    ).toEqual([]);
  });
  it('is said with both values, line by line', () => {
    const before = order({ purpose: '00', lines: [line(1, { quantity: '48' }), line(2)] });
    const after = order({ purpose: '05', lines: [line(1, { quantity: '36' }), line(3, { quantity: '5', unit: 'EA' })] });
    expect(differences(before, after)).toEqual([
      'Order: purpose code from 00 to 05',
      'Line 001: quantity from 48 to 36',
      expect.stringMatching(/^Line 003 added: 5 EA of /),
      expect.stringMatching(/^Line 002 removed: /),
    ]);
  });
  it('tells an allowance of a line that came or went', () => {
    const off = (percent: string) => [
      { indicator: 'A', code: 'C310', percent, unit: '', handling: '02', description: 'Promotion', path: 'p' },
    ];
    const of = (percent: string) => order({ lines: [line(1, { allowances: off(percent) })] });
    expect(differences(of('2'), of('3'))).toEqual([
      'Line 001: allowance or charge removed: A C310 2 02 Promotion',
      'Line 001: allowance or charge added: A C310 3 02 Promotion',
    ]);
    expect(differences(of('2'), of('2.0'))).toEqual([]);
  });
  it('takes numbers that only look alike for two, and says where one is missing', () => {
    const before = order({ department: '007', addresses: [address({ code: '0817' })] });
    const after = order({ department: '7', addresses: [] });
    const [department, shipTo] = differences(before, after);
    expect(department).toBe('Order: department from 007 to 7');
    expect(shipTo).toMatch(/^Order: ship-to from 0817, .* to \(none\)$/);
  });
});

describe('a change of the whole order', () => {
  const known = order({
    dates: [
      { qualifier: '010', date: '2026-03-10', path: '' },
      { qualifier: '001', date: '2026-03-20', path: '' },
    ],
    addresses: [address({ type: 'ST', code: '0817', city: 'Joliet' })],
  });
  const said = (change: Partial<typeof known>): typeof known =>
    order({ dates: [], addresses: [], notes: [], terms: [], allowances: [], ...change });

  it('says what it names and differs; what it leaves out stays', () => {
    const change = said({
      dates: [{ qualifier: '010', date: '2026-03-12', path: '' }],
      addresses: [address({ type: 'ST', code: '0817', city: '' })],
    });
    expect(headerChanges(known, change)).toEqual(['Order: requested ship date from 2026-03-10 to 2026-03-12']);
    expect(headerAfter(known, change)).toEqual({
      dates: [
        { qualifier: '001', date: '2026-03-20', path: '' },
        { qualifier: '010', date: '2026-03-12', path: '' },
      ],
      addresses: known.addresses,
      terms: known.terms,
      allowances: known.allowances,
      carrierCode: known.carrierCode,
      carrierRouting: known.carrierRouting,
      transportMethod: known.transportMethod,
    });
  });
  it('has other terms, allowances and another carrier, which what is billed and shipped after it rests on', () => {
    const allowance = { indicator: 'A', code: 'C310', percent: '3', unit: '', handling: '02', description: '', path: 'p' };
    const terms = [{ type: '01', basis: '3', netDays: '60', description: '', path: 't' }];
    const change = said({ allowances: [allowance], terms, carrierCode: 'FDEG' });
    expect(headerChanges(known, change)).toEqual([
      expect.stringMatching(/^Order: carrier from .* to FDEG$/),
      'Payment terms added: 01 3 60',
      'Allowance or charge added: A C310 3 02',
    ]);
    expect(headerAfter(known, change)).toMatchObject({ allowances: [allowance], terms, carrierCode: 'FDEG' });
    expect(headerAfter({ ...known, allowances: [allowance] }, said({})).allowances).toEqual([allowance]);
  });
  it('brings notes, which are to be read and nothing more', () => {
    const change = said({ notes: [{ code: 'GEN', text: 'as agreed on the phone', path: '' }] });
    expect(headerChanges(known, change)).toEqual([]);
    expect(addedNotes(known, change)).toEqual(['Note added: GEN as agreed on the phone']);
  });
  it('is nothing where it repeats what the order says', () => {
    expect(headerChanges(known, said({ dates: known.dates, addresses: known.addresses }))).toEqual([]);
  });
  it('sends the goods elsewhere', () => {
    const change = said({ addresses: [address({ type: 'ST', code: '0818', city: 'Reno' })] });
    expect(headerChanges(known, change)).toEqual([expect.stringContaining('Order: ship-to from 0817')]);
    expect(headerAfter(known, change).addresses.map(({ code }) => code)).toEqual(['0818']);
  });
});
