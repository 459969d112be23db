import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { locate } from '#core/rsx/locate.ts';
import { schemaOf, type SchemaField, type SchemaGroup } from '#core/rsx/schema.ts';
import { isXmlText } from '#core/rsx/valueChecks.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { read, readOne, utf8 } from './helpers.ts';

const kinds: readonly DocumentKind[] = ['850', '855', '856', '810', '860', '865', '846'];
type Generate = fc.GeneratorValue;

const twoDigits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'));
const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const times = fc
  .tuple(twoDigits(0, 23), twoDigits(0, 59), twoDigits(0, 59), fc.constantFrom('', 'Z', '-05:00', '+14:00', '.250'))
  .map(([hour, minute, second, rest]) => `${hour}:${minute}:${second}${rest}`);
const decimals = fc.stringMatching(/^-?[0-9]{1,12}(\.[0-9]{1,6})?$/);
const texts = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(']]>', '&lt;', '<a/>', ' x ', 'a\r\nb', '\tx', '007', '{"a":1}', '"', '\\'),
  )
  .filter((text) => isXmlText(text) && text.trim() !== '');

function value(g: Generate, field: SchemaField): string {
  if (field.codes) return g(fc.constantFrom, ...field.codes.keys());
  switch (field.type) {
    case 'date':
      return g(() => dates);
    case 'time':
      return g(() => times);
    case 'decimal':
      return g(() => decimals);
    case 'integer':
      return String(g(fc.integer));
    case 'boolean':
      return g(fc.constantFrom, 'true', 'false');
    default:
      return field.maxLength === Infinity ? g(() => texts) : g(() => fc.stringMatching(/^[A-Z0-9]{1,15}$/));
  }
}

/** A group as the schema allows it, in schema order: everything required, a few others, repetitions where they may be. */
function group(g: Generate, name: string, schema: SchemaGroup, depth: number): RsxNode {
  const all = [...schema.fields.values()];
  // Deep groups are mostly leaves: documents stay of a size that shrinks in a moment.
  const shallow = all.filter((field) => depth < 4 || !field.group || field.required);
  const fields = shallow.length > 0 ? shallow : all;
  const chosen = new Set(g(() => fc.subarray(fields, { maxLength: Math.min(fields.length, depth === 0 ? 4 : 2) })));
  const children = fields
    .filter((field) => field.required || chosen.has(field))
    .flatMap((field) =>
      Array.from({ length: field.many ? g(fc.integer, { min: 1, max: 2 }) : 1 }, () => element(g, field, depth)),
    );
  const [first] = fields;
  return { name, children: children.length === 0 && first ? [element(g, first, depth)] : children };
}

function element(g: Generate, field: SchemaField, depth: number): RsxNode {
  if (field.group) return group(g, field.name, field.group, depth + 1);
  return { name: field.name, text: value(g, field), children: [] };
}

function documentOf(g: Generate, kind: DocumentKind): { kind: DocumentKind; root: RsxNode } {
  const { singular, group: schema } = schemaOf(kind);
  return { kind, root: group(g, singular, schema, 0) };
}

describe.each(kinds)('any %s that the schema allows', (kind) => {
  test('is written strictly and read back as it was, in XML and JSON', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const document = documentOf(g, kind);
        expect(checkStrict(document)).toEqual([]);
        for (const write of [writeXml, writeJson]) {
          const reading = read(utf8(write([document, document], { mode: 'strict' })));
          expect(reading.findings).toEqual([]);
          expect(reading.documents).toEqual([
            { ...document, findings: [] },
            { ...document, findings: [] },
          ]);
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  test('goes from XML to JSON and back with odd elements in it', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { root } = documentOf(g, kind);
        const odd = withOddities(g, root);
        const xml = writeXml([{ kind, root: odd }], { mode: 'convert' });
        const json = writeJson([readOne(xml)], { mode: 'convert' });
        const back = readOne(writeXml([readOne(json)], { mode: 'convert' }));
        expect(canonicalHash(readOne(xml).root)).toBe(canonicalHash(odd));
        expect(canonicalHash(back.root)).toBe(canonicalHash(odd));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  test('has every element located where it stands', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const document = documentOf(g, kind);
        const xml = writeXml([document], { mode: 'strict' });
        const tree = locate(xml, 'rsx-xml', 0);
        const spans = [tree ?? []].flat();
        for (let at = 0; at < spans.length; at += 1) {
          const node = spans[at];
          if (!node) continue;
          expect(xml.slice(node.start, node.end)).toMatch(new RegExp(`^<${node.name}>[^]*</${node.name}>$`));
          spans.push(...node.children);
        }
        expect(spans).toHaveLength(countOf(document.root));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

const oddNames = fc.constantFrom('Odd', 'Odder', 'Vendor', 'Notes', '_x.1-y', 'Größe');

/** The same tree with unknown or misplaced elements anywhere and its groups shuffled. */
function withOddities(g: Generate, node: RsxNode): RsxNode {
  if (node.children.length === 0) return node;
  const children = node.children.map((child) => withOddities(g, child));
  const odd = g(fc.array, oddNames, { maxLength: 2 }).map((name): RsxNode => ({ name, text: g(() => texts), children: [] }));
  const mixed = g(() => fc.shuffledSubarray([...children, ...odd], { minLength: children.length + odd.length }));
  return { ...node, children: mixed };
}

function countOf(node: RsxNode): number {
  return node.children.reduce((sum, child) => sum + countOf(child), 1);
}
