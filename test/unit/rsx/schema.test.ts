import { expect, test } from 'vitest';
import table from '#core/rsx/schema.json' with { type: 'json' };
import { rsxSchema, schemaOf, type SchemaGroup } from '#core/rsx/schema.ts';

test('the seven documents with their roots', () => {
  const documents = [...rsxSchema().byPlural.values()].map(({ kind, plural, singular }) => [kind, plural, singular]);
  expect(documents).toEqual([
    ['850', 'Orders', 'Order'],
    ['855', 'OrderAcks', 'OrderAck'],
    ['860', 'OrderChanges', 'OrderChange'],
    ['865', 'OrderChangeAcks', 'OrderChangeAck'],
    ['856', 'Shipments', 'Shipment'],
    ['810', 'Invoices', 'Invoice'],
    ['846', 'ItemRegistries', 'ItemRegistry'],
  ]);
});

test('every group and code list of the table is used, every field is said once', () => {
  const seen = new Set<SchemaGroup>();
  const lists = new Set<unknown>();
  const walk = (group: SchemaGroup): void => {
    if (seen.has(group)) return;
    seen.add(group);
    for (const field of group.fields.values()) {
      if (field.codes) lists.add(field.codes);
      if (field.group) walk(field.group);
    }
  };
  for (const document of rsxSchema().byPlural.values()) walk(document.group);
  expect([...seen].map(({ name }) => name).sort()).toEqual(Object.keys(table.groups).sort());
  expect(lists.size).toBe(Object.keys(table.codes).length);
  for (const [name, lines] of Object.entries(table.groups)) {
    expect([...seen].find((group) => group.name === name)?.fields.size, name).toBe(lines.length);
  }
});

test('what the schema requires (reference/sps.md 3.2)', () => {
  const required = (group: SchemaGroup | undefined): string[] => group?.required.map(({ name }) => name) ?? [];
  const header = (kind: '850' | '855' | '860' | '865' | '856' | '810' | '846', name: string): SchemaGroup | undefined =>
    schemaOf(kind).group.fields.get('Header')?.group?.fields.get(name)?.group;
  for (const kind of ['850', '855', '860', '865'] as const) {
    expect(required(schemaOf(kind).group)).toEqual(['Header']);
    expect(required(header(kind, 'OrderHeader'))).toEqual(['TradingPartnerId', 'PurchaseOrderNumber']);
  }
  expect(required(header('856', 'ShipmentHeader'))).toEqual(['TradingPartnerId', 'ShipmentIdentification']);
  expect(required(header('810', 'InvoiceHeader'))).toEqual(['TradingPartnerId', 'InvoiceNumber']);
  expect(required(header('846', 'HeaderReport'))).toEqual(['TradingPartnerId', 'DocumentId']);
});

test('shipments nest in themselves', () => {
  const pack = schemaOf('856').group.fields.get('PackLevel')?.group;
  expect(pack?.fields.get('PackLevel')?.group).toBe(pack);
});
