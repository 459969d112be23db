import { setTimeout as delay } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '#core/contract/connection.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import { company, otherCompany } from '#core/practice/catalogue.ts';
import { createRandom } from '#core/practice/random.ts';
import { startWorld } from '../bench/support.ts';
import { createBackOffice, type BackOffice } from './backOffice.ts';
import { createPlaced } from './placedOrders.ts';
import { planOf, type Kill, type PlanSize, type Round } from './plan.ts';
import { prove, type Proof } from './proofs.ts';
import { runSession, type SessionReport } from './session.ts';
import { createRetailers } from './retailers.ts';
import { createBook } from './standingOrders.ts';
import { control } from './worldControl.ts';

export interface SoakOptions extends PlanSize {
  /** Told as it goes. */
  readonly say?: (line: string) => void;
}

export interface SoakReport extends Proof {
  readonly seed: number;
  readonly orders: number;
  readonly kills: Readonly<Record<Kill['by'], number>>;
  readonly faults: number;
  readonly sessions: number;
  readonly posted: BackOffice['counts'];
  readonly settled: SessionReport['settled'];
  /** Most memory that a session held, in MB. */
  readonly memory: number;
  readonly seconds: number;
}

const allMaps: readonly MappingKind[] = ['partners', 'locations', 'items', 'units'];
const firstMaps: readonly MappingKind[] = ['partners', 'locations'];

/**
 * A randomised run over the whole loop: orders arrive, are made in Dynamics, confirmed, shipped and billed there, and
 * answered to SPS, with faults on both sides and the engine killed again and again. Ends with the proofs.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { seed, say = () => undefined } = options;
  const started = performance.now();
  const plan = planOf(options);
  const world = await startWorld('--seed', String(seed));
  const root = await mkdtemp(join(tmpdir(), 'quayside-soak-'));
  const dynamics = { ...world.connection.dynamics, settleSeconds: 1, companies: [company, otherCompany] };
  const connection: Connection = { ...world.connection, dynamics };
  const placed = createBook();
  const generator = createPlaced(seed);
  const office = createBackOffice(world.control, createRandom(seed + 1), placed.orders);
  const retailers = createRetailers(world.control, createRandom(seed + 2));
  const engine = createSessions({ connection, control: world.control, folder: join(root, 'workspace'), seed }, root);
  let faults = 0;
  let kept = false;
  try {
    for (const [index, round] of plan.rounds.entries()) {
      await place(round);
      for (const fault of round.faults) await control(world.control, 'faults', fault);
      faults += round.faults.reduce((sum, { times }) => sum + times, 0);
      const maps =
        index >= plan.mapsFrom.rest && plan.rounds.length > 1 ? allMaps : plan.rounds.length === 1 ? allMaps : firstMaps;
      for (const kill of round.kills) {
        await engine.run({ maps, cycles: 3, kill });
        await office.work(round.zeal / 2);
      }
      await engine.run({ maps, cycles: 2 });
      await office.work(round.zeal);
      if (round.corrects) await office.correct();
      await retailers.answer(round.replies);
      await control(world.control, 'advance', { minutes: round.advanceMinutes });
      say(`round ${index + 1} of ${plan.rounds.length}: ${engine.told()} ${JSON.stringify(office.counts)}`);
    }
    await calm();
    const proof = await prove({
      connection,
      control: world.control,
      folder: join(root, 'workspace'),
      placed,
      corrected: office.corrected,
      replies: retailers.replies,
    });
    kept = proof.wrong.length > 0;
    if (kept) say(`The workspace is kept in ${root}.`);
    const { kills, sessions, settled, memory } = engine.figures;
    const seconds = Math.round((performance.now() - started) / 1000);
    return {
      ...proof,
      seed,
      orders: [...placed.orders.values()].flat().length,
      kills,
      faults,
      sessions,
      posted: office.counts,
      settled,
      memory,
      seconds,
    };
  } finally {
    world.stop();
    if (!kept) await rm(root, { recursive: true, force: true });
  }

  async function place(round: Round): Promise<void> {
    for (const request of round.orders) {
      await control(world.control, 'orders', request);
      placed.add(generator.place(request));
    }
  }

  /** No more faults nor kills: what can end by itself or by a person's word ends. */
  async function calm(): Promise<void> {
    let before = '';
    for (let turn = 0; turn < 60; turn += 1) {
      await office.work(turn === 0 ? 0.9 : 0);
      await control(world.control, 'advance', { minutes: 31 });
      const report = await engine.run({ maps: allMaps, cycles: 3 });
      const now = JSON.stringify([report?.places, report?.attention]);
      say(`calm ${turn + 1}: ${engine.told()}`);
      const isQuiet = now === before && report?.acts === 0 && report.messages.length === 0;
      if (isQuiet && report.underWay === 0) return;
      // The engine's clock is the machine's: an order that a fault put off becomes due in a minute or two, not at once.
      if (isQuiet) await delay(5_000);
      before = now;
    }
  }
}

function createSessions(input: object, root: string) {
  const figures = {
    kills: { checkpoint: 0, request: 0, time: 0 } as Record<Kill['by'], number>,
    sessions: 0,
    settled: { arrived: 0, again: 0 },
    memory: 0,
  };
  let last: SessionReport | undefined;
  return {
    figures,
    async run(session: { readonly maps: readonly MappingKind[]; readonly cycles: number; readonly kill?: Kill }) {
      figures.sessions += 1;
      const { killed, report } = await runSession({ ...input, ...session }, join(root, `session-${figures.sessions}.json`));
      if (killed && session.kill) figures.kills[session.kill.by] += 1;
      if (!report) return undefined;
      last = report;
      figures.settled.arrived += report.settled.arrived;
      figures.settled.again += report.settled.again;
      figures.memory = Math.max(figures.memory, report.memory);
      return report;
    },
    told: (): string => JSON.stringify({ kills: figures.kills, ...shown(last) }),
  };
}

/** What is worth a line: places and causes that hold something. */
function shown(report: SessionReport | undefined): object {
  if (!report) return {};
  const { milliseconds, places, attention, examples, messages } = report;
  return {
    milliseconds,
    places: Object.fromEntries(Object.entries(places).filter(([, count]) => count > 0)),
    attention,
    examples,
    messages,
  };
}
