import { AppError } from '#core/contract/errors.ts';
import type { RunSummary } from '#core/contract/views/runs.ts';
import { systemClock } from '../adapters/clock.ts';
import { createSecrets, dynamicsSecret } from '../adapters/secrets.ts';
import { createProgress, exitCodes, readArgs, UsageError, type Command, type Terminal } from './command.ts';
import { openApp } from './openApp.ts';
import { ensurePracticeMaps } from './practiceMaps.ts';
import { whereOptions, whereUsage } from './place.ts';
import { terminalText } from './terminalText.ts';
import { openWhere, type Where } from './where.ts';

/** `sync --once`: one full cycle without the schedule. */
export const sync: Command = {
  name: 'sync',
  usage: `sync --once ${whereUsage} [--no-send] [--json]`,
  help: `Runs one full cycle: fetches what SPS holds, decides about every document, makes the sales orders,
then reads what Dynamics posted, drafts the answers and sends what needs no review.
Parked, held, waiting and quarantined documents are no failure; something that failed or whose outcome is unknown is (exit 1).
  --once      required: one cycle, then the command ends (serve runs by the schedule)
  --no-send   drafts what answers confirmations, packing slips and invoices, and sends nothing
  --json      prints the summary as one line of JSON`,
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions, once: { type: 'boolean' }, 'no-send': { type: 'boolean' } });
    if (values.once !== true) throw new UsageError('sync needs --once; "serve" runs by the schedule.');
    const where = await openWhere(values, terminal, { practiceOrders: 6 });
    try {
      if (!where.practice) await requireSecrets(where, terminal);
      const app = await openApp(where, terminal);
      const progress = createProgress(terminal, values.json === true);
      const cancel = (): void => void app.engine.cancelRun();
      const unlisten = app.events.listen(0, () => {
        const now = app.engine.state().progress;
        // A Ctrl+C while the run was being prepared found nothing to cancel yet.
        if (terminal.signal.aborted) cancel();
        if (now) progress.show(`${now.phase}${now.total > 0 ? ` ${now.done}/${now.total}` : '…'}`);
      });
      terminal.signal.addEventListener('abort', cancel);
      try {
        if (where.practice) await ensurePracticeMaps(app.store);
        if (terminal.signal.aborted) throw new AppError({ code: 'cancelled', message: 'The run was cancelled before it began.' });
        const { summary, outcome, message } = await app.engine.runOnce('command', { noSend: values['no-send'] === true });
        progress.end();
        if (message !== undefined) terminal.err(terminalText(`${message}\n`));
        terminal.out(values.json === true ? `${JSON.stringify(summary)}\n` : describe(summary));
        return outcome === 'good' && summary.orders.failed === 0 && !summary.outbound?.unknown && !summary.outbound?.refused
          ? exitCodes.good
          : exitCodes.failed;
      } finally {
        terminal.signal.removeEventListener('abort', cancel);
        unlisten();
        await app.stop();
      }
    } finally {
      await where.close();
    }
  },
};

/** A run without a screen has nobody to type a secret: without both it is not begun. */
async function requireSecrets({ connection, secrets: file }: Where, { env }: Terminal): Promise<void> {
  const secrets = createSecrets({ env, file, connection, now: () => systemClock.now() });
  const lacking = await firstLacking([
    ['SPS', 'QUAYSIDE_SPS_CLIENT_SECRET', () => secrets.read('sps.clientSecret')],
    [
      'Dynamics',
      connection.dynamics.certificate ? 'QUAYSIDE_DYNAMICS_CERTIFICATE' : 'QUAYSIDE_DYNAMICS_CLIENT_SECRET',
      dynamicsSecret(secrets, connection),
    ],
  ]);
  if (!lacking) return;
  const [side, variable] = lacking;
  throw new AppError({
    code: 'secret-missing',
    message: `The secret of the ${side} app is not known here. Give it in ${variable} or in the file of --secrets, then run again. Nothing was fetched.`,
  });
}

type Needed = readonly [side: string, variable: string, read: () => Promise<string | undefined>];

async function firstLacking(needed: readonly Needed[]): Promise<Needed | undefined> {
  for (const one of needed) if (!(await one[2]())) return one;
  return undefined;
}

function describe({ files, documents, orders, outbound, requests, durationMs }: RunSummary): string {
  return [
    `Files      ${files.found} found, ${files.stored} stored, ${files.deleted} deleted at SPS, ${files.quarantined} quarantined`,
    `Documents  ${documents.read} read, ${documents.duplicates} duplicates, ${documents.parked} parked, ${documents.held} held`,
    `Orders     ${orders.created} created, ${orders.resumed} resumed, ${orders.failed} failed or unknown`,
    ...(outbound ? [describeOutbound(outbound)] : []),
    `Requests   ${requests.sps} to SPS, ${requests.dynamics} to Dynamics in ${(durationMs / 1000).toFixed(1)} s`,
    '',
  ].join('\n');
}

function describeOutbound({
  drafted,
  waiting,
  held,
  sent,
  unknown,
  refused,
  collected,
}: NonNullable<RunSummary['outbound']>): string {
  const each = Object.entries(sent).map(([kind, count]) => `${count} × ${kind}`);
  return `Answers    ${drafted} drafted, ${waiting} waiting, ${held} held, sent ${each.join(', ')}, ${unknown} unknown, ${refused} refused, ${collected} collected`;
}
