import { AppError } from '#core/contract/errors.ts';
import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { AuditCheck, AuditFacts } from '#core/contract/views/records.ts';
import { isWhole, readCursor } from '#core/store/readCursor.ts';
import type { ChainPlace } from '#core/store/types/records.ts';
import type { EngineParts } from '../engine.types.ts';
import { auditPiece } from './auditPiece.ts';
import { sentenceOf, type ChainResult } from './chainResult.ts';

/** Rows a step: short enough that screens wait for none. */
const indexStep = 2_000;
const checkStep = 5_000;
const exportStep = 5_000;
const publishEvery = 250;

const goodKey = 'audit.good';

/** The last check that came to the end of the chain, by the row it ended at. */
interface GoodCheck extends ChainPlace {
  readonly at: string;
}

/** The audit as people use it: searched, checked in the background, given out. */
export interface AuditDesk {
  list(input: ParsedInputOf<'audit.list'>): Promise<OutputOf<'audit.list'>>;
  facts(): Promise<AuditFacts>;
  /** Brings the index of words up to the last row in the background, so that the first search has little left to do. */
  keepUp(): void;
  /** Begins a walk over the whole chain; does not wait for its end. */
  check(): Promise<{ readonly alreadyRunning: boolean }>;
  cancelCheck(): Promise<void>;
  export(input: ParsedInputOf<'audit.export'>): Promise<OutputOf<'audit.export'>>;
  stop(): Promise<void>;
}

export function createAuditDesk({ store, ports, publish }: Pick<EngineParts, 'store' | 'ports' | 'publish'>): AuditDesk {
  const { clock } = ports;
  let check: AuditCheck | undefined;
  let current: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;
  let lastPublished = 0;
  const stopping = new AbortController();
  let indexing: Promise<void> | undefined;

  function show(next: AuditCheck): void {
    const changed = check?.state !== next.state;
    check = next;
    const now = clock.monotonic();
    if (!changed && now - lastPublished < publishEvery) return;
    lastPublished = now;
    publish({ topic: 'audit' });
  }

  async function lastGood(): Promise<GoodCheck | undefined> {
    const text = await store.meta({ key: goodKey });
    return text === undefined ? undefined : (JSON.parse(text) as GoodCheck);
  }

  /** Words are added behind the rows: whoever searches brings the index up to the last of them first. */
  async function indexAll(signal?: AbortSignal): Promise<void> {
    let left = 1;
    while (left > 0) left = signal?.aborted ? 0 : (await store.indexAudit({ limit: indexStep })).left;
  }

  /** The row that was the last one then is still there and says the same: else the chain was written anew or cut off. */
  async function anchored(good: GoodCheck | undefined): Promise<ChainResult | undefined> {
    if (good === undefined || (await store.auditHash({ id: good.id })) === good.hash) return undefined;
    return { state: 'broken', brokenAt: good.id, why: 'not-what-was-checked', checkedAt: good.at };
  }

  async function walk(signal: AbortSignal, onStep: (checked: number) => void): Promise<ChainResult> {
    let place: ChainPlace = { id: 0, hash: '' };
    let checked = 0;
    while (!signal.aborted) {
      const part = await store.checkAuditPart({ after: place, limit: checkStep });
      checked += part.rows;
      onStep(checked);
      if (part.brokenAt !== undefined) return { state: 'broken', brokenAt: part.brokenAt, why: 'does-not-follow' };
      if (part.rows === 0) return { state: 'good', rows: checked, last: place };
      place = part.last;
    }
    return { state: 'cancelled', rows: checked };
  }

  async function run(signal: AbortSignal): Promise<void> {
    const startedAt = clock.now();
    const { rows: total } = await store.auditFacts({});
    let checked = 0;
    const state = (result: ChainResult | undefined): AuditCheck => ({
      state: result?.state ?? 'running',
      checked,
      total: Math.max(total, checked),
      startedAt,
      ...(result === undefined ? {} : { endedAt: clock.now() }),
      ...(result?.state === 'broken' ? { brokenAt: result.brokenAt } : {}),
      message: sentenceOf(result),
    });
    show(state(undefined));
    const good = await lastGood();
    const result =
      (await anchored(good)) ??
      (await walk(signal, (done) => {
        checked = done;
        show(state(undefined));
      }));
    if (result.state === 'good') {
      const now: GoodCheck = { ...result.last, at: clock.now() };
      await store.setMeta({ key: goodKey, value: JSON.stringify(now) });
    }
    show(state(result));
  }

  function begin(): void {
    const abort = new AbortController();
    const ended = run(abort.signal)
      .catch((thrown: unknown) => {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        ports.log.error('the audit could not be checked', { message });
        if (check) show({ ...check, state: 'failed', endedAt: clock.now(), message });
      })
      .finally(() => {
        current = undefined;
      });
    current = { abort, ended };
  }

  async function end(): Promise<void> {
    current?.abort.abort();
    await current?.ended;
  }

  return {
    async list(input) {
      if (input.filter.text) await indexAll();
      return store.auditList(input);
    },
    async facts() {
      const [facts, good] = await Promise.all([store.auditFacts({}), lastGood()]);
      return {
        rows: facts.rows,
        people: [...facts.people],
        ...(check === undefined ? {} : { check }),
        ...(good === undefined ? {} : { lastGood: { at: good.at, rows: good.id } }),
      };
    },
    keepUp() {
      indexing ??= indexAll(stopping.signal)
        .catch((thrown: unknown) => ports.log.warn('the words of the audit could not be indexed', { message: String(thrown) }))
        .finally(() => {
          indexing = undefined;
        });
    },
    async check() {
      if (current) return { alreadyRunning: true };
      begin();
      return { alreadyRunning: false };
    },
    cancelCheck: end,
    async export({ format, from, to, cursor }) {
      if (from !== undefined && to !== undefined && from >= to)
        throw new AppError({ code: 'invalid-input', message: 'The span ends before it begins: choose a later end.' });
      const rows = await store.auditSpan({
        afterId: readCursor(cursor, isWhole) ?? 0,
        limit: exportStep,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      const last = rows.length === exportStep ? rows.at(-1)?.id : undefined;
      return {
        text: auditPiece(format, rows, { first: cursor === undefined, last: last === undefined }),
        rows: rows.length,
        ...(last === undefined ? {} : { nextCursor: String(last) }),
      };
    },
    async stop() {
      stopping.abort();
      await end();
      await indexing;
    },
  };
}
