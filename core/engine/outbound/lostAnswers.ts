import type { UnknownRow } from '#core/contract/views/outbound.ts';
import { isWhole, readCursor } from '#core/store/readCursor.ts';
import type { SendRow } from '#core/store/types/sends.ts';
import type { EngineParts } from '../engine.types.ts';
import { createAsk } from '../runContext.ts';
import { allSends, lookForUnknown, settleMinutes } from './look.ts';
import { prospectOf, whyNotAgain } from './previewText.ts';
import type { SendDesk } from './sendDesk.types.ts';
import { unknownText } from './unknownText.ts';

/** A look that a person waits for is given up after this. */
const lookMs = 60_000;

/** The desk of lost answers: what is known of each, a look now, and a person's word where nothing can be proven. */
export function createLostAnswers(parts: EngineParts, changed: () => void): Pick<SendDesk, 'unknown' | 'look' | 'settle'> {
  const { store, ports } = parts;

  async function rowOf(send: SendRow, settle: number): Promise<UnknownRow> {
    const view = await store.outboundView({ outboundId: send.outboundId });
    const [threadId] = send.threadIds;
    const why = whyNotAgain(send);
    return {
      outboundId: send.outboundId,
      sendId: send.id,
      kind: send.kind,
      number: send.number,
      partnerName: view?.row.partnerName ?? send.partnerId,
      purchaseOrder: send.purchaseOrder,
      ...(threadId === undefined ? {} : { threadId }),
      remotePath: send.remotePath,
      attemptedAt: send.attemptedAt,
      message: send.message,
      evidence: send.evidence,
      ...unknownText(send.evidence, {
        settle,
        now: ports.clock.now(),
        again: send.again !== undefined,
        timeZone: ports.timeZone,
      }),
      ...(why === undefined ? {} : { nextStep: why }),
    };
  }

  return {
    async unknown({ cursor, limit, partnerId }) {
      const afterId = readCursor(cursor, isWhole);
      const sends = await store.unknownSends({
        limit: limit + 1,
        ...(afterId === undefined ? {} : { afterId }),
        ...(partnerId === undefined ? {} : { partnerId }),
      });
      const settle = settleMinutes(parts);
      const page = sends.slice(0, limit);
      const last = page.at(-1);
      const rows = await Promise.all(page.map((send) => rowOf(send, settle)));
      return { rows, ...(sends.length > limit && last ? { nextCursor: String(last.id) } : {}) };
    },
    async look() {
      const signal = AbortSignal.timeout(lookMs);
      const sends = await allSends((page) => store.unknownSends(page));
      try {
        const { found } = await lookForUnknown({ parts, signal, ...createAsk(parts, signal) }, sends);
        return { found: found.length, left: sends.length - found.length };
      } finally {
        changed();
      }
    },
    async settle({ outboundIds, decision, reason }) {
      const sends = await store.unknownSendsOf({ outboundIds });
      const input = { sendIds: sends.map(({ id }) => id), reason, who: ports.identity.user, at: ports.clock.now() };
      const done = decision === 'arrived' ? (await store.settleArrived(input)).settled : (await store.askSendAgain(input)).asked;
      const refused = [];
      for (const outboundId of outboundIds.filter((id) => !done.includes(id))) {
        const row = await store.outbound({ outboundId });
        const prospect =
          row &&
          prospectOf(
            decision,
            row,
            sends.find((send) => send.outboundId === outboundId),
          );
        refused.push({ outboundId, why: prospect && 'not' in prospect ? prospect.not : 'It was settled meanwhile.' });
      }
      changed();
      return { done: [...done], refused };
    },
  };
}
