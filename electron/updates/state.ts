import { assertNever } from '#core/domain/assertNever.ts';
import type { Notice } from '../notices/plan.ts';

/** Where the updating of the app is; `failed` never stops the app. */
export type UpdateState =
  | { readonly phase: 'off'; readonly why: string }
  /** The feed was not asked since the start. */
  | { readonly phase: 'unasked' }
  | { readonly phase: 'current' }
  | { readonly phase: 'checking' }
  | { readonly phase: 'downloading'; readonly version: string; readonly share: number }
  /** Lies ready; it is installed when the app is quit, or at once by the person's word. */
  | { readonly phase: 'downloaded'; readonly version: string }
  /** The person wants it now; a run or a send is on. */
  | { readonly phase: 'waiting'; readonly version: string }
  | { readonly phase: 'installing'; readonly version: string }
  | { readonly phase: 'failed'; readonly why: string };

export type UpdateEvent =
  | { readonly type: 'checking' }
  | { readonly type: 'none' }
  | { readonly type: 'available'; readonly version: string }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'downloaded'; readonly version: string }
  | { readonly type: 'failed'; readonly why: string }
  /** The person wants it now. */
  | { readonly type: 'wanted'; readonly busy: boolean }
  /** The engine did something: it may have become idle. */
  | { readonly type: 'looked'; readonly busy: boolean };

/** The next state. What has been downloaded and checked is never lost by a later check that fails. */
export function nextState(state: UpdateState, event: UpdateEvent): UpdateState {
  if (state.phase === 'off' || state.phase === 'installing') return state;
  const ready = state.phase === 'downloaded' || state.phase === 'waiting';
  switch (event.type) {
    case 'checking':
      return ready || state.phase === 'downloading' ? state : { phase: 'checking' };
    case 'none':
      return ready ? state : { phase: 'current' };
    case 'available':
      return ready ? state : { phase: 'downloading', version: event.version, share: 0 };
    case 'progress':
      // Nobody reads parts of a percent, and each state makes screens ask again.
      return state.phase === 'downloading' && percent(event.share) !== percent(state.share)
        ? { ...state, share: event.share }
        : state;
    case 'downloaded':
      return ready && state.phase === 'waiting' ? state : { phase: 'downloaded', version: event.version };
    case 'failed':
      return ready ? state : { phase: 'failed', why: event.why };
    case 'wanted':
      if (!ready) return state;
      return { phase: event.busy ? 'waiting' : 'installing', version: state.version };
    case 'looked':
      return state.phase === 'waiting' && !event.busy ? { phase: 'installing', version: state.version } : state;
    default:
      return assertNever(event);
  }
}

const percent = (share: number): number => Math.floor(share * 100);

/** A state as a sentence for the tray and the settings screen. */
export function updateSentence(state: UpdateState): string {
  switch (state.phase) {
    case 'off':
    case 'failed':
      return state.why;
    case 'unasked':
      return 'Quayside asks for a new version soon after its start and every six hours, and whenever you want.';
    case 'current':
      return 'This is the newest version.';
    case 'checking':
      return 'Looking for a new version…';
    case 'downloading':
      return `Version ${state.version} is being fetched, ${percent(state.share)} %.`;
    case 'downloaded':
      return `Version ${state.version} lies ready. It is installed when Quayside is quit, or now. The databases are copied before it opens them.`;
    case 'waiting':
      return `Version ${state.version} is installed as soon as the run that is on has ended.`;
    case 'installing':
      return `Version ${state.version} is being installed. Quayside ends and starts again.`;
    default:
      return assertNever(state);
  }
}

/** What is told of a new version: that it lies ready. Everything else waits in Settings and in the tray. */
export function updateNotice(state: UpdateState): Notice | undefined {
  if (state.phase === 'downloaded')
    return {
      title: `Version ${state.version} is ready`,
      body: 'It is installed when you quit Quayside, or now from Settings.',
      path: '/settings',
    };
  return undefined;
}
