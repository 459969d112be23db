import { describe, expect, test } from 'vitest';
import { locate, type PlacedNode } from '#core/rsx/locate.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { changed, example, exampleNames, read, readOne } from './helpers.ts';

const order = example('850-order');

function* all(node: PlacedNode): Generator<PlacedNode> {
  yield node;
  for (const child of node.children) yield* all(child);
}

function located(raw: string, format: 'rsx-xml' | 'rsx-json', index = 0): PlacedNode {
  const tree = locate(raw, format, index);
  if (!tree) throw new Error('nothing located');
  return tree;
}

const at = (tree: PlacedNode, path: string): PlacedNode | undefined => [...all(tree)].find((node) => node.path === path);

describe.each(exampleNames)('%s', (name) => {
  const xml = example(name);

  test('every element of the XML points at its own tags', () => {
    for (const node of all(located(xml, 'rsx-xml'))) {
      const raw = xml.slice(node.start, node.end);
      expect(raw.startsWith(`<${node.name}`), node.path).toBe(true);
      expect(raw.endsWith(`</${node.name}>`), node.path).toBe(true);
      if (node.children.length === 0) expect(raw).toBe(`<${node.name}>${node.text}</${node.name}>`);
    }
  });

  test('every member of the JSON points at itself', () => {
    const json = writeJson([readOne(xml)], { mode: 'convert' });
    for (const node of all(located(json, 'rsx-json'))) {
      const raw = json.slice(node.start, node.end);
      const value: unknown = JSON.parse(raw.startsWith('"') ? `{${closed(raw)}}` : raw);
      expect(value, node.path).toBeTypeOf('object');
      if (node.text !== undefined) expect(raw).toContain(node.text);
    }
  });

  test('paths are those of the findings, each only once', () => {
    const paths = [...all(located(xml, 'rsx-xml'))].map((node) => node.path);
    expect(new Set(paths).size).toBe(paths.length);
    const json = writeJson([readOne(xml)], { mode: 'convert' });
    expect([...all(located(json, 'rsx-json'))].map((node) => node.path)).toEqual(paths);
  });
});

/** The first element of an array begins at its key, so its bracket is not closed in its own text. */
function closed(member: string): string {
  return /^"\w+": \[/.test(member) ? `${member}]` : member;
}

test('the finding at a path and the element at that path are the same place', () => {
  const raw = changed(order, '<OrderQty>48', '<Odd/><Odd>1</Odd><OrderQty>4 8');
  const tree = located(raw, 'rsx-xml');
  const { findings } = readOne(raw);
  expect(findings.map(({ path }) => raw.slice(at(tree, path)?.start, at(tree, path)?.end))).toEqual([
    '<Odd/>',
    '<Odd>1</Odd>',
    '<OrderQty>4 8</OrderQty>',
  ]);
});

test('the document that was asked for', () => {
  const body = order.slice(order.indexOf('<Order>'), order.lastIndexOf('</Orders>'));
  const raw = `<Orders>${body}${changed(body, '4500012345', '4500012346')}</Orders>`;
  expect(read(raw).documents).toHaveLength(2);
  const second = at(located(raw, 'rsx-xml', 1), 'Order/Header/OrderHeader/PurchaseOrderNumber');
  expect(second?.text).toBe('4500012346');
  expect(raw.slice(second?.start, second?.end)).toBe('<PurchaseOrderNumber>4500012346</PurchaseOrderNumber>');
  expect(locate(raw, 'rsx-xml', 2)).toBeUndefined();
});

test.each([
  ['a byte order mark', `\uFEFF${order}`],
  ['space and lines of CR LF before and inside', `\r\n  ${order.replaceAll('\n', '\r\n')}`],
  ['a line break inside a tag', order.replaceAll('<OrderQty>', '<OrderQty\r\n>')],
  ['a prefix', order.replaceAll(/<(\/?)(?=[A-Z])/g, '<$1rsx:')],
  ['letters of two code units', changed(order, 'ABF Freight', '🚚🚚')],
])('offsets hold with %s', (_what, raw) => {
  const node = at(located(raw, 'rsx-xml'), 'Order/LineItem[2]/OrderLine/OrderQty');
  expect(raw.slice(node?.start, node?.end)).toMatch(/^<(rsx:)?OrderQty\s*>48<\/(rsx:)?OrderQty>$/);
});

test('a text that was cut gives what is there', () => {
  const raw = order.slice(0, order.indexOf('<OrderQty>48'));
  const tree = located(raw, 'rsx-xml');
  expect(tree.end).toBe(raw.length);
  expect(at(tree, 'Order/LineItem[2]/OrderLine/BuyerPartNumber')?.text).toBe('NW-1002');
  const json = writeJson([readOne(order)], { mode: 'convert' });
  expect(at(located(json.slice(0, json.length - 200), 'rsx-json'), 'Order/LineItem[1]/OrderLine/OrderQty')?.text).toBe('24');
});

test('what is no document has no tree', () => {
  expect(locate('<Catalogue/>', 'rsx-xml', 0)).toBeUndefined();
  expect(locate('{', 'rsx-json', 0)).toBeUndefined();
});
