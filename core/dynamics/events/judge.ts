import type { PostingKind } from '#core/domain/posting.ts';
import { documentOf } from './envelope.ts';
import type { BusinessEvent } from './envelope.ts';
import type { EventTrigger } from './events.types.ts';

export type Judgement =
  | { readonly verdict: 'trigger'; readonly trigger: EventTrigger }
  | { readonly verdict: 'duplicate' | 'late' }
  | { readonly verdict: 'ignored'; readonly why: 'test' | 'unknown' | 'other-company' };

/** Decides about events by what was had before; remembers only what `had` was told. */
export interface EventJudge {
  judge(event: BusinessEvent): Judgement;
  /** The event was acted on or needs nothing: it counts as had from now on. */
  had(event: BusinessEvent): void;
}

/** More than any retry of an endpoint brings back; older repetitions only cost a read. */
const mostRemembered = 10_000;

/** `companies` of the connection; `kinds` says which journal an event type belongs to. */
export function createEventJudge(companies: readonly string[], kinds: Readonly<Record<string, PostingKind>>): EventJudge {
  const own = new Set(companies.map((company) => company.toLowerCase()));
  const ids = new Map<string, true>();
  const newest = new Map<string, bigint>();

  const kindOf = ({ type }: BusinessEvent): PostingKind | undefined => (Object.hasOwn(kinds, type) ? kinds[type] : undefined);
  const triggerOf = (event: BusinessEvent): EventTrigger | undefined => {
    const kind = kindOf(event);
    if (kind === undefined || !own.has(event.company)) return undefined;
    return { kind, company: event.company, document: documentOf(event, kind) };
  };
  return {
    judge(event) {
      if (ids.has(event.id)) return { verdict: 'duplicate' };
      const trigger = triggerOf(event);
      if (!trigger) return { verdict: 'ignored', why: ignoredFor(event, kindOf(event)) };
      const before = newest.get(keyOf(trigger));
      if (trigger.document !== '' && before !== undefined && before > event.control) return { verdict: 'late' };
      return { verdict: 'trigger', trigger };
    },
    had(event) {
      remember(ids, event.id, true);
      const trigger = triggerOf(event);
      if (!trigger) return;
      const before = newest.get(keyOf(trigger));
      if (before === undefined || before < event.control) remember(newest, keyOf(trigger), event.control);
    },
  };
}

/** An endpoint is tested with an event of a type of its own when it is made (dynamics.md 5.1); its name is nowhere documented. */
const ignoredFor = ({ type }: BusinessEvent, kind: PostingKind | undefined): 'test' | 'unknown' | 'other-company' => {
  if (kind !== undefined) return 'other-company';
  return /test/i.test(type) ? 'test' : 'unknown';
};

const keyOf = ({ kind, company, document }: EventTrigger): string => `${kind}|${company}|${document}`;

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= mostRemembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
