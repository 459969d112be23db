import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import type { HoldCause, HoldChoice } from '#core/domain/states.ts';
import type { App } from '#core/host/app.types.ts';
import { company, otherCompany, retailers } from '#core/practice/catalogue.ts';
import { createRandom } from '#core/practice/random.ts';
import { importPracticeMaps } from '../integration/support/fixture.ts';
import { cancelFound, decideCancellation } from './decideCancellation.ts';
import { decideChange, tried } from './decideChange.ts';
import { repeater } from './plan.ts';
import type { SessionReport } from './session.ts';
import { arrivedAt } from './worldControl.ts';

export interface Staff {
  /** Gives maps and sheets that are due and not there yet. */
  prepare(): Promise<void>;
  /** Does what there is to do now; how much that was. */
  act(): Promise<number>;
  figures(): Promise<Omit<SessionReport, 'messages' | 'acts' | 'milliseconds'>>;
}

/** What a coordinator answers to what holds an order. Two orders for one identity are no answer: they fail the run. */
const answers: Partial<Record<HoldCause, HoldChoice>> = {
  rule: 'accept',
  conflict: 'separate-order',
  'called-off': 'separate-order',
  clash: 'separate-order',
  'refused-header': 'try-again',
  'refused-lines': 'resume',
  'lines-changed': 'resume',
  differs: 'accept',
  'order-gone': 'try-again',
  adopt: 'adopt',
};

/** The people of the desk, through the same contract as the screens. Each act may be the last of a process that is killed. */
export function people(
  app: App,
  input: { readonly maps: readonly MappingKind[]; readonly control: string; readonly seed: number },
): Staff {
  const client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
  const random = createRandom(input.seed);
  const settled = { arrived: 0, again: 0 };

  async function holds(): Promise<number> {
    let acts = 0;
    for (const row of await attention(client)) {
      const { hold } = row;
      if (!hold) continue;
      if (hold.outboundId !== undefined) {
        acts += await answerDocument(client, row, random.next());
        continue;
      }
      if (hold.cause === 'change') {
        acts += await decideChange(client, row.documentId, random);
        continue;
      }
      if (hold.cause === 'cancellation') {
        acts += await decideCancellation({ client, ...input }, hold);
        continue;
      }
      if (hold.cause === 'adopt') await cancelFound(input.control, hold);
      const choice = answers[hold.cause];
      if (choice === undefined || !hold.choices.includes(choice)) continue;
      acts += await tried(client.call('holds.answer', { holdId: hold.id, choice, reason: 'looked at it', seen: hold.seen }));
    }
    return acts;
  }

  async function release(): Promise<number> {
    const { rows } = await client.call('outbound.list', { filter: { place: 'review' }, limit: 200 });
    if (rows.length === 0) return 0;
    const documents = rows.map(({ outboundId, versionId }) => ({ outboundId, versionId }));
    return (await client.call('outbound.release', { documents })).done.length;
  }

  /** Looks into what the world really has, as a person does in the portal. */
  async function settle(): Promise<number> {
    const { rows } = await client.call('outbound.unknown', { limit: 200 });
    const open = rows.filter(({ state }) => state === 'not-found');
    if (open.length === 0) return 0;
    const there = await arrivedAt(input.control);
    const [arrived, lost] = [true, false].map((is) => open.filter(({ remotePath }) => there.has(bare(remotePath)) === is));
    settled.arrived += await word('arrived', arrived ?? []);
    settled.again += await word('send-same-bytes', lost ?? []);
    return open.length;
  }

  async function word(
    decision: 'arrived' | 'send-same-bytes',
    rows: readonly { readonly outboundId: number }[],
  ): Promise<number> {
    if (rows.length === 0) return 0;
    const outboundIds = rows.map(({ outboundId }) => outboundId);
    return (await client.call('outbound.settle', { outboundIds, decision, reason: 'looked in the portal' })).done.length;
  }

  return {
    async prepare() {
      for (const kind of input.maps) {
        const { rows } = await app.store.mappingPage({ kind, limit: 1 });
        if (rows.length === 0) await importPracticeMaps(app.store, [kind]);
      }
      if (input.maps.includes('partners')) await moveToOtherCompany(app);
      if (input.maps.includes('partners')) await sheets(client);
    },
    act: async () => (await holds()) + (await release()) + (await settle()),
    async figures() {
      const { places } = await client.call('outbound.counts', {});
      const waiting: Record<string, number> = {};
      const examples: Record<string, string> = {};
      for (const { kind, hold, title } of await attention(client)) {
        const key = [hold?.cause ?? kind, hold?.rule ?? ''].filter(Boolean).join(' ');
        waiting[key] = (waiting[key] ?? 0) + 1;
        examples[key] ??= hold?.message ?? title;
      }
      const open = await client.call('orders.list', { filter: { state: 'open' }, limit: 200 });
      const counts = Object.entries(places).map(([place, { value }]): [string, number] => [place, value]);
      return {
        places: Object.fromEntries(counts),
        underWay: open.rows.length,
        attention: waiting,
        examples,
        settled,
        memory: memoryPeak(),
      };
    },
  };
}

