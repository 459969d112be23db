import type { DynamicsConnection } from '#core/contract/connection.ts';
import { AppError, toAppError } from '#core/contract/errors.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { blobInbox } from './blobInbox.ts';
import { knownEvents, readEnvelope } from './envelope.ts';
import type { EventInbox, EventReader, EventTotals, EventTrigger, Waiting } from './events.types.ts';
import { createEventJudge } from './judge.ts';
import { queueInbox } from './queueInbox.ts';

export interface EventPorts {
  readonly connection: DynamicsConnection;
  /** The connection string as it is kept now. */
  readonly secret: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
  /** Reads the journal at once; an event whose trigger fails comes again where the inbox can bring it. */
  readonly onTrigger: (trigger: EventTrigger) => void | Promise<void>;
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
  const judge = createEventJudge(connection.companies, { ...knownEvents, ...settings.triggers });
  const totals = { triggered: 0, duplicates: 0, late: 0, ignored: 0, malformed: 0 };
  let inbox: EventInbox | undefined;
  let problem: AppError | undefined;

  async function open(): Promise<EventInbox> {
    const secret = await ports.secret();
    if (secret === undefined) throw withoutSecret();
    return settings?.kind === 'blob' ? blobInbox(settings, secret, clock) : queueInbox(settings?.queue ?? '', secret);
  }

  async function handle(waiting: Waiting): Promise<void> {
    const envelope = readEnvelope(waiting.text);
    if ('malformed' in envelope) {
      totals.malformed += 1;
      log.warn('an event could not be read and was put aside', { name: waiting.name, why: envelope.malformed });
      return waiting.setAside(envelope.malformed);
    }
    const judgement = judge.judge(envelope.event);
    if (judgement.verdict === 'trigger') {
      await ports.onTrigger(judgement.trigger);
      totals.triggered += 1;
    } else if (judgement.verdict === 'duplicate') totals.duplicates += 1;
    else totals[judgement.verdict] += 1;
    judge.had(envelope.event);
    return waiting.done();
  }

  async function pull(signal: AbortSignal): Promise<EventTotals> {
    try {
      inbox ??= await open();
      for (const waiting of await inbox.take(signal)) await handle(waiting);
      problem = undefined;
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

  return {
    pull,
    async listen(signal) {
      for (let pauseMs = shortestPauseMs; !signal.aborted;) {
        try {
          await pull(signal);
          pauseMs = shortestPauseMs;
          if (settings.kind === 'blob') await clock.sleep(lookEveryMs, signal);
        } catch (thrown) {
          if (signal.aborted) break;
          const error = toAppError(thrown);
          if (problem?.code !== error.code)
            log.warn('events cannot be read; polling goes on', { code: error.code, why: error.message });
          problem = error;
          await clock.sleep(pauseMs * (0.5 + random.fraction() / 2), signal);
          pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        }
      }
      await close();
    },
    totals: () => ({ ...totals }),
    problem: () => problem,
    close,
  };
}

function withoutSecret(): AppError {
  return new AppError({
    code: 'secret-missing',
    message:
      'The connection string for business events is missing. Enter it in the Dynamics connection; postings are read by polling meanwhile.',
  });
}
