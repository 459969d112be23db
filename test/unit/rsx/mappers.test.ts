import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { fromInventoryReport, toInventoryReport } from '#core/rsx/mappers/inventory.ts';
import { fromInvoice, toInvoice } from '#core/rsx/mappers/invoice.ts';
import { fromOrderAck, toOrderAck } from '#core/rsx/mappers/orderAck.ts';
import { fromOrderChange, toOrderChange } from '#core/rsx/mappers/orderChange.ts';
import { fromOrderChangeAck, toOrderChangeAck } from '#core/rsx/mappers/orderChangeAck.ts';
import { fromPurchaseOrder, toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { fromShipment, toShipment } from '#core/rsx/mappers/shipment.ts';
import { schemaOf } from '#core/rsx/schema.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { documentOf, fullDocument } from './documents.ts';
import { example, exampleNames, readOne } from './helpers.ts';

type Root = { readonly root: RsxNode };
/** Both ways of a document type, as one thing that can be gone there and back. */
interface Ways<T> {
  readonly to: (document: Root) => T;
  readonly from: (value: T) => RsxNode;
}
const ways = <T>(to: (document: Root) => T, from: (value: T) => RsxNode): Ways<unknown> => ({
  to,
  from: (value) => from(value as T),
});

const mappers: Readonly<Record<DocumentKind, Ways<unknown>>> = {
  '850': ways((document) => toPurchaseOrder(document).order, fromPurchaseOrder),
  '855': ways(toOrderAck, fromOrderAck),
  '856': ways(toShipment, fromShipment),
  '810': ways(toInvoice, fromInvoice),
  '860': ways((document) => toOrderChange(document).change, fromOrderChange),
  '865': ways(toOrderChangeAck, fromOrderChangeAck),
  '846': ways(toInventoryReport, fromInventoryReport),
};
const kinds = Object.keys(mappers) as readonly DocumentKind[];

describe.each(kinds)('an %s', (kind) => {
  const { to, from } = mappers[kind];

  test('that fills every element of the schema fills every field of its domain form, and comes back', () => {
    const value = to(fullDocument(kind));
    expect(emptyPlaces(value)).toEqual([]);
    const root = from(value);
    expect(checkStrict({ kind, root })).toEqual([]);
    expect(withoutPaths(to({ root }))).toEqual(withoutPaths(value));
  });

  test('names places that are there', () => {
    const { root } = fullDocument(kind);
    for (const path of pathsIn(to({ root }))) expect(nodeAt(root, path), path).toBeDefined();
  });

  test('goes from any document through the domain form to RSX in XML and JSON and back unchanged', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const once = from(to(documentOf(g, kind)));
        expect(from(to({ root: once }))).toEqual(once);
        for (const write of [writeXml, writeJson]) {
          const { root } = readOne(write([{ kind, root: once }], { mode: 'convert' }));
          expect(to({ root })).toEqual(to({ root: once }));
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('that says nothing is written as nothing but its root', () => {
    const { singular } = schemaOf(kind);
    expect(from(to({ root: { name: singular, children: [] } }))).toEqual({ name: singular, children: [] });
  });
});

describe.each(exampleNames)('the example %s', (name) => {
  const document = readOne(example(name));
  const { to, from } = mappers[document.kind];

  test('keeps everything that it says', () => {
    const root = from(to(document));
    expect(checkStrict({ kind: document.kind, root })).toEqual([]);
    expect(to({ root })).toEqual(to(document));
  });
});

/** Every level that the schema allows in every other, once each. */
function nestings(): readonly RsxNode[] {
  const trees: RsxNode[] = [];
  const walk = (group: ReturnType<typeof schemaOf>['group'], above: readonly string[]): void => {
    for (const field of group.fields.values()) {
      if (!field.group || !field.name.endsWith('Level') || above.length === 6) continue;
      const path = [...above, field.name];
      trees.push(path.reduceRight<RsxNode>((inner, name) => level(name, inner), item()));
      walk(field.group, path);
    }
  };
  walk(schemaOf('856').group, []);
  return trees;
}

const leaf = (name: string, text: string): RsxNode => ({ name, text, children: [] });
const item = (): RsxNode => ({ name: 'Notes', children: [leaf('Note', 'innermost')] });
const marks: Readonly<Record<string, RsxNode>> = {
  ContainerLevel: { name: 'Container', children: [leaf('BillOfLadingNumber', 'B1')] },
  OrderLevel: { name: 'OrderHeader', children: [leaf('PurchaseOrderNumber', 'P1')] },
  PackLevel: { name: 'Pack', children: [leaf('ShippingSerialID', '00006141410000001019')] },
  ItemLevel: { name: 'ShipmentLine', children: [leaf('LineSequenceNumber', '001')] },
};
function level(name: string, inner: RsxNode): RsxNode {
  return { name, children: [marks[name] ?? leaf(name, ''), inner] };
}

test('every nesting of a shipment that the schema allows is read and written as it is', () => {
  const all = nestings();
  expect(all.length).toBeGreaterThan(50);
  const header: RsxNode = {
    name: 'Header',
    children: [{ name: 'ShipmentHeader', children: [leaf('TradingPartnerId', 'A'), leaf('ShipmentIdentification', '1')] }],
  };
  for (const tree of all) {
    const root: RsxNode = { name: 'Shipment', children: [header, tree] };
    expect(checkStrict({ kind: '856', root })).toEqual([]);
    expect(fromShipment(toShipment({ root }))).toEqual(root);
  }
});

test('levels of different names keep the order of the document', () => {
  const header = '<Header><ShipmentHeader><TradingPartnerId>A</TradingPartnerId></ShipmentHeader></Header>';
  const pack = (serial: string): string => `<PackLevel><Pack><ShippingSerialID>${serial}</ShippingSerialID></Pack></PackLevel>`;
  const line = (number: string): string =>
    `<ItemLevel><ShipmentLine><LineSequenceNumber>${number}</LineSequenceNumber></ShipmentLine></ItemLevel>`;
  const shipment = toShipment(
    readOne(`<Shipment>${header}<OrderLevel>${line('1')}${pack('2')}${line('3')}</OrderLevel></Shipment>`),
  );
  expect(shipment.levels[0]?.levels.map(({ level: kind }) => kind)).toEqual(['item', 'pack', 'item']);
});

/** Where a domain form says nothing: '', undefined (absent) fields are told by the shape of a full one. */
function emptyPlaces(value: unknown, at = ''): string[] {
  if (value === '' || (Array.isArray(value) && value.length === 0 && !at.endsWith('levels'))) return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyPlaces(inner, `${at}/${key}`));
}

function withoutPaths(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPaths);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'path' && key !== 'position');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutPaths(inner)]));
}

function pathsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'path' ? [String(inner)] : pathsIn(inner)));
}

function nodeAt(root: RsxNode, path: string): RsxNode | undefined {
  const [, ...steps] = path.split('/');
  return steps.reduce<RsxNode | undefined>((node, step) => {
    const [, name, occurrence = '1'] = /^(.*?)(?:\[(\d+)\])?$/.exec(step) ?? [];
    return node?.children.filter((child) => child.name === name)[Number(occurrence) - 1];
  }, root);
}
