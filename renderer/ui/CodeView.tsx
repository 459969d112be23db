import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { formatOf, lineAt, rawLines, tokensOf, type Range, type RawLine, type Token } from '../lib/codeLines.ts';
import { useColumns } from './useColumns.ts';
import styles from './CodeView.module.css';

export interface CodeViewProps {
  readonly raw: string;
  readonly highlight: Range | undefined;
  /** Changes when the highlight is to be brought into sight. */
  readonly reveal: number;
  /** A place in the text was clicked. */
  readonly onPlace?: (offset: number) => void;
  /** The arrow keys step through the elements. */
  readonly onStep?: (by: 1 | -1) => void;
}

const lineHeight = 18;

/** The file as it came, of any length, with one part of it set off. */
export function CodeView({ raw, highlight, reveal, onPlace, onStep }: CodeViewProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useColumns(scroller);
  const lines = useMemo(() => rawLines(raw, columns), [raw, columns]);
  const format = useMemo(() => formatOf(raw), [raw]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const at = highlight?.start;
  useEffect(() => {
    if (at !== undefined && reveal > 0) virtual.scrollToIndex(lineAt(lines, at), { align: 'center' });
    // The virtualizer is one object for the life of the view.
  }, [reveal, at, lines, virtual]);

  function onClick(): void {
    const selection = window.getSelection();
    // Marking text is no click on a place.
    if (!onPlace || !selection?.isCollapsed) return;
    const holder = selection.anchorNode?.parentElement?.closest<HTMLElement>('[data-start]');
    if (holder) onPlace(Number(holder.dataset['start']) + selection.anchorOffset);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!onStep || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    onStep(event.key === 'ArrowDown' ? 1 : -1);
  }

  const digits = String(lines.at(-1)?.number || lines.length).length;
  return (
    <div
      ref={scroller}
      role="group"
      tabIndex={0}
      aria-label="The file as it came"
      className={styles['code']}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className={styles['lines']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          return (
            <div key={item.index} className={styles['line']} style={{ transform: `translateY(${item.start}px)` }}>
              <span className={styles['lineNumber']} style={{ width: `${digits + 1}ch` }} aria-hidden>
                {line.number || ''}
              </span>
              <LineText raw={raw} line={line} tokens={tokensOf(raw, line, format)} highlight={highlight} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface LineTextProps {
  readonly raw: string;
  readonly line: RawLine;
  readonly tokens: readonly Token[];
  readonly highlight: Range | undefined;
}

function LineText({ raw, line, tokens, highlight }: LineTextProps): ReactNode {
  const lit = highlight && highlight.start < line.end && highlight.end > line.start ? highlight : undefined;
  return (
    <span style={line.hang > 0 ? { paddingLeft: `${line.hang}ch` } : undefined}>
      {tokens.flatMap((token) =>
        piecesOf(token, lit).map((piece) => (
          <span
            key={piece.start}
            data-start={piece.start}
            className={`${styles[token.kind]} ${lit && piece.start >= lit.start && piece.end <= lit.end ? styles['lit'] : ''}`}
          >
            {raw.slice(piece.start, piece.end)}
          </span>
        )),
      )}
    </span>
  );
}

/** A token cut where the highlight begins and ends. */
function piecesOf(token: Token, lit: Range | undefined): readonly Range[] {
  if (!lit) return [token];
  const cuts = [lit.start, lit.end].filter((cut) => cut > token.start && cut < token.end);
  const edges = [token.start, ...cuts, token.end];
  return edges.slice(1).map((end, index) => ({ start: edges[index] ?? token.start, end }));
}
