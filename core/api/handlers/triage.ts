import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'triage.groups'
  | 'triage.members'
  | 'triage.preview'
  | 'triage.answerMany'
  | 'triage.job'
  | 'triage.cancelJob'
  | 'triage.undo'
  | 'triage.note';

export function triageHandlers({ store, engine, ports, publish }: ApiParts): Pick<Handlers, Names> {
  return {
    'triage.groups': (input) => store.triageGroups(input),
    'triage.members': (input) => store.triageMembers(input),
    'triage.preview': (input) => store.triagePreview(input),
    'triage.answerMany': (input) => engine.answerMany(input),
    'triage.job': async ({ jobId }) => engine.answerJob(jobId),
    'triage.cancelJob': async ({ jobId }) => engine.cancelAnswerJob(jobId),
    'triage.undo': ({ jobId }) => engine.undoAnswers(jobId),
    'triage.note': async (input) => {
      await store.noteTriage({ ...input, who: ports.identity.user, at: ports.clock.now() });
      publish({ topic: 'attention' });
      return { done: true };
    },
  };
}
