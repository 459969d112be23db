import fc from 'fast-check';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { schemaOf, type SchemaField, type SchemaGroup } from '#core/rsx/schema.ts';
import { isXmlText } from '#core/rsx/valueChecks.ts';

/** Documents made from the schema: any that it allows (for property tests), and one that fills all of it. */

export type Generate = fc.GeneratorValue;

const twoDigits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'));
const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const times = fc
  .tuple(twoDigits(0, 23), twoDigits(0, 59), twoDigits(0, 59), fc.constantFrom('', 'Z', '-05:00', '+14:00', '.250'))
  .map(([hour, minute, second, rest]) => `${hour}:${minute}:${second}${rest}`);
const decimals = fc.stringMatching(/^-?[0-9]{1,12}(\.[0-9]{1,6})?$/);

/** Values that XML and JSON must escape, or that look like something else. */
export const texts = fc
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

/** Any document of a kind that the schema allows. */
export function documentOf(g: Generate, kind: DocumentKind): { kind: DocumentKind; root: RsxNode } {
  const { singular, group: schema } = schemaOf(kind);
  return { kind, root: group(g, singular, schema, 0) };
}

/** Codes that the domain forms look for, where any would do for the schema. */
const telling: Readonly<Record<string, readonly string[]>> = {
  PackQualifier: ['OU', 'IN'],
  ProductCharacteristicCode: ['08', '73'],
};

/** The document that has every element of the schema, and twice what may repeat; levels nest once in each other. */
export function fullDocument(kind: DocumentKind): { kind: DocumentKind; root: RsxNode } {
  const { singular, group: schema } = schemaOf(kind);
  let count = 0;

  function full(name: string, groupOf: SchemaGroup, above: readonly string[]): RsxNode {
    const children = [...groupOf.fields.values()].flatMap((field) => {
      if (field.group && above.includes(field.group.name)) return [];
      const times = field.many && !field.name.endsWith('Level') ? 2 : 1;
      return Array.from({ length: times }, (_, at) =>
        field.group
          ? full(field.name, field.group, [...above, field.group.name])
          : { name: field.name, text: fullValue(field, above.length > 0 ? at : 0), children: [] },
      );
    });
    return { name, children: children.map((child, index) => told(child, index, children)) };
  }

  /** Twins get the codes that tell them apart. */
  function told(child: RsxNode, index: number, among: readonly RsxNode[]): RsxNode {
    const nth = among[index - 1]?.name === child.name ? 1 : 0;
    const leaves = child.children.map((leaf) => {
      const code = telling[leaf.name]?.[nth];
      return code === undefined ? leaf : { ...leaf, text: code };
    });
    return { ...child, children: leaves };
  }

  function fullValue(field: SchemaField, at: number): string {
    count += 1;
    if (field.codes) return [...field.codes.keys()][at % field.codes.size] ?? '';
    switch (field.type) {
      case 'date':
        return `20${String(10 + (count % 80))}-0${1 + (count % 9)}-1${count % 10}`;
      case 'time':
        return `1${count % 10}:00:00`;
      case 'decimal':
        return `${count}.50`;
      case 'integer':
        return String(count);
      case 'boolean':
        return 'true';
      default:
        return field.maxLength === Infinity ? `${field.name} ${count}` : `P${count}`;
    }
  }

  return { kind, root: full(singular, schema, []) };
}
