import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import table from './schema.json' with { type: 'json' };

/** What a leaf may hold. `time` may carry a zone; code lists are strings with `codes`. */
export type ValueType = 'string' | 'decimal' | 'integer' | 'date' | 'time' | 'boolean';

export interface SchemaField {
  readonly name: string;
  /** Place in the group, from 0: the order in which elements are written. */
  readonly index: number;
  readonly required: boolean;
  readonly many: boolean;
  readonly type: ValueType;
  readonly minLength: number;
  readonly maxLength: number;
  /** Present for a group; then `type` says nothing. */
  readonly group?: SchemaGroup;
  /** Code → meaning ('' where the reference gives none). */
  readonly codes?: ReadonlyMap<string, string>;
}

export interface SchemaGroup {
  readonly name: string;
  readonly fields: ReadonlyMap<string, SchemaField>;
  readonly required: readonly SchemaField[];
}

export interface SchemaDocument {
  readonly kind: DocumentKind;
  /** `Orders`, the root element of a file. */
  readonly plural: string;
  /** `Order`, one document. */
  readonly singular: string;
  readonly group: SchemaGroup;
}

export interface Schema {
  readonly namespace: string;
  readonly byPlural: ReadonlyMap<string, SchemaDocument>;
  readonly bySingular: ReadonlyMap<string, SchemaDocument>;
  readonly byKind: ReadonlyMap<DocumentKind, SchemaDocument>;
}

/** The plural roots of the RSX 7.7.7 set that Quayside does not handle, so that they are told from nonsense. */
const otherRoots: ReadonlyMap<string, string> = new Map([
  ['ProductActivities', '852 product activity'],
  ['PlanningSchedules', '830 planning schedule'],
  ['OrganizationalRelationships', '816 organizational relationships'],
  ['WarehouseTransferReceiptAdvices', '944 warehouse receipt'],
  ['CarrierLoadTenders', '204 load tender'],
  ['CarrierLoadTenderResponses', '990 load tender response'],
  ['CarrierStatusMessages', '214 carrier status'],
  ['CarrierFreightDetails', '210 freight invoice'],
]);

/** What a root of those is, whether it stands under its plural name or bare. */
export function otherRoot(name: string): string | undefined {
  return otherRoots.get(name) ?? otherRoots.get(`${name}s`) ?? otherRoots.get(name.replace(/y$/, 'ies'));
}

let prepared: Schema | undefined;

/** The RSX 7.7.7 table with its lookups. Prepared once, on first use. */
export function rsxSchema(): Schema {
  prepared ??= prepare();
  return prepared;
}

/** The document type of an RSX kind. */
export function schemaOf(kind: DocumentKind): SchemaDocument {
  const found = rsxSchema().byKind.get(kind);
  if (!found) throw new Error(`no RSX document for ${kind}`);
  return found;
}

interface OpenGroup {
  readonly name: string;
  readonly fields: Map<string, SchemaField>;
  readonly required: SchemaField[];
}

function prepare(): Schema {
  const codeLists = new Map(Object.entries(table.codes).map(([name, list]) => [name, new Map(Object.entries(list))]));
  const groups = new Map<string, OpenGroup>();
  // All groups exist before their fields are read: shipments nest in themselves.
  for (const name of Object.keys(table.groups)) groups.set(name, { name, fields: new Map(), required: [] });
  for (const [name, lines] of Object.entries(table.groups)) {
    const group = named(groups, name);
    for (const [index, line] of lines.entries()) {
      const field = readField(line, index, groups, codeLists);
      group.fields.set(field.name, field);
      if (field.required) group.required.push(field);
    }
  }
  const documents = Object.entries(table.documents).map(([plural, entry]): SchemaDocument => {
    return { kind: kindOf(entry.x12), plural, singular: entry.document, group: named(groups, entry.group) };
  });
  return {
    namespace: table.namespace,
    byPlural: new Map(documents.map((document) => [document.plural, document])),
    bySingular: new Map(documents.map((document) => [document.singular, document])),
    byKind: new Map(documents.map((document) => [document.kind, document])),
  };
}

/** A line of the table: name, then `required`, `many`, a type, `group=…`, `codes=…`, `min=…`, `max=…` in any order. */
function readField(
  line: string,
  index: number,
  groups: ReadonlyMap<string, SchemaGroup>,
  codeLists: ReadonlyMap<string, ReadonlyMap<string, string>>,
): SchemaField {
  const [name = '', ...words] = line.split(' ');
  const setting = (key: string): string | undefined => words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
  const group = setting('group');
  const codes = setting('codes');
  return {
    name,
    index,
    required: words.includes('required'),
    many: words.includes('many'),
    type: valueTypes.find((type) => words.includes(type)) ?? 'string',
    minLength: Number(setting('min') ?? 0),
    maxLength: Number(setting('max') ?? Infinity),
    ...(group === undefined ? {} : { group: named(groups, group) }),
    ...(codes === undefined ? {} : { codes: named(codeLists, codes) }),
  };
}

const valueTypes: readonly ValueType[] = ['decimal', 'integer', 'date', 'time', 'boolean'];
const kinds: readonly DocumentKind[] = ['850', '855', '856', '810', '860', '865', '846'];

function kindOf(x12: string): DocumentKind {
  const kind = kinds.find((known) => known === x12);
  if (!kind) throw new Error(`schema.json names the unknown document ${x12}`);
  return kind;
}

function named<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (!value) throw new Error(`schema.json refers to ${name}, which it does not hold`);
  return value;
}
