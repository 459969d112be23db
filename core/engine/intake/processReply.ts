import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { engineName } from '../engineName.ts';
import { partnerNameOf } from '../partnerName.ts';
import { readReply } from './readReply.ts';

const words = { accepted: 'accepted', 'accepted-with-errors': 'accepted with errors', rejected: 'rejected' } as const;

/**
 * A reply of a partner: it says what became of one of our documents, which is its business status and never its transport
 * status. One that fits no document is filed.
 */
export async function processReply(run: RunContext, document: DocumentRow): Promise<void> {
  const { store, ports, connection, publish } = run.parts;
  const at = ports.clock.now();
  const reply = readReply(await store.payload({ sha256: document.fileSha256 }), connection.sps.replies);
  const target = reply && (await store.replyTarget({ ...reply, kind: reply.documentKind }));
  if (!reply || !target) {
    const what = `${document.kind} about ${document.number} filed: no document of ours has this number`;
    await store.changeDocument({
      documentId: document.id,
      at,
      processing: 'filed',
      holds: [],
      audit: [{ who: engineName, what, tone: 'warn' }],
    });
    return;
  }
  const { kind, outcome, text } = reply;
  const { overtaken } = await store.noteReply({
    outboundId: target.outboundId,
    kind,
    outcome,
    text,
    fileId: document.fileId,
    who: await partnerName(run, target.outboundId, document.partnerId),
    at,
  });
  await store.changeDocument({
    documentId: document.id,
    at,
    processing: 'done',
    ...(target.threadId === undefined ? {} : { thread: { attach: target.threadId } }),
    holds: [],
    audit: [
      {
        who: engineName,
        what: `${kind}: ${reply.documentKind} ${reply.number} ${words[outcome]}${overtaken ? '; older than what the partner said before, so that stands' : ''}`,
        tone: overtaken ? 'neutral' : outcome === 'rejected' ? 'bad' : 'good',
      },
    ],
  });
  publish({ topic: 'outbound' });
  if (outcome === 'rejected' && !overtaken) publish({ topic: 'attention' });
  await ports.checkpoint('document-decided');
}

/** The partner as people call it, which has answered this document; its id in the reply where it is none of ours any more. */
async function partnerName({ parts: { store } }: RunContext, outboundId: number, id: string): Promise<string> {
  const row = await store.outbound({ outboundId });
  if (!row) return id;
  return partnerNameOf(store, row);
}
