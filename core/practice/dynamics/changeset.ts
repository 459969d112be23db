import type { BatchAnswer, BatchOperation } from './batch.ts';
import { bodyOf, type Body } from './bodies.ts';
import type { Changing } from './changing.ts';
import type { EntitySet } from './entities.ts';
import { refusalOf, Refused } from './refusals.ts';
import type { StoredRow } from './rows.ts';
import { shownText } from './shown.ts';

interface ChangesetParts {
  readonly isThere: (name: string) => EntitySet | undefined;
  readonly create: (set: EntitySet, body: Body) => StoredRow;
  /** Takes a created row out again. */
  readonly remove: (set: EntitySet, row: StoredRow) => void;
  readonly changing: Changing;
}

/** The operations of one changeset, all or nothing: what was done before one throws is taken back (dynamics.md 2.4). */
export function createChangeset(parts: ChangesetParts): (operations: readonly BatchOperation[]) => readonly BatchAnswer[] {
  return (operations) => {
    const undoing: (() => void)[] = [];
    const answers: BatchAnswer[] = [];
    for (const operation of operations) {
      try {
        answers.push(operate(parts, operation, undoing));
      } catch (thrown) {
        for (const undoOne of undoing.toReversed()) undoOne();
        const refusal = refusalOf(thrown);
        if (!refusal) throw thrown;
        return [{ status: refusal.status, contentId: operation.contentId, body: JSON.stringify(refusal.body) }];
      }
    }
    return answers;
  };
}

function operate({ isThere, create, remove, changing }: ChangesetParts, operation: BatchOperation, undoing: (() => void)[]) {
  const { contentId } = operation;
  const [, name = '', key] = /^(\w+)(?:\((.*)\))?$/.exec(operation.path) ?? [];
  const set = isThere(name);
  if (!set) throw new Refused(`No HTTP resource was found that matches the request URI '${operation.path}'.`, 404);
  if (key === undefined) {
    if (operation.method !== 'POST') throw new Refused(`${operation.method} needs a key.`, 405);
    const made = create(set, bodyOf(operation.body));
    undoing.push(() => remove(set, made));
    return { status: 201, contentId, body: shownText(set, made) };
  }
  if (operation.method !== 'PATCH' && operation.method !== 'DELETE') throw new Refused('The method is not allowed.', 405);
  const row = changing.locate(set, key, true);
  if (!row) throw new Refused(`No resources were found when selecting for ${set.name}.`, 404);
  const body = operation.method === 'PATCH' ? bodyOf(operation.body) : {};
  undoing.push(changing.change(set, row, operation.method, body, operation.ifMatch));
  return { status: 204, contentId, body: undefined };
}
