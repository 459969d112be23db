import type { Notice } from './plan.ts';
import type { Situation } from './situation.ts';

/** What can stop: a connection, or `here`, where the data folder cannot be written. */
export const stops = ['sps', 'dynamics', 'here'] as const;
export type Stop = (typeof stops)[number];

const remotes = ['sps', 'dynamics'] as const;
const names = { sps: 'SPS Commerce', dynamics: 'Dynamics' } as const;

export interface StopNotices {
  readonly notices: readonly Notice[];
  /** What is told to have stopped from now on. */
  readonly lost: readonly Stop[];
}

/** What stopped and was not told yet, and what was told and goes on again. */
export function stopNotices(situation: Situation, told: readonly Stop[]): StopNotices {
  const [connections, here] = [connectionNotices(situation, told), standstillNotices(situation, told)];
  return { notices: [...here.notices, ...connections.notices], lost: [...connections.lost, ...here.lost] };
}

/** Both remotes in one notice where both went or came: one cable is behind most of it. */
function connectionNotices(situation: Situation, before: readonly Stop[]): StopNotices {
  const told = (remote: Stop): boolean => before.includes(remote);
  const gone = remotes.filter((remote) => situation[remote].state === 'failing' && !told(remote));
  const back = remotes.filter((remote) => situation[remote].state === 'good' && told(remote));
  const named = (of: readonly ('sps' | 'dynamics')[]): string => of.map((remote) => names[remote]).join(' and ');
  const why = gone.map((remote) => situation[remote].message).find((message) => message !== undefined);
  return {
    notices: [
      ...(gone.length === 0
        ? []
        : [{ title: `No connection to ${named(gone)}`, body: why ?? 'Runs are tried again by themselves.', path: '/' }]),
      ...(back.length === 0
        ? []
        : [{ title: `${named(back)} ${back.length > 1 ? 'are' : 'is'} back`, body: 'Runs go on by themselves.', path: '/' }]),
    ],
    lost: remotes.filter((remote) => situation[remote].state === 'failing' || (told(remote) && !back.includes(remote))),
  };
}

/** A full disk stops everything at once, which no connection shows. */
function standstillNotices({ standstill }: Pick<Situation, 'standstill'>, before: readonly Stop[]): StopNotices {
  const told = before.includes('here');
  if (standstill)
    return {
      lost: ['here'],
      notices: told
        ? []
        : [
            {
              title: standstillTitle(standstill.code),
              body: `Nothing is fetched, made or sent. ${standstill.message}`,
              path: '/',
            },
          ],
    };
  return {
    lost: [],
    notices: told ? [{ title: 'The data folder can be written again', body: 'Runs go on by themselves.', path: '/' }] : [],
  };
}

export const standstillTitle = (code: string): string =>
  code === 'disk-full' ? 'The disk is full' : 'The data folder cannot be written';
