import type { RunSummary } from '#core/contract/views/runs.ts';
import { runFigures, type RunFigure, type RunSubjects } from '#core/domain/runFigures.ts';

/**
 * The numbers of a run while it runs. Each remembers what it counts, so that it can never say another number than the
 * rows behind it: what comes twice (an order that fails twice in one run) counts once.
 */
export interface Figures {
  /** Counts a file, a document or a sales order by the number of its row. */
  count(figure: RunFigure, subject: number): void;
  /** A path of the listing; `known` once there is a row for it. */
  found(path: string, known?: number): void;
  value(figure: RunFigure): number;
  subjects(): RunSubjects;
}

export function createFigures(): Figures {
  const counted = new Map<RunFigure, Set<number>>();
  const listed = new Map<string, number | undefined>();
  const value = (figure: RunFigure): number => (figure === 'files.found' ? listed.size : (counted.get(figure)?.size ?? 0));
  return {
    count(figure, subject) {
      const set = counted.get(figure) ?? new Set<number>();
      counted.set(figure, set.add(subject));
    },
    found(path, known) {
      listed.set(path, known ?? listed.get(path));
    },
    value,
    subjects: () =>
      Object.fromEntries(
        runFigures
          .filter((figure) => value(figure) > 0)
          .map((figure) => [
            figure,
            figure === 'files.found' ? [...listed].map(([path, known]) => known ?? path) : [...(counted.get(figure) ?? [])],
          ]),
      ),
  };
}

/** The numbers as the summary of a run says them. */
export function figuresOf({ value }: Pick<Figures, 'value'>): Pick<RunSummary, 'files' | 'documents' | 'orders' | 'outbound'> {
  return {
    files: {
      found: value('files.found'),
      stored: value('files.stored'),
      deleted: value('files.deleted'),
      quarantined: value('files.quarantined'),
    },
    documents: {
      read: value('documents.read'),
      duplicates: value('documents.duplicates'),
      parked: value('documents.parked'),
      held: value('documents.held'),
    },
    orders: { created: value('orders.created'), resumed: value('orders.resumed'), failed: value('orders.failed') },
    outbound: {
      drafted: value('outbound.drafted'),
      waiting: value('outbound.waiting'),
      held: value('outbound.held'),
      released: value('outbound.released'),
      sent: {
        '855': value('outbound.sent.855'),
        '856': value('outbound.sent.856'),
        '810': value('outbound.sent.810'),
        '865': value('outbound.sent.865'),
      },
      unknown: value('outbound.unknown'),
      refused: value('outbound.refused'),
      collected: value('outbound.collected'),
    },
  };
}
