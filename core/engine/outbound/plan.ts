import { acknowledgments } from './planAcks.ts';
import { invoices, shipNotices } from './planGoods.ts';
import { agrees, blank, hasLeft, sameTexts } from './planParts.ts';
import type { Plan, PlanFacts, PlannedDocument, PlanPart, PlanPosting, PlanThread, Settled } from './plan.types.ts';

/**
 * Which documents the postings of these orders ask for (issue 4: one posting is one document, except where the sheet joins
 * a slip's orders or parts it by store). The same facts always give the same documents, so that re-reading plans nothing
 * twice: a document is named by what it is drafted from. Pure.
 */
export function planDocuments(facts: PlanFacts): Plan {
  const standing = facts.postings.filter(({ takenBack }) => takenBack === undefined);
  const plans = [
    ...facts.threads.map((thread) => acknowledgments(thread, { ...facts, postings: standing })),
    ...facts.threads.map(changeAnswers),
    shipNotices({ ...facts, postings: standing }),
    invoices({ ...facts, postings: standing }),
  ];
  const documents = plans.flatMap((plan) => plan.documents);
  return {
    documents: documents.map((planned) => ({ ...planned, ...besides(planned, documents, facts.known) })),
    settled: settledOf(plans, standing),
    withdrawn: facts.postings.flatMap(({ key, takenBack }) =>
      takenBack === undefined
        ? []
        : facts.known
            .filter(({ postingKeys }) => postingKeys.includes(key))
            .map(({ outboundId }) => ({ outboundId, postingKey: key, why: takenBack })),
    ),
  };
}

/**
 * Documents that have not left and that none of the planned ones is any more: notices and invoices of the same postings and
 * orders under another number or for other stores, because another entity set or another sheet parts them otherwise. It takes
 * the place of drafts; what a person set aside may have been told by hand.
 */
function besides(
  planned: PlannedDocument,
  all: readonly PlannedDocument[],
  known: PlanFacts['known'],
): Pick<PlannedDocument, 'supersedes' | 'setAside'> {
  const { kind, supersedes } = planned;
  if (kind !== '856' && kind !== '810') return { supersedes, setAside: [] };
  const others = all.filter((other) => other !== planned && other.kind === planned.kind);
  const open = known.filter(
    (entry) =>
      entry.kind === planned.kind &&
      entry.original &&
      !hasLeft(entry) &&
      entry.draft !== 'superseded' &&
      entry.postingKeys.some((key) => planned.postingKeys.includes(key)) &&
      entry.threadIds.some((id) => planned.threadIds.includes(id)),
  );
  const stale = open.filter((entry) => !others.some((other) => isNamed(entry, other)));
  const idsOf = (aside: boolean) =>
    stale.filter(({ draft }) => (draft === 'set-aside') === aside).map(({ outboundId }) => outboundId);
  return { supersedes: idsOf(false), setAside: idsOf(true) };
}

const isNamed = (entry: PlanFacts['known'][number], { store, threadIds, postingKeys }: PlannedDocument): boolean =>
  entry.store === store &&
  sameTexts(entry.threadIds.map(String), threadIds.map(String)) &&
  entry.postingKeys.some((key) => postingKeys.includes(key));

/** Every decided change is answered with an 865 where one is agreed. */
function changeAnswers(thread: PlanThread): PlanPart {
  if (!agrees(thread, '865')) return { documents: [], ignored: [] };
  return {
    documents: thread.changes.map((key) => ({ ...blank, kind: '865', threadIds: [thread.threadId], postingKeys: [key] })),
    ignored: [],
  };
}

function settledOf(plans: readonly PlanPart[], postings: readonly PlanPosting[]): readonly Settled[] {
  const drafted = new Set(plans.flatMap(({ documents }) => documents.flatMap(({ postingKeys }) => postingKeys)));
  const ignored = new Map(plans.flatMap((plan) => plan.ignored.map(({ key, message }) => [key, message])));
  return postings.flatMap(({ key }): readonly Settled[] => {
    if (drafted.has(key)) return [{ key, state: 'drafted', message: '' }];
    const message = ignored.get(key);
    return message === undefined ? [] : [{ key, state: 'ignored', message }];
  });
}
