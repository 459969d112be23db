import { choicesOf } from '#core/domain/states.ts';
import { AppError } from '#core/contract/errors.ts';
import type { TriagePreview } from '#core/contract/views/triage.ts';
import type { Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { weightOf } from '../orderBriefs.ts';
import { othersOf, rowsOfThings, thingsOfGroup } from './members.ts';
import type { OpenThing } from './openWork.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];

const mostRows = 200;

/** What one answer would do to all that wait for the same. */
export function triagePreview(db: Db, { kind, group, choice, holdIds }: In<'triagePreview'>): TriagePreview {
  const wanted = holdIds === undefined ? undefined : new Set(holdIds);
  const found = thingsOfGroup(db, kind, group)
    .filter(({ id }) => wanted?.has(id) ?? true)
    .flatMap((thing) => rowsOfThings(db, [thing]).flatMap(({ hold }) => (hold ? [{ thing, hold }] : [])))
    .filter(({ hold }) => choicesOf[hold.cause].includes(choice));
  if (found.length === 0)
    throw new AppError({
      code: 'not-found',
      message: 'Nothing of this waits for such an answer any more. Look at the list again.',
    });
  const documents = new Map(found.map(({ thing }) => [thing.documentId, thing]));
  const others = new Map([...documents].map(([id, thing]) => [id, othersOf(db, thing)]));
  const othersFor = (thing: OpenThing): readonly string[] => others.get(thing.documentId) ?? [];
  return {
    holds: found.map(({ hold }) => ({ holdId: hold.id, seen: hold.seen })),
    ...weightOf(found.map(({ thing }) => thing)),
    freed: [...documents.values()].filter((thing) => othersFor(thing).length === 0).length,
    rows: found.slice(0, mostRows).map(({ thing, hold }) => {
      const [row] = rowsOfThings(db, [thing]);
      return {
        holdId: hold.id,
        purchaseOrder: row?.purchaseOrder ?? '',
        partner: thing.partner,
        message: hold.message,
        currency: thing.currency ?? '',
        otherHolds: [...othersFor(thing)],
        ...(thing.threadId === null ? {} : { threadId: thing.threadId }),
        ...(thing.amount === null ? {} : { amount: thing.amount }),
        ...(thing.shipBy === null ? {} : { shipBy: thing.shipBy }),
      };
    }),
  };
}
