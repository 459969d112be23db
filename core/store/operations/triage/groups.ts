import type { TriageGroup } from '#core/contract/views/triage.ts';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import { choicesOf } from '#core/domain/states.ts';
import type { Db } from '../../database.ts';
import { isText, pair, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { weightOf } from '../orderBriefs.ts';
import { rowsOfThings } from './members.ts';
import { byUrgency, openFiles, openHoldsOf, openIncidents, openWaits, type Kind, type OpenThing } from './openWork.ts';
import { groupSubject, noteOf } from './subjects.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const forPeople: readonly Kind[] = ['incident', 'held', 'parked', 'quarantined'];

function thingsOf(db: Db, kind: Kind): readonly OpenThing[] {
  switch (kind) {
    case 'held':
    case 'parked':
      return openHoldsOf(db, kind);
    case 'quarantined':
      return openFiles(db);
    case 'incident':
      return openIncidents(db);
    case 'waiting':
      return openWaits(db);
  }
}

interface Group {
  readonly key: string;
  readonly urgency: string;
  /** Most urgent first. */
  readonly things: readonly OpenThing[];
}

const isPlace = pair(isText, isText);

/** Every group over all of its members: open work is as long as a person can look at, so it is walked whole. */
export function triageGroups(db: Db, { kind, cursor, limit }: In<'triageGroups'>): Out<'triageGroups'> {
  const after = readCursor(cursor, isPlace);
  const groups = groupsOf((kind === undefined ? forPeople : [kind]).flatMap((name) => thingsOf(db, name)));
  const rest = after ? groups.filter((group) => compare([group.urgency, group.key], after) > 0) : groups;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((group) => groupRow(db, group)),
    ...(rest.length > limit && last ? { nextCursor: JSON.stringify([last.urgency, last.key]) } : {}),
  };
}

function groupsOf(things: readonly OpenThing[]): readonly Group[] {
  const byKey = new Map<string, OpenThing[]>();
  for (const thing of things) {
    const key = `${thing.kind}|${thing.group}`;
    const known = byKey.get(key);
    if (known) known.push(thing);
    else byKey.set(key, [thing]);
  }
  return [...byKey]
    .map(([key, list]) => {
      const sorted = list.toSorted(byUrgency);
      return { key, things: sorted, urgency: sorted[0]?.urgency ?? '' };
    })
    .sort((a, b) => compare([a.urgency, a.key], [b.urgency, b.key]));
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

const mostPartners = 3;

function groupRow(db: Db, { key, things }: Group): TriageGroup {
  const [row] = rowsOfThings(db, things.slice(0, 1));
  const [first] = things;
  if (!row || !first) throw new Error(`group ${key} has no member`);
  const partners = [...new Set(things.map(({ partner }) => partner).filter((name) => name !== ''))].sort();
  const subject = groupSubject(first.kind, first.group);
  const earliest = (days: readonly (string | null)[]): string | undefined => days.filter((day) => day !== null).toSorted()[0];
  const cancelAfter = earliest(things.map((thing) => thing.cancelAfter));
  return {
    key,
    kind: first.kind,
    group: first.group,
    title: row.groupTitle,
    message: row.cause,
    nextStep: row.nextStep,
    consequence: row.consequence,
    ...ofHold(row),
    members: things.length,
    lines: things.reduce((sum, { lines }) => sum + lines, 0),
    ...weights(things),
    partners: partners.slice(0, mostPartners),
    partnerCount: partners.length,
    ...(cancelAfter === undefined ? {} : { earliestCancelAfter: cancelAfter }),
    since: things.map(({ since }) => since).toSorted()[0] ?? row.since,
    subject,
    ...noteOf(db, subject),
  };
}

function weights(things: readonly OpenThing[]): Pick<TriageGroup, 'orders' | 'worth' | 'earliestShipBy'> {
  const orders = things.filter(({ documentId, threadId }) => documentId !== 0 || threadId !== null);
  return weightOf(orders);
}

function ofHold({ hold }: AttentionRow): Pick<TriageGroup, 'cause' | 'rule' | 'fix' | 'choices'> {
  if (!hold) return { choices: [] };
  const { cause, rule, fix } = hold;
  return {
    cause,
    choices: [...choicesOf[cause]],
    ...(rule === undefined ? {} : { rule }),
    ...(fix === undefined ? {} : { fix }),
  };
}
