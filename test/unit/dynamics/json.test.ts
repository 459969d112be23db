import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, integerOf, parseExact, rawNumber, rowsOf, textOf } from '#core/dynamics/json.ts';
import { readEdmx } from '#core/dynamics/edmx.ts';

describe('numbers by their source text', () => {
  test('an Int64 beyond 2^53 and a decimal of many digits survive reading and writing', () => {
    const row = parseExact('{"SourceKey":35637200001234567891,"Price":0.10000000000000000001,"Tiny":1.5E-7}');
    expect(row).toEqual({ SourceKey: '35637200001234567891', Price: '0.10000000000000000001', Tiny: '1.5E-7' });
    expect(JSON.stringify({ a: rawNumber('0.10000000000000000001'), b: rawNumber(1) })).toBe(
      '{"a":0.10000000000000000001,"b":1}',
    );
  });

  test('an exponent is written out, what is absent is zero or empty', () => {
    expect(decimalOf({ Tiny: '1.5E-7' }, 'Tiny')).toBe('0.00000015');
    expect(decimalOf({}, 'Price')).toBe('0');
    expect(integerOf({ CustomersLineNumber: '7' }, 'CustomersLineNumber')).toBe(7);
    expect(textOf({ a: null }, 'a')).toBe('');
  });

  test('any decimal that is written is read as the same text', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 12 }), (digits, scale) => {
        const text = `${digits}${scale === 0 ? '' : `.${'3'.repeat(scale)}`}`;
        const read = parseExact(JSON.stringify({ value: rawNumber(text) }));
        expect(read).toEqual({ value: text });
      }),
    );
  });

  test('every number that JSON can hold comes back as it is written, the usual ones the quick way', () => {
    const written = ['0', '-0', '-0.0', '10.0', '1.10', '1e3', '2E+2', '12.5', '1234567890123456', '0.000000000001', '7'];
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...written), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
        (text) => {
          expect(parseExact(`{"a": ${text},"b":[${text}, "x"],"c":{"d":null}}`)).toEqual({
            a: text,
            b: [text, 'x'],
            c: { d: null },
          });
        },
      ),
    );
  });

  test('a decimal of many digits keeps them all, wherever its point stands', () => {
    expect(parseExact('{"Qty":12345678.12345678901}')).toEqual({ Qty: '12345678.12345678901' });
    expect(parseExact('[9007199254740.993,0.0000001]')).toEqual(['9007199254740.993', '0.0000001']);
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{0,14}$/), fc.stringMatching(/^\d{0,14}[1-9]$/), (whole, part) => {
        expect(parseExact(`{"a":${whole}.${part}}`)).toEqual({ a: `${whole}.${part}` });
      }),
    );
  });

  test('only an answer with a value list has rows', () => {
    expect(rowsOf({ value: [{ a: '1' }] })).toEqual([{ a: '1' }]);
    expect(rowsOf({ error: {} })).toBeUndefined();
    expect(rowsOf([])).toBeUndefined();
  });
});

describe('EDMX', () => {
  const edmx = `<edmx:Edmx><Schema><EntityType Name="SalesOrderHeaderV20"><Property Name="Wrong"/></EntityType>
    <EntityType Name="SalesOrderHeaderV2"><Key><PropertyRef Name="dataAreaId"/></Key>
    <Property Name="dataAreaId" Type="Edm.String"/><Property Type="Edm.String" Name="inventLocationId"></Property>
    <NavigationProperty Name="Lines" Type="x"/></EntityType><EntityContainer Name="Resources">
    <EntitySet Name="SalesOrderHeadersV2" EntityType="Microsoft.Dynamics.DataEntities.SalesOrderHeaderV2"/></EntityContainer></Schema></edmx:Edmx>`;

  test('the properties of one set, and nothing of its neighbours', () => {
    expect(readEdmx(edmx, 'SalesOrderHeadersV2')).toEqual(['dataAreaId', 'inventLocationId']);
    expect(readEdmx(edmx, 'SalesOrderHeadersV4')).toBeUndefined();
  });
});
