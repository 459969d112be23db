import { assertNever } from '#core/domain/assertNever.ts';
import type { HoldCause, HoldChoice, ProcessingState, SagaState } from '#core/domain/states.ts';
import { AppError } from '#core/contract/errors.ts';
import { isOvertaken } from '#core/store/overtaken.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import type { HoldState } from '#core/store/types/triage.ts';
import { deleteOnWord } from './intake/acknowledge.ts';
import type { Engine, EngineParts } from './engine.types.ts';
import { adoptOrder, remainingOrder } from './orders/choose.ts';
import { deleteEmptyHeader } from './orders/deleteHeader.ts';
import { replan } from './orders/replan.ts';
import { appliedByHand } from './outbound/changes/appliedByHand.ts';
import { cancelledByHand } from './outbound/changes/cancelledByHand.ts';
import { setDocumentAside } from './setAside.ts';
import { createTasks } from './tasks.ts';
import { changedMeanwhile, checkChoice, meetingOf } from './triage/openHold.ts';
import { createAnswerJobs, type AnswerJobs } from './triage/answerJobs.ts';
import { createTurns } from './triage/turns.ts';

/** A person's answer to one hold. `seen`: what they looked at (`HoldView.seen`). */
export interface Answer {
  readonly holdId: number;
  readonly choice: HoldChoice;
  readonly reason: string;
  readonly seen?: string;
}

/** An answer that was given, to the hold that stood for what was seen. */
export interface Given {
  readonly holdId: number;
  /** True where it changed nothing but the document, so that it can be taken back until a run acts upon it. */
  readonly undoable: boolean;
}

/** What an answer does to its document or its sales order. Pure. */
export type AnswerEffect =
  | { readonly effect: 'document'; readonly processing: ProcessingState }
  | { readonly effect: 'saga'; readonly state: SagaState; readonly ignoreForeign?: boolean }
  | { readonly effect: 'adopt' }
  | { readonly effect: 'keep-one' }
  | { readonly effect: 'applied-by-hand' | 'cancelled-by-hand' }
  | { readonly effect: 'resume' }
  | { readonly effect: 'delete-header' }
  | { readonly effect: 'close' };

/** The effect of a choice, by the cause that it answers. */
function effectOf(cause: HoldCause, choice: HoldChoice): AnswerEffect {
  switch (choice) {
    case 'separate-order':
    case 'as-replacement':
    case 'as-change':
      return { effect: 'document', processing: 'new' };
    case 'same-order':
      return { effect: 'document', processing: 'duplicate' };
    case 'mark-applied':
      if (cause === 'double-order') return { effect: 'keep-one' };
      return cause === 'cancellation' ? { effect: 'cancelled-by-hand' } : { effect: 'applied-by-hand' };
    case 'accept':
      return cause === 'differs' ? { effect: 'close' } : { effect: 'document', processing: 'new' };
    case 'adopt':
      return { effect: 'adopt' };
    case 'create-anyway':
      return { effect: 'saga', state: 'ready', ignoreForeign: true };
    case 'try-again':
      return { effect: 'document', processing: 'new' };
    case 'resume':
      return { effect: 'resume' };
    case 'delete-header':
      return { effect: 'delete-header' };
    case 'abandon':
      return { effect: 'document', processing: 'filed' };
    default:
      return assertNever(choice, 'choice');
  }
}

