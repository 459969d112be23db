import { AppError } from '#core/contract/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import { shownText } from '../documentContent.ts';
import type { ApiParts } from '../handlers.ts';

type Names = 'documents.content' | 'files.content' | 'incidents.close';

export function documentHandlers({ store, ports, publish, content }: ApiParts): Pick<Handlers, Names> {
  return {
    'incidents.close': async ({ incidentId, reason }) => {
      const who = ports.identity.user;
      const { closed } = await store.closeIncident({ incidentId, reason, who, at: ports.clock.now() });
      if (closed === 'missing')
        throw new AppError({ code: 'not-found', message: 'This incident does not exist in this workspace.' });
      if (closed === 'before') throw new AppError({ code: 'conflict', message: 'Somebody marked this as seen already.' });
      publish({ topic: 'attention' });
      return { done: true };
    },
    'documents.content': async ({ documentId }) => {
      const document = await store.document({ documentId });
      if (!document) throw new AppError({ code: 'not-found', message: 'This document does not exist in this workspace.' });
      const bytes = await store.payload({ sha256: document.fileSha256 });
      const read = await content({
        documentId,
        kind: document.kind,
        bytes,
        path: document.filePath,
        position: document.positionInFile,
      });
      const told = document.ruleFindings.map(({ severity, rule, path, message }) => ({ severity, rule, path, message }));
      return { ...read, findings: [...read.findings, ...told] };
    },
    'files.content': async ({ fileId }) => {
      const file = await store.file({ fileId });
      if (!file) throw new AppError({ code: 'not-found', message: 'This file does not exist in this workspace.' });
      if (file.state === 'too-large')
        throw new AppError({ code: 'not-found', message: `${file.path} was too large to be stored; it is only at SPS.` });
      return { path: file.path, ...shownText(await store.payload({ sha256: file.sha256 })), bytes: file.bytes };
    },
  };
}
