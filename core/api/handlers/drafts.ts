import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'outbound.draft'
  | 'outbound.correct'
  | 'outbound.uncorrect'
  | 'outbound.answerChoices'
  | 'outbound.accept'
  | 'outbound.sendBack'
  | 'outbound.redraft'
  | 'changes.get'
  | 'changes.decide'
  | 'changes.move'
  | 'postings.notOurs'
  | 'postings.adopt'
  | 'sheets.get'
  | 'sheets.save'
  | 'sheets.history';

export function draftHandlers({ store, drafts }: ApiParts): Pick<Handlers, Names> {
  const done = { done: true } as const;
  return {
    'outbound.draft': (input) => drafts.draft(input),
    'outbound.correct': (input) => drafts.correct(input),
    'outbound.uncorrect': (input) => drafts.uncorrect(input),
    'outbound.answerChoices': async (input) => {
      await drafts.answerChoices(input);
      return done;
    },
    'outbound.accept': async (input) => {
      await drafts.accept(input);
      return done;
    },
    'outbound.sendBack': async (input) => {
      await drafts.sendBack(input);
      return done;
    },
    'outbound.redraft': async ({ outboundId }) => {
      await drafts.redraft(outboundId);
      return done;
    },
    'changes.get': ({ documentId }) => drafts.change(documentId),
    'changes.decide': async (input) => {
      await drafts.decide(input);
      return done;
    },
    'changes.move': async (input) => {
      await drafts.move(input);
      return done;
    },
    'postings.notOurs': (input) => store.postingsNotOurs(input),
    'postings.adopt': async (input) => {
      await drafts.adopt(input);
      return done;
    },
    'sheets.get': (input) => drafts.sheet(input),
    'sheets.save': (input) => drafts.saveSheet(input),
    'sheets.history': (input) => drafts.sheetHistory(input),
  };
}
