import { createEventHub } from '#core/api/events.ts';
import { failureBody, requestEnvelope } from '#core/contract/envelope.ts';
import { toAppError } from '#core/contract/errors.ts';
import type { App } from './createApp.ts';

/** What a transport needs of a workspace, open or not. */
export type Served = Pick<App, 'dispatch' | 'events' | 'stop'>;

const tryEveryMs = 2_000;

/**
 * Stands in for a workspace that could not be opened: the console shows why, full screen. A call tries to open it
 * again, at most every two seconds, so that the page goes on by itself once the cause is gone.
 */
export function createReopening(open: () => Promise<App>, first: unknown, monotonic: () => number): Served {
  const hub = createEventHub();
  let app: App | undefined;
  let problem = toAppError(first);
  let triedAt = monotonic();
  let opening: Promise<void> | undefined;

  async function tryAgain(): Promise<void> {
    triedAt = monotonic();
    try {
      app = await open();
      app.events.listen(0, ({ event }) => hub.publish(event));
      hub.publish({ topic: 'reset' });
    } catch (thrown) {
      problem = toAppError(thrown);
    } finally {
      opening = undefined;
    }
  }

  return {
    async dispatch(envelope, signal) {
      if (!app && (opening || monotonic() - triedAt >= tryEveryMs)) await (opening ??= tryAgain());
      if (app) return app.dispatch(envelope, signal);
      const request = requestEnvelope.safeParse(envelope);
      return { id: request.success ? request.data.id : '', ok: false, error: failureBody(problem) };
    },
    events: hub,
    async stop() {
      await opening;
      await app?.stop();
    },
  };
}