/** One of the partners is a customer of another company of the same environment. */
async function moveToOtherCompany({ store }: App): Promise<void> {
  const { rows } = await store.mappingPage({ kind: 'partners', limit: 50 });
  const before = rows.find((row) => row.partnerId === repeater && row.company === company);
  if (!before) return;
  await store.applyMappings({
    kind: 'partners',
    changes: [{ change: 'update', before, row: { ...before, company: otherCompany } }],
    who: 'soak',
    at: new Date().toISOString(),
    why: 'another company serves them',
    origin: 'screen',
    source: '',
  });
}

const bare = (path: string): string => path.replace(/^\//, '');
const memoryPeak = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const agreed = 'as agreed with the buyer';

/**
 * Three partners that differ: cartons by slip, pallets by order with release by hand, and items alone without an order of
 * documents; corrections replace, come after a cancellation, or after a call.
 */
async function sheets(client: Client): Promise<void> {
  for (const { partnerId, vendor } of retailers) {
    const { sheet, version, why } = await client.call('sheets.get', { partnerId, vendor });
    if (why === agreed) continue;
    const [slip, reviewed] = [partnerId.startsWith('7'), partnerId.startsWith('3')];
    const correction = slip ? 'replace' : reviewed ? 'cancel-and-new' : 'call-first';
    const documents = Object.fromEntries(
      Object.entries(sheet.documents).map(([kind, handling]) => [kind, { ...handling, review: reviewed, correction }]),
    ) as typeof sheet.documents;
    await client.call('sheets.save', {
      partnerId,
      vendor,
      seen: version,
      why: agreed,
      sheet: {
        ...sheet,
        documents,
        shipNotice: {
          ...sheet.shipNotice,
          structure: slip ? 'carton' : reviewed ? 'pallet-carton' : 'items',
          per: slip ? 'slip' : 'order',
        },
        invoice: { ...sheet.invoice, credits: true, afterShipNotice: slip || reviewed ? 'sent' : 'no' },
      },
    });
  }
}

async function attention(client: Client): Promise<readonly AttentionRow[]> {
  const all: AttentionRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call('attention.list', { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}

/** What is said about one hold of a document; most often what gets it out, sometimes nothing. */
async function answerDocument(client: Client, { hold }: AttentionRow, dice: number): Promise<number> {
  if (!hold?.outboundId) return 0;
  const { id: holdId, outboundId, cause } = hold;
  switch (cause) {
    case 'send-refused':
      return tried(client.call('outbound.tryAgain', { outboundIds: [outboundId] }));
    case 'draft-rule':
    case 'corrected':
      return dice < 0.9 ? tried(client.call('outbound.accept', { outboundId, holdIds: [holdId], reason: 'as it is' })) : 0;
    case 'draft-choice':
      return choose(client, outboundId);
    case 'partner-rejected':
      return dice < 0.6
        ? tried(client.call('outbound.sendAgain', { outboundId, reason: 'corrected as the retailer wants it', called: true }))
        : 0;
    default:
      return 0;
  }
}

async function choose(client: Client, outboundId: number): Promise<number> {
  const draft = await client.call('outbound.draft', { outboundId });
  const answers = draft.choices.flatMap(({ about, threadId, position, store, options }) => {
    const [option] = options.filter(({ needs }) => needs.every((need) => need === 'date' || need === 'reason'));
    if (!option) return [];
    const date = option.needs.includes('date') ? { date: '2027-03-01' } : {};
    const reason = option.needs.includes('reason') ? { reason: 'out of stock' } : {};
    return [{ about, threadId, position, store, code: option.code, ...date, ...reason }];
  });
  if (answers.length === 0) return 0;
  return tried(client.call('outbound.answerChoices', { outboundId, versionId: draft.versionId, answers }));
}
