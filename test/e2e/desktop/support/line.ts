import type { ChildProcess } from 'node:child_process';
import type { ActName, Acts, Asked, Said, Told } from '../standin/control.ts';

type Of<What extends Said['what']> = Extract<Said, { readonly what: What }>;

/** The line to a desktop that runs: what it did, and what a test does to it. */
export interface Line {
  /** Everything it did so far. */
  readonly said: readonly Said[];
  act<Name extends ActName>(name: Name, ...args: Parameters<Acts[Name]>): Promise<ReturnType<Acts[Name]>>;
  /** What it did of one kind, the last last. */
  all<What extends Said['what']>(what: What): readonly Of<What>[];
  /** Waits until it does this; what it did before `since` does not count. Rejects when it ends without. */
  hears<What extends Said['what']>(what: What, fits?: (said: Of<What>) => boolean, since?: number): Promise<Of<What>>;
  /** Its exit code, once it has ended; nothing where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Opens the line to a process that was started with one. */
export function openLine(child: ChildProcess): Line {
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  const said: Said[] = [];
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  let news = Promise.withResolvers<void>();
  let errors = '';
  let last = 0;
  const over = (code: number | null): Error => new Error(`The desktop ended with ${code}. ${errors}`);

  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-20_000);
  });
  child.on('message', (told) => take(told as Told));
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(over(code));
  });

  function take(told: Told): void {
    if (told.kind === 'said') {
      said.push(told.said);
      news.resolve();
      news = Promise.withResolvers();
      return;
    }
    const asked = waiting.get(told.id);
    waiting.delete(told.id);
    if (told.kind === 'done') asked?.resolve(told.value);
    else asked?.reject(new Error(told.message));
  }

  const isOf =
    <What extends Said['what']>(what: What) =>
    (one: Said): one is Of<What> =>
      one.what === what;

  return {
    said,
    ended,
    all: (what) => said.filter(isOf(what)),
    act: (name, ...args) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id: last, act: name, args } satisfies Asked);
      }),
    async hears(what, fits = () => true, since = 0) {
      let running = true;
      void ended.then(() => (running = false));
      for (;;) {
        const more = news.promise;
        const found = said.slice(since).filter(isOf(what)).find(fits);
        if (found !== undefined) return found;
        if (!running)
          throw new Error(`${over(await ended).message}\nIt never said "${what}", but ${JSON.stringify(said.slice(-8))}`);
        await Promise.race([more, ended]);
      }
    },
  };
}
