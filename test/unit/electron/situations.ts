import type { StatusView } from '#core/contract/views/status.ts';
import type { Clock } from '../../../electron/notices/clocks.ts';
import type { Situation } from '../../../electron/notices/situation.ts';

/** A document's clock, due on a Monday at 17:00 in Berlin. */
export function clock(change: Partial<Clock>): Clock {
  return {
    key: `out:${change.what ?? 1}`,
    what: '855 for 4711 (Northwind)',
    due: '2026-03-09T16:00:00.000Z',
    path: '/documents/1',
    ...change,
  };
}

/** A live workspace on Monday, 10:00 in Berlin, where nothing is open. */
export function situation({
  colour = 'live',
  ...change
}: Partial<Situation> & { readonly colour?: StatusView['workspace']['colour'] } = {}): Situation {
  return {
    at: '2026-03-09T09:00:00.000Z',
    timeZone: 'Europe/Berlin',
    workspace: { name: colour, word: colour === 'live' ? 'Live' : 'Practice', colour, company: 'Contoso', dataFolder: '/data' },
    engine: 'idle',
    online: true,
    sps: { state: 'good' },
    dynamics: { state: 'good' },
    needs: 0,
    clocks: [],
    unknown: [],
    partners: [],
    ...change,
  };
}
