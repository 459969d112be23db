import { describe, expect, test } from 'vitest';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { describeDocument } from '#core/rsx/describeDocument.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { example, exampleNames, read, readOne } from './helpers.ts';

describe.each(exampleNames)('the example %s', (name) => {
  const xml = example(name);

  test('is read without a finding as what it is', () => {
    const reading = read(xml);
    expect(reading).toMatchObject({ format: 'rsx-xml', findings: [], documents: [{ kind: name.slice(0, 3), findings: [] }] });
    expect(checkStrict(readOne(xml))).toEqual([]);
  });

  test('is written strictly to the same text', () => {
    expect(writeXml(read(xml).documents, { mode: 'strict' })).toBe(xml);
  });

  test('comes back from JSON element for element', () => {
    const before = readOne(xml);
    const after = read(writeJson([before], { mode: 'strict' }));
    expect(after.format).toBe('rsx-json');
    expect(after.documents).toEqual([before]);
    expect(writeXml(after.documents, { mode: 'convert' })).toBe(xml);
  });

  test('has the same canonical hash in both formats', () => {
    const document = readOne(xml);
    const json = readOne(writeJson([document], { mode: 'convert' }));
    expect(canonicalHash(json.root)).toBe(canonicalHash(document.root));
  });
});

test.each([
  ['850-order', { number: '4500012345', vendor: '0088123', purpose: '00', documentDate: '2026-03-02' }],
  ['855-orderack', { number: '4500012345', documentDate: '2026-03-03' }],
  ['856-shipment', { number: 'PS-000902', vendor: '0088123', documentDate: '2026-03-10' }],
  ['810-invoice', { number: 'CIV-000871', documentDate: '2026-03-11' }],
  ['860-orderchange', { number: '4500012345', purpose: '04', changeSequence: '1', documentDate: '2026-03-04' }],
  ['846-itemregistry', { number: 'INV-20260310-01', documentDate: '2026-03-10' }],
] as const)('the keys of %s', (name, keys) => {
  expect(describeDocument(readOne(example(name)))).toMatchObject({ partnerId: '7QAALLCONTOSOUS', release: '', ...keys });
});
