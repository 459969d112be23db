import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExact } from '#core/dynamics/json.ts';
import { pageParts } from '#core/dynamics/rowParts.ts';

const inParts = (text: string) => {
  const page = pageParts(text);
  return page && { envelope: page.envelope, rows: [...page.parts].flat() };
};

describe('a large page', () => {
  it('gives the same rows and the same link as one that is parsed whole (property)', () => {
    const row = fc.dictionary(
      fc.string(),
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(fc.string()),
        fc.dictionary(fc.string(), fc.string()),
      ),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.boolean(), (value, spaced) => {
        const text = JSON.stringify(
          { '@odata.context': 'x', value, '@odata.nextLink': 'http://a/data/x' },
          undefined,
          spaced ? 2 : 0,
        );
        const { value: rows, ...envelope } = parseExact(text) as { readonly value: unknown[] };
        expect(inParts(text)).toEqual({ envelope: { ...envelope, value: [] }, rows });
      }),
    );
  });
  it('comes in parts of so many rows that each is short', () => {
    const value = Array.from({ length: 1_201 }, (_, index) => ({ Item: `}]"${index}`, Price: index + 0.25 }));
    const page = pageParts(JSON.stringify({ value }));
    expect([...(page?.parts ?? [])].map((rows) => rows.length)).toEqual([500, 500, 201]);
  });
  it('is none when it was cut off, or is something else', () => {
    expect(pageParts('{"value":[{"a":1},{"a":2}')).toBeUndefined();
    expect(pageParts('{"error":{}}')).toBeUndefined();
    expect(pageParts('<html>')).toBeUndefined();
    expect(() => inParts('{"value":[{"a":1},{"a":2}],')).toThrow(SyntaxError);
    expect(() => inParts('{"value":[{"a":1 2}]}')).toThrow(SyntaxError);
  });
});
