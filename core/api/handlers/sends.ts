import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'outbound.list'
  | 'outbound.counts'
  | 'outbound.get'
  | 'outbound.versions'
  | 'outbound.pastHolds'
  | 'outbound.preview'
  | 'outbound.release'
  | 'outbound.takeBack'
  | 'outbound.sendNow'
  | 'outbound.setAside'
  | 'outbound.sendAnyway'
  | 'outbound.tryAgain'
  | 'outbound.sendAgain'
  | 'outbound.unknown'
  | 'outbound.look'
  | 'outbound.settle'
  | 'outbound.reply'
  | 'outbound.reconcile'
  | 'outbound.endReconcile';

const done = { done: true } as const;

/** Documents on their way to SPS, and what a person does with them. */
export function sendHandlers({ store, sends }: ApiParts): Pick<Handlers, Names> {
  return {
    'outbound.list': (input) => store.outboundList(input),
    'outbound.counts': () => store.outboundCounts({}),
    'outbound.get': (input) => sends.get(input),
    'outbound.versions': (input) => store.outboundVersions(input),
    'outbound.pastHolds': (input) => store.pastHolds(input),
    'outbound.preview': (input) => sends.preview(input),
    'outbound.release': (input) => sends.release(input),
    'outbound.takeBack': (input) => sends.takeBack(input),
    'outbound.sendNow': (input) => sends.sendNow(input),
    'outbound.setAside': (input) => sends.setAside(input),
    'outbound.sendAnyway': (input) => sends.sendAnyway(input),
    'outbound.tryAgain': (input) => sends.tryAgain(input),
    'outbound.sendAgain': async (input) => {
      await sends.sendAgain(input);
      return done;
    },
    'outbound.unknown': (input) => sends.unknown(input),
    'outbound.look': () => sends.look(),
    'outbound.settle': (input) => sends.settle(input),
    'outbound.reply': async (input) => {
      await sends.reply(input);
      return done;
    },
    'outbound.reconcile': () => sends.reconcile(),
    'outbound.endReconcile': async ({ reason }) => {
      await sends.endReconcile(reason);
      return done;
    },
  };
}
