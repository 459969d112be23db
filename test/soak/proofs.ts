import type { Connection } from '#core/contract/connection.ts';
import { balancesRight } from './proveBalances.ts';
import { cancellationsAnswered, type Cancellations } from './proveCancellations.ts';
import { documentsOnce } from './proveDocuments.ts';
import { ordersOnce } from './proveOrders.ts';
import { openDesk } from './desk.ts';
import { journalSums } from './journalSums.ts';
import { countedOf, familyOf, sentDocument, type SentDocument } from './sentDocuments.ts';
import { standingOrders, turnsOf, type PlacedBook } from './standingOrders.ts';
import { receivedAt, stateOf } from './worldControl.ts';

export interface ProofInput {
  readonly connection: Connection;
  readonly control: string;
  readonly folder: string;
  readonly placed: PlacedBook;
  /** Sales orders of which a posting was corrected. */
  readonly corrected: ReadonlySet<string>;
  /** The last word of the retailer on each file that SPS got. */
  readonly replies: ReadonlyMap<string, string>;
}

export interface Proof {
  readonly documents: Readonly<Record<SentDocument['kind'], number>>;
  readonly unknown: number;
  /** Documents that took the place of another, and those that only took one back. */
  readonly corrections: { readonly new: number; readonly takenBack: number };
  /** Serials of packs at SPS; none of them twice. */
  readonly serials: number;
  readonly changes: { readonly taken: number; readonly refused: number; readonly added: number };
  readonly cancellations: Cancellations;
  readonly replies: { readonly accepted: number; readonly rejected: number };
  /** Lines whose balance was compared with documents and journals. */
  readonly lines: number;
  /** Orders and lines that are not at their end, each because of something the desk shows. */
  readonly open: { readonly orders: number; readonly lines: number };
  /** What is not as it must be; empty is proof. */
  readonly wrong: readonly string[];
}

/** Compares the world, the documents that SPS has and what the desk says. */
export async function prove(input: ProofInput): Promise<Proof> {
  const { control, replies } = input;
  const desk = await openDesk(input);
  try {
    const { dynamics } = await stateOf(control);
    const sent = (await receivedAt(control)).map(sentDocument);
    const journals = await journalSums(input.connection);
    const threads = await desk.threads();
    const placed = standingOrders(input.placed, sent, turnsOf(threads));
    const made = ordersOnce(placed, dynamics.orders, threads);
    const documents = await documentsOnce(sent, desk, replies);
    const counted = countedOf(sent, replies);
    const balances = balancesRight({
      placed,
      orders: dynamics.orders,
      sent: counted,
      journals,
      threads,
      corrected: input.corrected,
    });
    const called = cancellationsAnswered({
      book: input.placed,
      standing: placed,
      sent,
      counted,
      orders: dynamics.orders,
      threads,
    });
    const sound = await desk.sound();
    const of = (kind: SentDocument['kind']): number => sent.filter((one) => one.kind === kind).length;
    return {
      documents: { '855': of('855'), '856': of('856'), '810': of('810'), '865': of('865') },
      unknown: documents.unknown,
      corrections: {
        new: sent.filter(({ takesBack }) => !takesBack).length - new Set(sent.map(familyOf)).size,
        takenBack: sent.filter(({ takesBack }) => takesBack).length,
      },
      serials: sent.flatMap(({ serials }) => serials).length,
      changes: changesOf(sent),
      cancellations: called.ends,
      replies: {
        accepted: [...replies.values()].filter((outcome) => outcome !== 'rejected').length,
        rejected: [...replies.values()].filter((outcome) => outcome === 'rejected').length,
      },
      lines: balances.lines,
      open: { orders: made.open, lines: balances.open },
      wrong: [...made.wrong, ...documents.wrong, ...balances.wrong, ...called.wrong, ...sound],
    };
  } finally {
    await desk.close();
  }
}

function changesOf(sent: readonly SentDocument[]): Proof['changes'] {
  const lines = sent.flatMap((document) => document.lines).flatMap(({ change }) => change ?? []);
  const taken = lines.filter((change) => change.taken);
  return { taken: taken.length, refused: lines.length - taken.length, added: taken.filter(({ code }) => code === 'AI').length };
}
