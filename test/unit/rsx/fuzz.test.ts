import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHash } from '#core/rsx/canonicalHash.ts';
import { locate } from '#core/rsx/locate.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { RsxWriteError } from '#core/rsx/writeError.ts';
import { writeJson } from '#core/rsx/writeJson.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { example, exampleNames, readOne, utf8 } from './helpers.ts';

const files = exampleNames.flatMap((name) => {
  const xml = example(name);
  return [xml, writeJson([readOne(xml)], { mode: 'convert' })];
});

const xmlPieces = ['<', '>', '</', '/>', '&', '&amp;', '&#65;', '&#0;', ';', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>'];
const jsonPieces = ['"', '\\', '\\u0000', '{', '}', '[', ']', ':', ',', 'null', '1e3', '"#text":1', '"@a":1', '[[]]'];
const rsxPieces = ['<!DOCTYPE x>', '<Order>', '</Order>', '<Header/>', '<x:Vendor>', ' a="1"', ' xmlns="y"', '<LineItems/>'];
const oddCharacters = ['\uFEFF', '\r', '\r\n', '\u0000', '\u00a0', '🚚'];

/** Pieces that mean something to a parser. */
const pieces = fc.oneof(
  fc.constantFrom(...xmlPieces, ...jsonPieces, ...rsxPieces, ...oddCharacters),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

const mutations = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: pieces }), {
  minLength: 1,
  maxLength: 4,
});

function mutated(text: string, changes: readonly { readonly at: number; readonly cut: number; readonly put: string }[]): string {
  return changes.reduce((now, { at, cut, put }) => {
    const start = Math.floor(at * now.length);
    return now.slice(0, start) + put + now.slice(start + cut);
  }, text);
}

describe('whatever a file holds', () => {
  test('reading answers, and what was read is written and read back as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), mutations, (file, changes) => {
        const text = mutated(file, changes);
        const reading = readRsx(utf8(text));
        if (reading.outcome === 'unreadable') {
          expect(reading.sentence).toMatch(/\.$/);
          return;
        }
        for (const document of reading.documents) {
          const { kind, root } = document;
          if (kind === '850') toPurchaseOrder(document);
          expect(readOne(writeJson([document], { mode: 'convert' }), { fileName: 'x' })).toMatchObject({ kind });
          expect(canonicalHash(readOne(writeJson([document], { mode: 'convert' })).root)).toBe(canonicalHash(root));
          const xml = written(() => writeXml([document], { mode: 'convert' }));
          if (xml !== undefined) expect(canonicalHash(readOne(xml).root)).toBe(canonicalHash(root));
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('locating never fails and stays inside the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), mutations, (file, changes) => {
        const text = mutated(file, changes);
        const tree = locate(text, file.startsWith('<') ? 'rsx-xml' : 'rsx-json', 0);
        const nodes = [tree ?? []].flat();
        for (let at = 0; at < nodes.length; at += 1) {
          const node = nodes[at];
          if (!node) continue;
          expect(node.start).toBeGreaterThanOrEqual(0);
          expect(node.end).toBeGreaterThanOrEqual(node.start);
          expect(node.end).toBeLessThanOrEqual(text.length);
          nodes.push(...node.children);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('bytes of no kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(readRsx(bytes).outcome).toMatch(/^(documents|unreadable)$/);
      }),
    );
  });

  test('a file that was cut never counts as complete', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (file, share) => {
        const whole = utf8(file.trimEnd().replaceAll('Contoso', 'Bröd & Co'.replaceAll('&', '&amp;')));
        const cut = whole.subarray(0, 1 + Math.floor(share * (whole.length - 1)));
        expect(readRsx(cut)).toMatchObject({ outcome: 'unreadable', reason: 'truncated', complete: false });
      }),
      { numRuns: 500 },
    );
  });
});

/** The text, or undefined where XML cannot carry what JSON held. */
function written(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof RsxWriteError) return undefined;
    throw error;
  }
}
