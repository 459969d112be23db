import { AppError } from '#core/contract/errors.ts';
import { outboundKinds, type OutboundKind } from '#core/domain/outbound.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { RunContext } from '../runContext.ts';

const groupOf = (kind: OutboundKind): string => `no-folder:${kind}`;

const isSet = (run: RunContext, kind: OutboundKind): boolean => run.parts.connection.sps.outbound?.[kind] !== undefined;

/** What asked for a folder that the connection names by now asks for nothing any more. */
export async function freeThoseWithFolder(run: RunContext): Promise<void> {
  const { store, ports, publish } = run.parts;
  const groupKeys = outboundKinds.filter((kind) => isSet(run, kind)).map(groupOf);
  const { freed } = await store.foldersSet({ groupKeys, at: ports.clock.now() });
  if (freed === 0) return;
  publish({ topic: 'outbound' });
  publish({ topic: 'attention' });
}

/** Whether there is a folder for documents of this kind. Where there is none the run says so, once a kind. */
export function hasFolder(run: RunContext, { kind }: Pick<OutboundRow, 'kind'>): boolean {
  if (isSet(run, kind)) return true;
  const message = `No folder is set for ${kind} documents, so none leaves. Name one in the connection ("outbound": {"${kind}": "in/"}).`;
  if (!run.failures.some((failure) => failure.message === message)) run.fail(new AppError({ code: 'configuration', message }));
  return false;
}

/** A document whose turn it is stays ready without a folder, and says what it needs where a person looks. */
export async function hasFolderOrSays(run: RunContext, row: OutboundRow): Promise<boolean> {
  if (hasFolder(run, row)) return true;
  const { store, ports, publish } = run.parts;
  const { opened } = await store.noteNoFolder({ outboundId: row.id, at: ports.clock.now(), hold: noFolderHold(row) });
  if (opened) {
    publish({ topic: 'outbound' });
    publish({ topic: 'attention' });
  }
  return false;
}

function noFolderHold({ kind, number, revision }: OutboundRow): NewHold {
  return {
    cause: 'no-folder',
    message: `${kind} ${number}${revision > 1 ? ` (${revision})` : ''} does not leave: no folder at SPS is set for ${kind} documents.`,
    groupKey: groupOf(kind),
    groupTitle: `No folder is set for ${kind} documents`,
    consequence: 'They stay here, and the partner waits for them.',
    nextStep: `Name the folder for ${kind} documents: Workspaces, “Change its connection”, SPS Commerce, Folders (“outbound” in a connection file). They then leave with the next run.`,
    fix: { fix: 'workspace', what: `the folder for ${kind} documents` },
    lines: 0,
  };
}
