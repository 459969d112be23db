import { isOvertaken } from '#core/store/overtaken.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import { dayIn } from '#core/domain/time.ts';
import { forEach, type RunContext } from '../runContext.ts';
import { engineName } from '../engineName.ts';
import { processOrder } from './process.ts';
import { processOrderChange } from './processChange.ts';
import { processReply } from './processReply.ts';

const pageSize = 600;
/** More than the store commits together (workerWriter.ts): some are decided while others are written down. */
const concurrency = 48;

/**
 * Decides about every document that waits for a decision. Documents of one purchase order number go one after the
 * other, in the order in which the store gives them (850 before its changes); different orders go side by side.
 */
export async function processDocuments(run: RunContext): Promise<void> {
  await wakeForDay(run);
  const seen = new Set<number>();
  let stuck = 0;
  /** What sorts before the order that it may belong to, and may stand on an earlier page. */
  const late: DocumentRow[] = [];
  for (;;) {
    // Documents that failed stand in front of the others: the page grows by them, or they would hide what is behind.
    const limit = pageSize + stuck;
    const page = await run.parts.store.pendingDocuments({ at: run.parts.ports.clock.now(), limit });
    stuck = page.filter((document) => seen.has(document.id)).length;
    const fresh = page.filter((document) => !seen.has(document.id));
    const isLast = fresh.length === 0 && page.length < limit;
    if (run.signal.aborted || (isLast && late.length === 0)) return;
    for (const document of fresh) seen.add(document.id);
    late.push(...fresh.filter(isLoose));
    const now = isLast ? late.splice(0) : fresh.filter((document) => !isLoose(document));
    const orders = byOrder(now);
    let done = 0;
    run.progress('resolving', 0, now.length);
    await forEach(orders, concurrency, run.signal, async (documents) => {
      for (const document of documents) {
        if ((await processDocument(run, document)) === 'overtaken') seen.delete(document.id);
        done += 1;
        run.progress('resolving', done, now.length);
      }
    });
  }
}

/** A mapping that holds from today on lets go what waited for it; asked once a day. */
async function wakeForDay({ parts }: RunContext): Promise<void> {
  const today = dayIn(parts.ports.timeZone, parts.ports.clock.now());
  if ((await parts.store.meta({ key: 'mappings.day' })) !== today) await parts.store.wakeForDay({ today });
}

/** A change that names no vendor number sorts before the order it may belong to, so it goes last. */
const isLoose = (document: DocumentRow): boolean => document.kind === '860' && document.vendor === '';

/** Whatever may lead to the same reference in Dynamics (the same number from two vendor numbers) stays together. */
function byOrder(documents: readonly DocumentRow[]): readonly (readonly DocumentRow[])[] {
  const groups = new Map<string, DocumentRow[]>();
  for (const document of documents) {
    const key = document.number.split(/[/#]/, 1)[0] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), document]);
  }
  return [...groups.values()];
}

/** `overtaken`: a person answered while it was being decided. Nothing was written; what it is now is decided in the same run. */
async function processDocument(run: RunContext, document: DocumentRow): Promise<'done' | 'overtaken'> {
  if (run.signal.aborted) return 'done';
  try {
    if (document.kind === '850') await processOrder(run, document);
    else if (document.kind === '860') await processOrderChange(run, document);
    else if (document.kind === '997' || document.kind === '824') await processReply(run, document);
    else await fileDocument(run, document);
  } catch (thrown) {
    if (isOvertaken(thrown)) return 'overtaken';
    run.fail(thrown);
  }
  return 'done';
}

/** Kinds that make no order (an 855 echoed back, an 846) are kept where they can be found. */
async function fileDocument(run: RunContext, document: DocumentRow): Promise<void> {
  await run.parts.store.changeDocument({
    documentId: document.id,
    at: run.parts.ports.clock.now(),
    processing: 'filed',
    holds: [],
    audit: [{ who: engineName, what: `Document ${document.kind} filed; it makes no order`, tone: 'neutral' }],
  });
}
