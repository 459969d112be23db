import { createContext, use, useSyncExternalStore } from 'react';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import type { DraftProblem, SetUpId } from '#core/contract/views/workspaces.ts';
import type { DraftKeeper, KeptDraft } from './draftKeeper.ts';

interface Known {
  readonly keeper: DraftKeeper;
  /** True where a person has tried to go on from this step: then everything that it lacks is said. */
  readonly tried: boolean;
}

export const DraftContext = createContext<Known | undefined>(undefined);

export interface DraftUse extends KeptDraft {
  readonly workspace: SetUpId;
  readonly change: DraftKeeper['change'];
  readonly flush: DraftKeeper['flush'];
  /** Changes fields of one half. */
  readonly set: <Half extends keyof ConnectionDraft>(half: Half, change: Partial<ConnectionDraft[Half]>) => void;
  /** What to say about a field now; a field that nobody has touched is not scolded. */
  readonly problemsOf: (field: string, touched: boolean) => readonly DraftProblem[];
}

/** The draft of the wizard that is open. */
export function useDraft(): DraftUse {
  const known = use(DraftContext);
  if (!known) throw new Error('DraftContext is missing');
  const { keeper, tried } = known;
  const kept = useSyncExternalStore(keeper.subscribe, keeper.get);
  return {
    ...kept,
    workspace: kept.view.workspace,
    change: keeper.change,
    flush: keeper.flush,
    set: (half, change) => keeper.change((draft) => ({ ...draft, [half]: { ...draft[half], ...change } })),
    problemsOf: (field, touched) =>
      kept.view.problems.filter((problem) => problem.field === field && (problem.severity === 'warn' || touched || tried)),
  };
}
