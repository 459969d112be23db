import { AppError } from '#core/contract/errors.ts';
import { choicesOf, type HoldChoice } from '#core/domain/states.ts';
import type { HoldState } from '#core/store/types/triage.ts';

/** Whether an answer meets what the person saw. Pure. */
export type Meeting =
  | { readonly meets: 'it' }
  /** Its document was decided anew and exactly the same was found: the answer goes to that. */
  | { readonly meets: 'successor'; readonly holdId: number }
  | { readonly meets: 'answered'; readonly by: string; readonly choice: HoldChoice }
  /** Another finding stands there, or none any more. */
  | { readonly meets: 'other' };

/** What an answer that carries `seen` meets; without it the hold itself is what was seen. */
export function meetingOf(hold: HoldState, seen: string = hold.seen): Meeting {
  if (hold.open) return seen === hold.seen ? { meets: 'it' } : { meets: 'other' };
  const { closed, successor } = hold;
  if (closed?.choice !== undefined) return { meets: 'answered', by: closed.by, choice: closed.choice };
  if (successor?.seen === seen) return { meets: 'successor', holdId: successor.id };
  return { meets: 'other' };
}

/** The refusal that shows both: what the person saw, and what is there now. */
export function changedMeanwhile(hold: HoldState): AppError {
  const now = hold.open ? hold.message : (hold.successor?.message ?? 'nothing of it any more');
  return new AppError({
    code: 'conflict',
    message: `This changed since you looked at it, so your answer was not taken. You saw: ${hold.message} Now: ${now}`,
    details: { saw: hold.message, now },
  });
}

/** Throws where an answer is none that this hold takes. */
export function checkChoice(hold: HoldState, choice: HoldChoice): void {
  if (choicesOf[hold.cause].includes(choice)) return;
  throw new AppError({ code: 'invalid-input', message: `"${choice}" is no answer to this hold.` });
}
