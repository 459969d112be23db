import { AppError } from '#core/contract/errors.ts';
import type { DocumentContent } from '#core/contract/views.ts';
import { codeMeanings } from '#core/rsx/codeMeanings.ts';
import { locate } from '#core/rsx/locate.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

/** A screen shows this much of a raw text; the rest is for "save file". */
const shownCharacters = 512 * 1024;

export function documentHandlers({ store }: ApiParts): Pick<Handlers, 'documents.content' | 'files.content'> {
  return {
    'documents.content': async ({ documentId }) => {
      const document = await store.document({ documentId });
      if (!document) throw new AppError({ code: 'not-found', message: 'This document does not exist in this workspace.' });
      const bytes = await store.payload({ sha256: document.fileSha256 });
      return contentOf(documentId, document.kind, bytes, document.filePath, document.positionInFile);
    },
    'files.content': async ({ fileId }) => {
      const file = await store.file({ fileId });
      if (!file) throw new AppError({ code: 'not-found', message: 'This file does not exist in this workspace.' });
      if (file.state === 'too-large')
        throw new AppError({ code: 'not-found', message: `${file.path} was too large to be stored; it is only at SPS.` });
      const raw = textOf(await store.payload({ sha256: file.sha256 }));
      return { path: file.path, raw: raw.slice(0, shownCharacters), rawCut: raw.length > shownCharacters, bytes: file.bytes };
    },
  };
}

/** Bytes of third parties as text for a screen: without BOM, bytes that are no UTF-8 shown as replacement characters. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** The readable tree beside the raw text, with the places of every element in it. */
export function contentOf(documentId: number, kind: string, bytes: Uint8Array, path: string, position: number): DocumentContent {
  const raw = textOf(bytes);
  const reading = readRsx(bytes, { direction: 'in', fileName: path });
  const document = reading.outcome === 'documents' ? reading.documents[position] : undefined;
  const fits = raw.length <= shownCharacters;
  const tree = document && reading.outcome === 'documents' && fits ? locate(raw, reading.format, position) : undefined;
  return {
    documentId,
    kind,
    raw: raw.slice(0, shownCharacters),
    rawCut: !fits,
    ...(tree === undefined ? {} : { tree }),
    findings: (document?.findings ?? []).map(({ severity, rule, path: place, message }) => ({
      severity,
      rule,
      path: place,
      message,
    })),
    codes: document ? codeMeanings(document.root) : {},
  };
}
