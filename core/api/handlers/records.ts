import { AppError } from '#core/contract/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'runs.list'
  | 'runs.get'
  | 'runs.rows'
  | 'audit.list'
  | 'audit.facts'
  | 'audit.check'
  | 'audit.cancelCheck'
  | 'audit.export'
  | 'backup.state'
  | 'backup.set'
  | 'backup.acceptDisk'
  | 'backup.now';

export function recordHandlers({ store, audit, backups }: ApiParts): Pick<Handlers, Names> {
  return {
    'runs.list': (input) => store.runsList(input),
    'runs.get': async ({ runId }) => {
      const found = await store.run({ runId });
      if (!found) throw new AppError({ code: 'not-found', message: 'This run does not exist in this workspace.' });
      return { run: found.run, figures: [...found.figures], failures: [...found.failures] };
    },
    'runs.rows': (input) => store.runRows(input),
    'audit.list': (input) => audit.list(input),
    'audit.facts': () => audit.facts(),
    'audit.check': () => audit.check(),
    'audit.cancelCheck': async () => {
      await audit.cancelCheck();
      return { done: true };
    },
    'audit.export': (input) => audit.export(input),
    'backup.state': () => backups.state(),
    'backup.set': (input) => backups.set(input),
    'backup.acceptDisk': () => backups.acceptDisk(),
    'backup.now': ({ folder }) => backups.now(folder),
  };
}
