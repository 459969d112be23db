import type { HostSettings } from '#core/contract/hostSettings.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import type { Clock as Time, Logger } from '#core/ports/ports.ts';
import { endToWarnOf } from '../leaving/endOfDay.ts';
import { dueWhileAway, farewell, warnBefore, type Farewell } from '../leaving/farewell.ts';
import { dueBetween } from './clocks.ts';
import { readLedger, writeLedger, type Meta } from './ledger.ts';
import { mayTell, mayWarn, planNotices, untoldLate, type Notice, type Planned } from './plan.ts';
import { isOpen, type NotOpen, type Situation } from './situation.ts';
import { standstillTitle } from './stops.ts';
import { usualReturn } from './workTime.ts';

export interface WatchParts {
  readonly gather: () => Promise<Situation | NotOpen>;
  /** The memory of the workspace that is open. */
  readonly memory: () => Meta | undefined;
  readonly settings: () => HostSettings['desktop'];
  readonly clock: Pick<Time, 'now' | 'sleep'>;
  readonly log: Logger;
  readonly onSituation: (situation: Situation | NotOpen) => void;
  readonly tell: (notices: readonly Notice[]) => void;
  /** What the app itself has to say (a new version lies ready); told once. */
  readonly news?: () => Notice | undefined;
}

export interface Watch {
  start(): void;
  /** Something changed: it looks again soon. */
  poke(): void;
  /** The screen was locked: somebody goes away. */
  locked(): Promise<void>;
  /** The machine is awake again. */
  resumed(since: Instant | undefined): Promise<void>;
  /** What is due before the usual return, asked for now, or as it was known last. */
  farewell(): Promise<Farewell | undefined>;
  lastFarewell(): Farewell | undefined;
  stop(): Promise<void>;
}

/** A clock becomes late without any event; a burst of events is one look. */
const longest = 60_000;
const gap = 3_000;

/** Looks at the open workspace after every change and once a minute, and tells what the pure plans say. */
export function createWatch(parts: WatchParts): Watch {
  const { clock, settings, tell, log } = parts;
  const stopping = new AbortController();
  let wake = new AbortController();
  let turning: Promise<void> = Promise.resolve();
  let last: Situation | undefined;
  let warnedFor: Instant | undefined;
  /** What a warning named last, and the news: neither is told again. */
  let warnedOf: string | undefined;
  let newsTold: string | undefined;
  /** The folder whose standstill was told: where nothing can be written the ledger does not know. */
  let standsIn: string | undefined;
  /** The ledger is read and written by one at a time: a machine that wakes looks twice at once. */
  let turnOfLedger: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = turnOfLedger.then(work, work);
    turnOfLedger = next.catch(() => undefined);
    return next;
  };

  async function look(): Promise<Situation | undefined> {
    const situation = await parts.gather();
    last = isOpen(situation) ? situation : undefined;
    parts.onSituation(situation);
    return last;
  }

  function tellNews({ timeZone, at }: Situation): void {
    const news = parts.news?.();
    if (news === undefined || news.title === newsTold || !mayTell(settings(), timeZone, at)) return;
    newsTold = news.title;
    tell([news]);
  }

  async function once(): Promise<void> {
    const situation = await look();
    if (situation) tellNews(situation);
    const memory = parts.memory();
    // Nobody is late in practice, and nobody has to be told about made-up retailers.
    if (situation === undefined || memory === undefined || situation.workspace.colour === 'practice') return;
    const kept = await readLedger(memory);
    const { dataFolder } = situation.workspace;
    const told = standsIn === dataFolder && !kept.lost.includes('here');
    const before = told ? { ...kept, lost: [...kept.lost, 'here' as const] } : kept;
    const planned = planNotices(situation, before, settings());
    const notices = JSON.stringify(planned.ledger) === JSON.stringify(kept) ? planned.notices : await remembered(memory, planned);
    standsIn = planned.ledger.lost.includes('here') ? dataFolder : undefined;
    if (notices.length > 0) tell(notices);
    const end = endToWarnOf(settings(), situation.timeZone, situation.at, warnedFor);
    if (end === undefined) return;
    warnedFor = end;
    warn(situation, true);
  }

  /**
   * What may be told, once the ledger says that it was. On a full disk it cannot say so: then only the standstill is told,
   * which this process remembers.
   */
  async function remembered(memory: Meta, { notices, ledger }: Planned): Promise<readonly Notice[]> {
    try {
      await writeLedger(memory, ledger);
      return notices;
    } catch (thrown) {
      if (last?.standstill === undefined) throw thrown;
      return notices.filter(({ title }) => title === standstillTitle(last?.standstill?.code ?? ''));
    }
  }

  function farewellOf(situation: Situation | undefined): Farewell | undefined {
    if (situation === undefined || situation.workspace.colour === 'practice') return undefined;
    const { clocks, timeZone, workspace } = situation;
    const now = clock.now();
    const back = usualReturn(settings(), timeZone, now);
    return farewell({ clocks, now, back, timeZone, workspace: workspace.word, company: workspace.company });
  }

  /** The end of work is always worth its warning; a lock only where it has something that was not said yet. */
  function warn(situation: Situation, always: boolean): void {
    const facts = farewellOf(situation);
    if (facts === undefined || !mayWarn(settings(), situation.timeZone, situation.at)) return;
    const of = JSON.stringify([facts.back, facts.due.map(({ key }) => key).toSorted()]);
    if (of === warnedOf && !always) return;
    warnedOf = of;
    tell([warnBefore(facts, situation.workspace.word)]);
  }

  /** What became late since then, as one notice; it counts as told, so that it is not told as late once more. */
  async function reportAway(situation: Situation, since: Instant): Promise<void> {
    const memory = parts.memory();
    // In a quiet hour nothing is told now: the usual notice comes afterwards.
    if (memory === undefined || !mayTell(settings(), situation.timeZone, situation.at)) return;
    const due = dueBetween(situation.clocks, since, situation.at);
    const { clocks, ledger } = untoldLate(due, await readLedger(memory), situation.at);
    const notice = dueWhileAway(clocks, since, situation.at);
    if (notice === undefined) return;
    await writeLedger(memory, ledger);
    tell([notice]);
  }

  async function turn(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      const poked = wake.signal;
      await inTurn(once).catch((thrown: unknown) =>
        log.warn('the desktop could not look at the workspace', { message: String(thrown) }),
      );
      await clock.sleep(gap, stopping.signal);
      if (!poked.aborted) await clock.sleep(longest - gap, AbortSignal.any([stopping.signal, poked]));
    }
  }

  return {
    start: () => {
      turning = turn();
    },
    poke: () => wake.abort(),
    async locked() {
      const situation = await look().catch(() => last);
      if (situation) warn(situation, false);
    },
    async resumed(since) {
      const slept = since ?? last?.at;
      const situation = await look().catch(() => undefined);
      // A clock that was set back meanwhile makes a span of no length.
      if (
        slept !== undefined &&
        situation &&
        situation.workspace.colour !== 'practice' &&
        milliseconds(situation.at) > milliseconds(slept)
      )
        await inTurn(() => reportAway(situation, slept)).catch((thrown: unknown) =>
          log.warn('what became late during sleep could not be told', { message: String(thrown) }),
        );
      wake.abort();
    },
    farewell: async () => farewellOf(await look().catch(() => last)),
    lastFarewell: () => farewellOf(last),
    async stop() {
      stopping.abort();
      await turning;
    },
  };
}