/** Everything a person says to the engine about one document, order or file. `wake` starts a run so that the answer shows at once. */
export function createAnswers(
  parts: EngineParts,
  wake: () => void,
  isRunning: () => boolean,
): Pick<Engine, 'answerHold' | 'tryAgain' | 'setAside' | 'deleteAtSps' | 'fetchAgain'> & { readonly jobs: AnswerJobs } {
  const { store, ports, publish } = parts;
  const inTurn = createTurns<number>();

  /** The open hold that an answer is for; throws where it is not what the person saw any more. */
  async function openHold({ holdId, choice, seen }: Answer): Promise<HoldState> {
    const hold = await store.hold({ holdId });
    if (!hold) throw new AppError({ code: 'not-found', message: 'This hold does not exist any more.' });
    const meeting = meetingOf(hold, seen);
    switch (meeting.meets) {
      case 'it':
        checkChoice(hold, choice);
        return hold;
      case 'successor':
        return openHold({ holdId: meeting.holdId, choice, reason: '' });
      case 'answered':
        throw new AppError({ code: 'conflict', message: 'Somebody answered this hold already; look at the order again.' });
      case 'other':
        throw changedMeanwhile(hold);
      default:
        return assertNever(meeting, 'meeting');
    }
  }

  async function sagaOf(hold: HoldState): Promise<SagaRow> {
    const saga = hold.sagaId === undefined ? undefined : await store.saga({ sagaId: hold.sagaId });
    if (!saga) throw new AppError({ code: 'not-found', message: 'The sales order of this hold does not exist any more.' });
    return saga;
  }

  function tell(): void {
    for (const topic of ['orders', 'attention', 'status'] as const) publish({ topic });
  }

  function changed(): void {
    tell();
    wake();
  }

  async function answerOne(given: Answer): Promise<Given> {
    const { sagaId } = await openHold(given);
    return sagaId === undefined ? answerNow(given) : inTurn(sagaId, async () => answerNow(given));
  }

  async function answerNow(given: Answer): Promise<Given> {
    const hold = await openHold(given);
    const { choice, reason } = given;
    const answer = { holdId: hold.id, choice, reason, who: ports.identity.user, at: ports.clock.now() };
    const effect = effectOf(hold.cause, choice);
    switch (effect.effect) {
      case 'document':
        await store.answerHold({ ...answer, documentProcessing: effect.processing, ...endOfSaga(hold) });
        break;
      case 'saga':
        await store.answerHold({
          ...answer,
          saga: { state: effect.state, ...(effect.ignoreForeign === undefined ? {} : { ignoreForeign: effect.ignoreForeign }) },
        });
        break;
      case 'close':
        await store.answerHold(answer);
        break;
      case 'adopt':
        await store.answerHold({ ...answer, saga: await adoption(hold) });
        break;
      case 'applied-by-hand':
        if (hold.documentId === undefined || !(await appliedByHand({ parts, tasks: createTasks() }, hold.documentId, reason)))
          await store.answerHold({ ...answer, documentProcessing: 'done' });
        break;
      case 'cancelled-by-hand':
        if (hold.documentId === undefined || !(await cancelledByHand({ parts, tasks: createTasks() }, hold.documentId, reason)))
          await store.answerHold({ ...answer, documentProcessing: 'done' });
        break;
      case 'keep-one':
        await store.answerHold({ ...answer, saga: await remainingOrder(parts, await sagaOf(hold)) });
        break;
      case 'resume':
        await replan(parts, await sagaOf(hold), hold.cause === 'refused-lines' ? 'deletable' : 'standing');
        await store.answerHold({ ...answer, saga: { state: 'header-done' } });
        break;
      case 'delete-header':
        await deleteEmptyHeader(parts, await sagaOf(hold));
        await store.answerHold({ ...answer, documentProcessing: 'new', saga: { state: 'abandoned', salesOrderNumber: null } });
        break;
      default:
        assertNever(effect, 'effect');
    }
    return { holdId: hold.id, undoable: effect.effect === 'document' && hold.sagaId === undefined };
  }

  /** What changes while it is asked is asked anew: a run may have looked at it, or a person answered it. */
  async function lookAgain(documentId: number): Promise<void> {
    const document = await store.document({ documentId });
    if (!document) throw new AppError({ code: 'not-found', message: 'This document does not exist.' });
    const { processing, seen } = document;
    if (!['parked', 'held', 'waiting'].includes(processing))
      throw new AppError({
        code: 'conflict',
        message: 'This document is not parked, held or waiting any more; look at it again.',
      });
    const asked = { who: ports.identity.user, what: 'Asked to look at it again', tone: 'neutral' } as const;
    try {
      await store.changeDocument({ documentId, at: ports.clock.now(), seen, processing: 'new', audit: [asked] });
    } catch (thrown) {
      if (!isOvertaken(thrown)) throw thrown;
      await lookAgain(documentId);
    }
  }

  return {
    jobs: createAnswerJobs({ parts, answerOne, tell, wake, isRunning }),
    async answerHold(answer) {
      await answerOne(answer);
      changed();
    },
    async tryAgain(documentId) {
      await lookAgain(documentId);
      changed();
    },
    setAside: async (documentId, reason) => {
      await setDocumentAside(parts, documentId, reason);
      tell();
    },
    async deleteAtSps(fileId, reason) {
      const row = await store.file({ fileId });
      if (!row) throw new AppError({ code: 'not-found', message: 'This file does not exist.' });
      if (!['quarantined', 'kept', 'too-large'].includes(row.state)) {
        throw new AppError({ code: 'conflict', message: `${row.path} does not wait for a word about SPS any more.` });
      }
      await deleteOnWord({ parts, signal: AbortSignal.timeout(60_000) }, row, { who: ports.identity.user, reason });
      changed();
    },
    async fetchAgain(fileId) {
      const row = await store.file({ fileId });
      if (!row) throw new AppError({ code: 'not-found', message: 'This file does not exist.' });
      if (!['quarantined', 'kept', 'too-large'].includes(row.state)) {
        throw new AppError({
          code: 'conflict',
          message: `${row.path} does not stay at SPS any more; there is nothing to fetch again.`,
        });
      }
      await store.changeFile({
        fileId,
        state: 'gone',
        at: ports.clock.now(),
        audit: { who: ports.identity.user, what: `${row.path} is to be fetched again`, tone: 'neutral' },
      });
      changed();
    },
  };

  /** "Try again" and "set aside" end a sales order that Dynamics refused whole: nothing of it was made. */
  function endOfSaga(hold: HoldState): { readonly saga?: { readonly state: SagaState } } {
    return hold.sagaId === undefined ? {} : { saga: { state: 'abandoned' } };
  }

  /** The order that a person recognised, looked up again at this moment. */
  async function adoption(hold: HoldState): Promise<{ readonly state: SagaState; readonly salesOrderNumber?: string }> {
    if (hold.cause === 'lines-changed') return { state: 'done' };
    return adoptOrder(parts, await sagaOf(hold));
  }
}
