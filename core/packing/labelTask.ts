import { contentListPdf } from './contentList.ts';
import { labelsPdf } from './labels.ts';
import type { CartonLabel, ContentList } from './packing.types.ts';

/** What drawing asks of the task thread. */
export type LabelTask =
  | { readonly task: 'packing-labels'; readonly title: string; readonly labels: readonly CartonLabel[] }
  | { readonly task: 'packing-contents'; readonly list: ContentList };

/** Draws a PDF; on the main thread only where there is no other. */
export function runLabelTask(task: LabelTask): Promise<Uint8Array> {
  return task.task === 'packing-labels' ? labelsPdf(task.labels, task.title) : contentListPdf(task.list);
}
