import type { RunContext } from '../runContext.ts';

const missedStart = 'vanished:';
const missedKey = (path: string): string => `${missedStart}${path}:`;

/** Listed but not there when it was fetched, and never read here: somebody else took it. One incident a path. */
export async function noteVanished(run: RunContext, path: string): Promise<void> {
  await run.parts.store.noteIncident({
    key: missedKey(path),
    remote: 'here',
    code: 'sps-file-missing',
    message: `${path} was listed at SPS but gone when it was fetched. Another program may be emptying this mailbox: only one may.`,
    details: {
      path,
      title: `${path} vanished`,
      consequence: 'If it was a purchase order that Quayside has not read, nobody works on it.',
      nextStep: 'Find out who else empties this mailbox and stop it; ask SPS to send the file again.',
    },
    at: run.parts.ports.clock.now(),
  });
  run.parts.publish({ topic: 'attention' });
}

/** Paths of which an open incident says that they are gone. */
export async function vanishedBefore(run: RunContext): Promise<ReadonlySet<string>> {
  const open = await run.parts.store.openIncidents({});
  return new Set(open.filter(({ key }) => key.startsWith(missedStart)).map(({ key }) => key.slice(missedStart.length, -1)));
}

/** The file came after all: nobody has to look for it. */
export async function closeVanished(run: RunContext, path: string): Promise<void> {
  await run.parts.store.resolveIncidents({ remote: 'here', keyPrefix: missedKey(path), at: run.parts.ports.clock.now() });
  run.parts.publish({ topic: 'attention' });
}
