import type { Finding } from '#core/domain/finding.ts';
import type { Reading, RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { checkDocument } from './checkDocument.ts';
import { chunkBytes, decodeUtf8 } from './decode.ts';
import { collectOddities, type Oddity } from './oddities.ts';
import type { ReadingHint } from './kindByContent.ts';
import { parseJson } from './parseJson.ts';
import { parseXml } from './parseXml.ts';
import { readPlainXml } from './plainXml.ts';
import { recognise, type Recognition } from './recognise.ts';
import { recogniseFormat } from './recogniseFormat.ts';
import { plainTree } from './tree.ts';
import { RsxUnreadable } from './unreadable.ts';
import { isVersion76 } from './version76.ts';

/**
 * Reads a file of the mailbox: every RSX 7.7.7 document in it with what is odd about it, or why it cannot be read.
 * Tolerant in everything that leaves the meaning clear: XML or JSON, byte order mark, prefix, bare or plural root,
 * several documents, any order, unknown elements and codes (kept and reported). Never throws for what a file holds.
 */
export function readRsx(bytes: Uint8Array, hint: ReadingHint = {}): Reading {
  try {
    return read(bytes, hint);
  } catch (error) {
    if (!(error instanceof RsxUnreadable)) throw error;
    return { outcome: 'unreadable', reason: error.reason, sentence: error.message, complete: error.complete };
  }
}

function read(bytes: Uint8Array, hint: ReadingHint): Reading {
  const format = recogniseFormat(bytes);
  const oddities = collectOddities();
  const roots = format === 'rsx-xml' ? readXml(bytes, oddities.add) : readJson(bytes, oddities.add);
  const recognition = recognise(roots, hint);
  const documents = recognition.documents.map(({ kind, root }): RsxDocument => {
    const { findings, unknownNames } = checkDocument(kind, root, false);
    if (isVersion76(kind, root, unknownNames)) throw version76();
    return { kind, root, findings };
  });
  const findings = [...fileFindings(recognition), ...oddities.findings()];
  const unread = recognition.strays.unread();
  return { outcome: 'documents', format, documents, findings, ...(unread === undefined ? {} : { unread }) };
}

/** A file of several pieces is left to the parser, which takes them one by one. */
function readXml(bytes: Uint8Array, onOddity: (oddity: Oddity) => void): readonly RsxNode[] {
  const pieces = decodeUtf8(bytes);
  const first = pieces.next();
  const quick = first.done === true || bytes.length > chunkBytes ? undefined : readPlainXml(first.value, onOddity);
  if (quick) return quick.roots;
  const tree = plainTree();
  parseXml(decodeUtf8(bytes), tree.sink, onOddity);
  return tree.roots;
}

function readJson(bytes: Uint8Array, onOddity: (oddity: Oddity) => void): readonly RsxNode[] {
  const tree = plainTree();
  parseJson([...decodeUtf8(bytes)].join(''), tree.sink, onOddity);
  return tree.roots;
}

function fileFindings(recognition: Recognition<RsxNode>): readonly Finding[] {
  const kinds = new Set(recognition.documents.map((document) => document.kind));
  const mixed: readonly Finding[] =
    kinds.size < 2
      ? []
      : [{ severity: 'WARN', rule: 'RSX-KIND', path: '', message: `The file mixes document types: ${[...kinds].join(', ')}.` }];
  return [...mixed, ...recognition.strays.findings];
}

function version76(): RsxUnreadable {
  return new RsxUnreadable(
    'rsx-7.6',
    'The file is RSX 7.6; Quayside reads RSX 7.7.7. Ask SPS to move this document type to 7.7.7 and to send the file again.',
  );
}
