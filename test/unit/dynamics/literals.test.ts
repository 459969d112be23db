import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOf, dateOf, encode, keyPath, noon, quoted } from '#core/dynamics/literals.ts';
import { packLookups } from '#core/dynamics/lookups.ts';
import { localLink, queryString } from '#core/dynamics/query.ts';
import { AppError } from '#core/contract/errors.ts';

const shape = { set: 'SalesOrderHeadersV2', certain: true, readOnly: false, wire: (name: string) => name };
const lookup = (number: string, customer = 'US-014') => ({
  owner: { company: 'USMF', customer },
  reference: number,
  requisition: number,
});

/** Reads an OData string literal back, as a server does. */
function readLiteral(literal: string): string {
  const inner = /^'((?:[^']|'')*)'$/.exec(literal)?.[1];
  if (inner === undefined) throw new Error(`no literal: ${literal}`);
  return inner.replaceAll("''", "'");
}

describe('literals', () => {
  test('a string literal survives quoting, encoding and the URL, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const url = new URL(`http://host/data?$filter=${encode(quoted(text))}`);
        expect(readLiteral(url.searchParams.get('$filter') ?? '')).toBe(text);
      }),
    );
  });

  test('a key path holds every part, quoted and encoded', () => {
    expect(keyPath('SalesOrderHeadersV2', { dataAreaId: 'usmf', SalesOrderNumber: "O'1/2" })).toBe(
      'SalesOrderHeadersV2(dataAreaId=%27usmf%27,SalesOrderNumber=%27O%27%271%2F2%27)',
    );
  });

  test('days are noon, 1900 is empty at any hour', () => {
    expect(noon('2026-02-10')).toBe('2026-02-10T12:00:00Z');
    expect(dateOf('1900-01-01T12:00:00Z')).toBe('');
    expect(dateOf('1900-01-01T00:00:00Z')).toBe('');
    expect(dateOf('2026-02-01T09:14:07Z')).toBe('2026-02-01T09:14:07Z');
    expect(anyOf(['a'])).toBe('a');
    expect(anyOf(['a', 'b'])).toBe('(a or b)');
  });
});

describe('look-ups', () => {
  test('thirty share one request, thirty-one take two', () => {
    const numbers = Array.from({ length: 31 }, (_, index) => lookup(`PO${index}`));
    expect(packLookups(numbers.slice(0, 30), shape)).toHaveLength(1);
    expect(packLookups(numbers, shape)).toHaveLength(2);
  });

  test('the filter names company, customer once and both fields of each order', () => {
    const [options] = packLookups([lookup('A'), { ...lookup('B/1'), requisition: 'B' }], shape);
    expect(options?.filter).toBe(
      "dataAreaId eq 'usmf' and OrderingCustomerAccountNumber eq 'US-014' and " +
        "(CustomersOrderReference eq 'A' or CustomerRequisitionNumber eq 'A' or CustomersOrderReference eq 'B/1' or CustomerRequisitionNumber eq 'B')",
    );
  });

  test('several customers become groups in parentheses', () => {
    const [options] = packLookups([lookup('A'), lookup('B', 'US-015')], shape);
    expect(options?.filter).toMatch(/^\(dataAreaId eq 'usmf' and .*\) or \(dataAreaId eq 'usmf' and .*'US-015'.*\)$/);
  });

  test('one of nobody in particular has no condition about the owner', () => {
    const [options] = packLookups([lookup('A'), { reference: 'B', requisition: 'B' }], shape);
    expect(options?.filter).toMatch(/ or \(\(CustomersOrderReference eq 'B' or CustomerRequisitionNumber eq 'B'\)\)$/);
  });

  test('no query is longer than 6000 characters encoded, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { maxLength: 70 }), (numbers) => {
        const packs = packLookups(
          numbers.map((number) => lookup(number)),
          shape,
        );
        for (const pack of packs) expect(queryString(pack).length).toBeLessThanOrEqual(6000);
        const filters = packs.map((pack) => pack.filter).join(' ');
        for (const number of numbers) expect(filters).toContain(`CustomersOrderReference eq ${quoted(number)}`);
      }),
      { numRuns: 40 },
    );
  });

  test('a look-up without any value asks for nothing instead of for everything', () => {
    expect(packLookups([lookup('')], shape)).toEqual([]);
    expect(packLookups([{ ...lookup('A'), requisition: '' }], shape)[0]?.filter).not.toContain("eq ''");
  });
});

describe('next links', () => {
  test('only the part from /data/ is taken, whatever host is named', () => {
    expect(localLink('https://other.example/data/SalesOrderLines?$skiptoken=7')).toBe('/data/SalesOrderLines?$skiptoken=7');
    expect(localLink('/data/SalesOrderLines?$skiptoken=7')).toBe('/data/SalesOrderLines?$skiptoken=7');
  });

  test.each([
    'https://host/elsewhere?x=/data/Sets',
    'https://host/data/../api/evil',
    'https://host/data/%2e%2e/api/evil',
    'https://host/data/..\\api',
    'https://host/api/evil',
    'SalesOrderLines?$skiptoken=7',
  ])('%s is refused', (link) => {
    expect(() => localLink(link)).toThrow(AppError);
  });
});
