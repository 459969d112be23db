import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { locate } from '#core/rsx/locate.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { documentOf, texts, type Generate } from './documents.ts';
import { read, readOne, utf8 } from './helpers.ts';

const kinds: readonly DocumentKind[] = ['850', '855', '856', '810', '860', '865', '846'];

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
