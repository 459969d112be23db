import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { useMemo, useState, type ReactNode } from 'react';
import type { DocumentContent } from '#core/contract/views/documents.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { DocumentTools } from './DocumentTools.tsx';
import { CodeView } from '../../ui/CodeView.tsx';
import { ReadableView } from './ReadableView.tsx';
import type { Range } from '../../lib/codeLines.ts';
import { documentTree, rowAt, unfoldedTo, type DocumentTree, type PlacedRow } from './tree.ts';
import styles from './DocumentView.module.css';

export interface DocumentViewProps {
  readonly content: DocumentContent;
  /** The file's path at SPS. */
  readonly path: string;
  /** Where to begin: a finding's or a line's path. */
  readonly at: string | undefined;
  /** More about a value, by its path: where it came from. */
  readonly hints?: ReadonlyMap<string, string>;
  /** What stands below for the element that is chosen. */
  readonly about?: (row: PlacedRow | undefined) => ReactNode;
}

interface Chosen {
  readonly row: PlacedRow | undefined;
  readonly range: Range | undefined;
  /** Counts up when a view has to follow. */
  readonly revealRaw: number;
  readonly revealReadable: number;
}

/** A document in words beside the file as it came; what is chosen on one side is shown on the other. */
export function DocumentView({ content, path, at, hints, about }: DocumentViewProps): ReactNode {
  const tree = useMemo(() => (content.tree ? documentTree(content.tree, content.codes) : undefined), [content]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => startFolded(tree, at));
  const [chosen, setChosen] = useState<Chosen>(() => startChosen(tree, at));

  function choose(row: PlacedRow | undefined, from: 'raw' | 'readable' | 'both', range: Range | undefined = row?.node): void {
    if (row) setFolded((before) => unfoldedTo(before, row));
    setChosen((before) => ({
      row,
      range,
      revealRaw: before.revealRaw + (from === 'raw' ? 0 : 1),
      revealReadable: before.revealReadable + (from === 'readable' ? 0 : 1),
    }));
  }

  function step(by: 1 | -1): void {
    if (!tree) return;
    const index = chosen.row ? tree.rows.indexOf(chosen.row) : -1;
    choose(tree.rows[Math.max(0, Math.min(tree.rows.length - 1, index + by))], 'both');
  }

  return (
    <div className={styles['document']}>
      <DocumentTools content={content} path={path} onFound={(place) => choose(tree && rowAt(tree, place.start), 'both', place)} />
      {content.rawCut ? <p className={styles['cut']}>The file is large: only its beginning is shown.</p> : null}
      <div className={styles['sides']}>
        {tree ? (
          <ReadableView
            tree={tree}
            folded={folded}
            findings={content.findings}
            hints={hints}
            selected={chosen.row}
            reveal={chosen.revealReadable}
            onSelect={(row) => choose(row, 'readable')}
            onFold={(group, fold) =>
              setFolded((before) => {
                const next = new Set(before);
                if (fold) next.add(group);
                else next.delete(group);
                return next;
              })
            }
          />
        ) : (
          <div className={styles['readable']}>
            <EmptyState icon={<DocumentRegular />} title="Not shown in words">
              {content.rawCut
                ? 'The file is too large for it; its text stands beside.'
                : content.kind === '824' || content.kind === '997'
                  ? 'An answer of the partner, as it came; what it means stands with the document that it answers.'
                  : 'Its structure could not be read.'}
            </EmptyState>
          </div>
        )}
        <CodeView
          raw={content.raw}
          highlight={chosen.range}
          reveal={chosen.revealRaw}
          onStep={step}
          onPlace={(offset) => {
            const row = tree && rowAt(tree, offset);
            if (row) choose(row, 'raw');
          }}
        />
      </div>
      {about?.(chosen.row)}
    </div>
  );
}

/** The node of a path, or the nearest one above it. */
function nearest(tree: DocumentTree | undefined, path: string | undefined): PlacedRow | undefined {
  if (!tree) return undefined;
  let at = path ?? '';
  while (at !== '' && !tree.byPath.has(at)) at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
  return tree.byPath.get(at);
}

function startFolded(tree: DocumentTree | undefined, at: string | undefined): ReadonlySet<string> {
  const row = nearest(tree, at);
  return tree ? (row ? unfoldedTo(tree.folded, row) : tree.folded) : new Set();
}

function startChosen(tree: DocumentTree | undefined, at: string | undefined): Chosen {
  const row = nearest(tree, at);
  const reveal = row ? 1 : 0;
  return { row, range: row?.node, revealRaw: reveal, revealReadable: reveal };
}
