import { AppError } from '#core/contract/errors.ts';
import type { OutboundResult } from '#core/contract/views/outbound.ts';
import { correctionOf, type Correction } from '#core/domain/correction.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { SendRow } from '#core/store/types/sends.ts';
import type { EngineParts } from '../engine.types.ts';
import { createLostAnswers } from './lostAnswers.ts';
import { prospectOf, type Act } from './previewText.ts';
import { endReconcile, reconcileView } from './reconcile.ts';
import type { SendDesk } from './sendDesk.types.ts';
import { isWithdrawn } from './takeBack.ts';

export interface DeskWakes {
  /** A run soon: something may leave now. */
  readonly runSoon: () => void;
  /** A ring began: the loop is to look at its end. */
  readonly lookAtClock: () => void;
}

/** What a person does with documents on their way out. Each act is one operation; what it starts, the next run does. */
export function createSendDesk(parts: EngineParts, wakes: DeskWakes): SendDesk {
  const { store, ports, publish } = parts;

  function changed(run: boolean): void {
    for (const topic of ['outbound', 'attention', 'orders', 'status'] as const) publish({ topic });
    if (run) wakes.runSoon();
    else wakes.lookAtClock();
  }

  const by = () => ({ who: ports.identity.user, at: ports.clock.now() });
  const lost = createLostAnswers(parts, () => changed(true));

  async function rowOf(outboundId: number): Promise<OutboundRow> {
    const row = await store.outbound({ outboundId });
    if (!row) throw new AppError({ code: 'not-found', message: 'This document does not exist in this workspace.' });
    return row;
  }

  /** Those that an act left alone, each with the reason that its state gives now. */
  async function resultOf(act: Act, outboundIds: readonly number[], done: readonly number[]): Promise<OutboundResult> {
    const refused: OutboundResult['refused'] = [];
    for (const outboundId of outboundIds.filter((id) => !done.includes(id))) {
      const row = await store.outbound({ outboundId });
      const prospect = row && prospectOf(act, row, undefined);
      refused.push({
        outboundId,
        why: prospect && 'not' in prospect ? prospect.not : 'It was changed meanwhile; look at it again.',
      });
    }
    return { done: [...done], refused };
  }

  /** What the partner's policy allows as things stand in its sheet and in Dynamics. */
  async function allowedNow(row: OutboundRow): Promise<Correction> {
    const sheet = await store.outboundSheet({ partnerId: row.partnerId, vendor: row.vendor });
    const withdrawn = isWithdrawn(row, await store.postingsByKey({ keys: row.postingKeys }));
    return correctionOf(sheet?.sheet.documents[row.kind].correction ?? row.rules.correction, row.kind, {
      withdrawn,
      cancels: row.intent === 'cancel',
    });
  }

  return {
    ...lost,
    async get({ outboundId }) {
      const view = await store.outboundView({ outboundId });
      if (!view) throw new AppError({ code: 'not-found', message: 'This document does not exist in this workspace.' });
      if (!view.correction || view.correction.already !== undefined) return view;
      const { allowed, warning, needsCall } = await allowedNow(await rowOf(outboundId));
      return { ...view, correction: { ...view.correction, allowed, warning, needsCall } };
    },
    async preview({ act, outboundIds }) {
      const will = [];
      const not = [];
      const lostNow = act === 'send-same-bytes' || act === 'arrived' ? await lostOf(outboundIds) : new Map<number, SendRow>();
      for (const outboundId of outboundIds) {
        const view = await store.outboundView({ outboundId });
        const row = await store.outbound({ outboundId });
        if (!view || !row) {
          not.push({ outboundId, number: '', why: 'It does not exist any more.' });
          continue;
        }
        const prospect = prospectOf(act, row, lostNow.get(outboundId));
        const { versionId, kind, number, partnerName, purchaseOrder, amount, currency } = view.row;
        if ('not' in prospect) not.push({ outboundId, number, why: prospect.not });
        else {
          const worth = amount === undefined ? {} : { amount };
          will.push({
            outboundId,
            versionId,
            kind,
            number,
            partnerName,
            purchaseOrder,
            ...worth,
            currency,
            happens: prospect.will,
          });
        }
      }
      return { will, not };
    },
    async release({ documents }) {
      const { released, refused } = await store.releaseOutbound({ documents, ...by() });
      const rows = await Promise.all(released.map((outboundId) => store.outbound({ outboundId })));
      changed(rows.some((row) => row?.draft === 'ready'));
      return { done: [...released], refused: [...refused] };
    },
    async takeBack({ outboundIds }) {
      const { takenBack, tooLate } = await store.takeBackOutbound({ outboundIds, ...by() });
      changed(false);
      return {
        done: [...takenBack],
        refused: tooLate.map((outboundId) => ({ outboundId, why: 'It has left, or is about to: too late.' })),
      };
    },
    async sendNow({ outboundIds }) {
      const { done } = await store.endRingNow({ outboundIds, ...by() });
      changed(true);
      const left = outboundIds.filter((id) => !done.includes(id));
      return {
        done: [...done],
        refused: left.map((outboundId) => ({ outboundId, why: 'It does not wait in the ring any more.' })),
      };
    },
    async setAside({ outboundIds, reason }) {
      const { done } = await store.setAsideOutbound({ outboundIds, reason, ...by() });
      // What waited behind it may be held now: a run says so.
      changed(true);
      return resultOf('set-aside', outboundIds, done);
    },
    async sendAnyway({ outboundIds, reason }) {
      const { done } = await store.sendOutboundAnyway({ outboundIds, reason, ...by() });
      changed(true);
      return resultOf('send-anyway', outboundIds, done);
    },
    async tryAgain({ outboundIds }) {
      const { done } = await store.tryOutboundAgain({ outboundIds, ...by() });
      changed(true);
      return resultOf('try-again', outboundIds, done);
    },
    async sendAgain({ outboundId, reason, called }) {
      const row = await rowOf(outboundId);
      if (row.draft !== 'left' || (row.transport !== 'sent' && row.transport !== 'collected'))
        throw new AppError({
          code: 'conflict',
          message: 'Only what the partner has can be corrected; this one is not sent, or nobody knows.',
        });
      const correction = await allowedNow(row);
      if (!correction.allowed) throw new AppError({ code: 'not-allowed', message: correction.warning });
      if (correction.needsCall && !called) throw new AppError({ code: 'not-allowed', message: correction.warning });
      await store.askRedraft({ outboundId, reason, redrafts: correction.redrafts, ...by() });
      changed(true);
    },
    async reply({ outboundId, kind, outcome, text }) {
      await store.noteReply({ outboundId, kind, outcome, text, ...by() });
      changed(true);
    },
    reconcile: () => reconcileView(parts),
    async endReconcile(reason) {
      await endReconcile(parts, { reason, ...by() });
      changed(true);
    },
  };

  async function lostOf(outboundIds: readonly number[]): Promise<ReadonlyMap<number, SendRow>> {
    const sends = await store.unknownSendsOf({ outboundIds });
    return new Map(sends.map((send) => [send.outboundId, send]));
  }
}
