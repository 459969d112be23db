import type { DynamicsConnection } from '#core/contract/connection.ts';
import { AppError, toAppError } from '#core/contract/errors.ts';
import type { EventFate, SeenEvent } from '#core/contract/views/businessEvents.ts';
import type { PostingKind } from '#core/domain/posting.ts';
import type { Instant } from '#core/domain/time.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { blobInbox } from './blobInbox.ts';
import { documentOf, knownEvents, readEnvelope, type BusinessEvent } from './envelope.ts';
import type { EventInbox, EventReader, EventTotals, EventTrigger, Waiting } from './events.types.ts';
import { createEventJudge, type Judgement } from './judge.ts';
import { queueInbox } from './queueInbox.ts';
import { keptEvent } from './seen.ts';

export interface EventPorts {
  readonly connection: DynamicsConnection;
  /** The connection string as it is kept now. */
  readonly secret: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
  /** Reads the journal at once; an event whose trigger fails comes again where the inbox can bring it. */
  readonly onTrigger: (trigger: EventTrigger) => void | Promise<void>;
  /** Counts an event for the screen; that it cannot keeps no event from being done with, so it never rejects. */
  readonly onSeen: (event: SeenEvent) => Promise<void>;
  /** Something came, or looking began to fail or to work again. */
  readonly onChange?: () => void;
}

const shortestPauseMs = 15_000;
const longestPauseMs = 600_000;
/** A container is looked into so often; a queue waits by itself. */
const lookEveryMs = 20_000;

/** Undefined where the connection names no place to pull events from. */
export function createEventReader(ports: EventPorts): EventReader | undefined {
  const { connection, clock, random, log } = ports;
  const settings = connection.events;
  if (!settings) return undefined;
  const kinds = { ...knownEvents, ...settings.triggers };
  const judge = createEventJudge(connection.companies, kinds);
  const totals = { triggered: 0, duplicates: 0, late: 0, ignored: 0, malformed: 0 };
  let inbox: EventInbox | undefined;
  let problem: { readonly error: AppError; readonly at: Instant } | undefined;
  let lookedAt: Instant | undefined;
  let pause = new AbortController();

  async function open(): Promise<EventInbox> {
    const secret = await ports.secret();
    if (secret === undefined) throw withoutSecret();
    return settings?.kind === 'blob' ? blobInbox(settings, secret, clock) : queueInbox(settings?.queue ?? '', secret);
  }

  const seen = (event: Omit<SeenEvent, 'at'>): Promise<void> => ports.onSeen(keptEvent({ at: clock.now(), ...event }));

  async function handle(waiting: Waiting): Promise<void> {
    const envelope = readEnvelope(waiting.text);
    if ('malformed' in envelope) {
      totals.malformed += 1;
      log.warn('an event could not be read and was put aside', { name: waiting.name, why: envelope.malformed });
      await seen({ type: '', company: '', document: waiting.name, fate: 'unreadable' });
      return waiting.setAside(envelope.malformed);
    }
    const judgement = judge.judge(envelope.event);
    if (judgement.verdict === 'trigger') {
      await ports.onTrigger(judgement.trigger);
      totals.triggered += 1;
    } else if (judgement.verdict === 'duplicate') totals.duplicates += 1;
    else totals[judgement.verdict] += 1;
    judge.had(envelope.event);
    await seen({ ...factsOf(envelope.event, kinds), fate: fateOf(judgement) });
    return waiting.done();
  }

  async function pull(signal: AbortSignal): Promise<EventTotals> {
    try {
      inbox ??= await open();
      const taken = await inbox.take(signal);
      for (const waiting of taken) await handle(waiting);
      const first = lookedAt === undefined || problem !== undefined;
      problem = undefined;
      lookedAt = clock.now();
      if (taken.length > 0 || first) ports.onChange?.();
      return { ...totals };
    } catch (thrown) {
      // A connection that failed is made anew, with the secret as it is then.
      await close();
      throw thrown;
    }
  }

  async function close(): Promise<void> {
    const before = inbox;
    inbox = undefined;
    await before?.close();
  }

  async function rest(ms: number, signal: AbortSignal): Promise<void> {
    pause = new AbortController();
    await clock.sleep(ms, AbortSignal.any([signal, pause.signal]));
  }

  return {
    pull,
    async listen(signal) {
      for (let pauseMs = shortestPauseMs; !signal.aborted;) {
        try {
          await pull(signal);
          pauseMs = shortestPauseMs;
          if (settings.kind === 'blob') await rest(lookEveryMs, signal);
        } catch (thrown) {
          if (signal.aborted) break;
          const error = toAppError(thrown);
          if (problem?.error.code !== error.code)
            log.warn('events cannot be read; polling goes on', { code: error.code, why: error.message });
          problem = { error, at: problem?.at ?? clock.now() };
          ports.onChange?.();
          await rest(pauseMs * (0.5 + random.fraction() / 2), signal);
          pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        }
      }
      await close();
    },
    totals: () => ({ ...totals }),
    state: () => ({ lookedAt, problem, kinds }),
    lookNow: () => pause.abort(),
    close,
  };
}

function factsOf(
  event: BusinessEvent,
  kinds: Readonly<Record<string, PostingKind>>,
): Pick<SeenEvent, 'type' | 'company' | 'document'> {
  const kind = Object.hasOwn(kinds, event.type) ? kinds[event.type] : undefined;
  return { type: event.type, company: event.company, document: kind === undefined ? '' : documentOf(event, kind) };
}

function fateOf(judgement: Judgement): EventFate {
  if (judgement.verdict === 'ignored') return judgement.why;
  return judgement.verdict === 'trigger' ? 'read' : judgement.verdict;
}

function withoutSecret(): AppError {
  return new AppError({
    code: 'secret-missing',
    message:
      'The connection string for business events is missing. Enter it in the Dynamics connection; postings are read by polling meanwhile.',
  });
}
