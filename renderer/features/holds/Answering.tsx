import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { AttentionRow, HoldView } from '#core/contract/views/attention.ts';
import type { AnswerJob } from '#core/contract/views/triage.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { choiceText } from '../../lib/words/holds.ts';
import { useToast } from '../../ui/useToast.tsx';
import { AnswerDialog } from './AnswerDialog.tsx';
import { AnswerResult } from './AnswerResult.tsx';

/** A hold with what else waits for the same answer. */
export interface Asked {
  readonly hold: HoldView;
  readonly choice: HoldChoice;
  /** The order's number, where it is one. */
  readonly purchaseOrder: string;
  /** Its group, where others may take the same answer. */
  readonly siblings?: { readonly kind: AttentionRow['kind']; readonly group: string };
  /** Where the focus goes when the answer was given: never to the next hold's answer. */
  readonly onAnswered?: (() => void) | undefined;
}

interface Answering {
  /** Shows what an answer will do, asks why, and gives it. */
  readonly ask: (asked: Asked) => void;
  /** Tells what came of an answer; offers to take it back. */
  readonly told: (job: AnswerJob, asked: Pick<Asked, 'hold' | 'choice' | 'onAnswered'>) => void;
}

const Context = createContext<Answering | undefined>(undefined);

export function useAnswering(): Answering {
  const answering = use(Context);
  if (!answering) throw new Error('AnsweringProvider is missing');
  return answering;
}

/**
 * Answers outlive what they were given from: a group leaves the list when it is answered, its progress, its result and
 * what failed stay in sight until a person has seen them.
 */
export function AnsweringProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [asked, setAsked] = useState<Asked>();
  const [shown, setShown] = useState<{ readonly job: AnswerJob; readonly title: string }>();
  const [tooLate, setTooLate] = useState<Error>();
  const undo = useCommand('triage.undo');
  const say = useToast();
  const { mutate } = undo;

  const told = useCallback<Answering['told']>(
    (job, { hold, choice, onAnswered }) => {
      const title = choiceText(choice, hold.cause).label;
      setAsked(undefined);
      if (job.state !== 'running' && job.failures.length === 0) onAnswered?.();
      if (job.state === 'running' || job.failures.length > 0) setShown({ job, title });
      else
        say(
          title,
          `${job.answered} ${plural(job.answered, 'hold')} answered`,
          job.undoUntil === undefined
            ? undefined
            : {
                label: 'Undo',
                forMs: Math.max(0, Date.parse(job.undoUntil) - Date.now()),
                onPress: () =>
                  mutate(
                    { jobId: job.jobId },
                    {
                      onSuccess: () => say('Taken back', 'Everything is held as it was.'),
                      onError: (error) => setTooLate(error),
                    },
                  ),
              },
        );
    },
    [say, mutate],
  );
  const answering = useMemo<Answering>(() => ({ ask: setAsked, told }), [told]);

  return (
    <Context value={answering}>
      {children}
      {asked ? <AnswerDialog asked={asked} onClose={() => setAsked(undefined)} onAnswered={(job) => told(job, asked)} /> : null}
      {shown ? <AnswerResult title={shown.title} first={shown.job} onClose={() => setShown(undefined)} /> : null}
      {tooLate ? <AnswerResult title="Undo" error={tooLate} onClose={() => setTooLate(undefined)} /> : null}
    </Context>
  );
}
