import { AppError } from '#core/contract/errors.ts';
import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'backoffice.orders'
  | 'backoffice.slip'
  | 'backoffice.post'
  | 'backoffice.correctSlip'
  | 'backoffice.cancelSlip'
  | 'backoffice.credit'
  | 'backoffice.received'
  | 'backoffice.collect'
  | 'backoffice.reply'
  | 'backoffice.loseAnswers';

type Body = Readonly<Record<string, unknown>>;
interface Posted {
  readonly posted: readonly string[];
  readonly skipped: readonly { readonly order: string; readonly why: string }[];
}

/** The practice world's back office; absent in any other workspace. A number that it does not know throws. */
export interface BackOffice {
  orders(): unknown;
  slip(number: string): unknown;
  post(what: ParsedInputOf<'backoffice.post'>['what'], body: Body): Posted;
  correctSlip(body: Body): Posted;
  cancelSlip(body: Body): Posted;
  credit(body: Body): Posted;
  received(): unknown;
  collect(): { readonly collected: number };
  reply(body: Body): { readonly placed: number };
  loseAnswers(times: number): { readonly times: number };
}

/** What people at the practice company do, and SPS's side; what they posted is read by a run that starts at once. */
export function backofficeHandlers({ backOffice, engine, publish }: ApiParts): Pick<Handlers, Names> {
  function office(): BackOffice {
    if (!backOffice)
      throw new AppError({ code: 'not-allowed', message: 'There is a back office in the practice workspace only.' });
    return backOffice;
  }
  async function posted(work: (desk: BackOffice) => Posted): Promise<{ posted: string[]; skipped: Posted['skipped'][number][] }> {
    const told = named(() => work(office()));
    await ran();
    return { posted: [...told.posted], skipped: [...told.skipped] };
  }
  async function ran(): Promise<void> {
    publish({ topic: 'outbound' });
    await engine.runNow('person');
  }
  return {
    'backoffice.orders': async () => office().orders() as OutputOf<'backoffice.orders'>,
    'backoffice.slip': async ({ slip }) => {
      const found = office().slip(slip);
      if (!found)
        throw new AppError({ code: 'not-found', message: `There is no packing slip ${slip} in the practice Dynamics.` });
      return found as OutputOf<'backoffice.slip'>;
    },
    'backoffice.post': ({ what, ...body }) => posted((desk) => desk.post(what, body)),
    'backoffice.correctSlip': (body) => posted((desk) => desk.correctSlip(body)),
    'backoffice.cancelSlip': (body) => posted((desk) => desk.cancelSlip(body)),
    'backoffice.credit': (body) => posted((desk) => desk.credit(body)),
    'backoffice.received': async () => office().received() as OutputOf<'backoffice.received'>,
    'backoffice.collect': async () => {
      const told = office().collect();
      await ran();
      return told;
    },
    'backoffice.reply': async ({ paths, ...said }) => {
      const told = named(() => office().reply({ documents: paths, ...said }));
      await ran();
      return told;
    },
    'backoffice.loseAnswers': async ({ times }) => office().loseAnswers(times),
  };
}

/** Everything that the back office refuses names something that is not there, in a sentence. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError({ code: 'not-found', message: thrown instanceof Error ? thrown.message : String(thrown), cause: thrown });
  }
}
