import type { SaidEncoding } from '#core/mapping/files/decodeText.ts';
import { readGrid } from '#core/mapping/files/readGrid.ts';
import { readPackingList, type PackingListRead } from '#core/packing/packingList.ts';
import { runLabelTask, type LabelTask } from '#core/packing/labelTask.ts';

/** What packing asks of the task thread: reading a packing list, drawing labels. */
export type PackingTask =
  | LabelTask
  | {
      readonly task: 'packing-read';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly encoding?: SaidEncoding;
    };

export interface ReadList extends PackingListRead {
  readonly readAs: string;
  /** Sheets of the workbook that have rows, too, and were not read. */
  readonly otherSheets: readonly string[];
}

export type PackingTaskResult<T extends PackingTask['task']> = {
  readonly 'packing-labels': Uint8Array;
  readonly 'packing-contents': Uint8Array;
  readonly 'packing-read': ReadList;
}[T];

/** Runs a task; on the main thread only where there is no other. Throws AppError for a file that is no table. */
export async function runPackingTask(task: PackingTask): Promise<Uint8Array | ReadList> {
  if (task.task !== 'packing-read') return runLabelTask(task);
  const grid = await readGrid(task.name, task.bytes, task.encoding);
  return { ...readPackingList(grid), readAs: grid.readAs, otherSheets: grid.otherSheets ?? [] };
}
