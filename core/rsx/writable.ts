import { checkStrict, type WritableDocument } from './checkStrict.ts';
import { schemaOf, type SchemaDocument } from './schema.ts';
import { RsxWriteError, writeError } from './writeError.ts';

/**
 * `convert` copies every element and value text as read, in schema order where known. `strict` is for what we originate:
 * anything that the schema does not allow is an error.
 */
export interface WriteOptions {
  readonly mode: 'convert' | 'strict';
}

/** The document type of one file, after the checks that both formats share. Throws RsxWriteError. */
export function writableType(documents: readonly WritableDocument[], { mode }: WriteOptions): SchemaDocument {
  const first = documents[0];
  if (!first) throw writeError('RSX-KIND', '', 'A file needs at least one document.');
  const schema = schemaOf(first.kind);
  for (const document of documents) {
    if (document.kind !== first.kind) {
      const message = `A file holds one document type only, this one ${first.kind} and ${document.kind}; write them apart.`;
      throw writeError('RSX-KIND', document.root.name, message);
    }
    const [finding, ...more] = mode === 'strict' ? checkStrict(document) : [];
    if (finding) throw new RsxWriteError([finding, ...more]);
  }
  return schema;
}
