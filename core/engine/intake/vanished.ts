import type { RunContext } from '../runContext.ts';

const keyStart = 'vanished:';
const keyOf = (path: string): string => `${keyStart}${path}:`;
/** No path has a space at its start. */
const manyKey = `${keyStart} many:`;

/** Incidents of one file each; what vanishes beyond them is one incident more: they have one cause. */
const apart = 5;

/** Paths that the incident of many remembers, so that it closes by itself when they came; it counts no further. */
const remembered = 10_000;

/** Files that were listed but not there when they were fetched, over one run. */
export interface Vanishing {
  /** Not there, and never read here: somebody else took it. */
  gone(path: string): Promise<void>;
  /** It came: where it was missed before, nobody has to look for it any more. */
  came(path: string): Promise<void>;
  /** At the end of a run: says in one incident what went beyond those of one file each. */
  close(): Promise<void>;
}

/** Reads what was missed before and keeps up with what vanishes and comes. */
export async function watchVanished(run: RunContext): Promise<Vanishing> {
  const { store, ports } = run.parts;
  const open = (await store.openIncidents({})).filter(({ key }) => key.startsWith(keyStart));
  const many = open.find(({ key }) => key === manyKey);
  const single = new Set(open.filter(({ key }) => key !== manyKey).map(({ key }) => key.slice(keyStart.length, -1)));
  const listed = new Set(many?.details['paths']?.split('\n'));
  let changed = false;

  async function note(key: string, details: Readonly<Record<string, string>>, message: string): Promise<void> {
    const at = ports.clock.now();
    await store.noteIncident({ key, remote: 'here', code: 'sps-file-missing', message, details, at });
    run.parts.publish({ topic: 'attention' });
  }

  async function resolve(keyPrefix: string): Promise<void> {
    await store.resolveIncidents({ remote: 'here', keyPrefix, at: ports.clock.now() });
    run.parts.publish({ topic: 'attention' });
  }

  return {
    async gone(path) {
      if (single.has(path) || single.size < apart) {
        single.add(path);
        await note(
          keyOf(path),
          { path, ...wordsFor(`${path} vanished`, false) },
          `${path} was listed at SPS but gone when it was fetched. ${cause}`,
        );
        return;
      }
      if (listed.has(path) || listed.size >= remembered) return;
      listed.add(path);
      changed = true;
    },
    async came(path) {
      if (single.delete(path)) await resolve(keyOf(path));
      if (listed.delete(path)) changed = true;
    },
    async close() {
      if (!changed) return;
      if (listed.size === 0) return resolve(manyKey);
      const [first = '', second = ''] = listed;
      const one = listed.size === 1;
      const files = one ? '1 more file' : `${listed.size} more files`;
      const named = one ? first : listed.size === 2 ? `${first}, ${second}` : `${first}, ${second} and others`;
      await note(
        manyKey,
        { paths: [...listed].join('\n'), ...wordsFor(`${files} vanished`, !one) },
        `${files} (${named}) ${one ? 'was' : 'were'} listed at SPS but gone when fetched. ${cause}`,
      );
    },
  };
}

const cause = 'Another program may be emptying this mailbox: only one may.';

/** What it means and what to do, for one file or for many. */
function wordsFor(title: string, many: boolean): Readonly<Record<string, string>> {
  const [they, orders, them, files] = many
    ? ['they were', 'purchase orders', 'them', 'files']
    : ['it was', 'a purchase order', 'it', 'file'];
  return {
    title,
    consequence: `If ${they} ${orders} that Quayside has not read, nobody works on ${them}.`,
    nextStep: `Find out who else empties this mailbox and stop it; ask SPS to send the ${files} again.`,
  };
}
