import type { RsxNode } from '#core/domain/rsx.ts';
import { deepest, tooDeep } from './unreadable.ts';

/** What a parser tells about a text, element by element. Offsets are UTF-16 positions in the text it was given. */
export interface ElementSink {
  open(name: string, start: number): void;
  text(value: string): void;
  close(end: number): void;
}

/** An RSX node with its place in the raw text. */
export interface LocatedNode extends RsxNode {
  readonly children: readonly LocatedNode[];
  readonly start: number;
  readonly end: number;
}

interface OpenNode<N> {
  readonly name: string;
  readonly start: number;
  text: string;
  children: N[] | undefined;
}

const none: readonly never[] = [];

/**
 * Builds trees from a parser's events. A leaf keeps its text exactly; text between elements that is only space is
 * layout and dropped, any other is kept trimmed as the group's own text. An empty element is a leaf with text ''.
 * `make` shapes a finished node, so that the same builder serves plain trees and trees with offsets.
 */
export function treeBuilder<N>(make: (node: RsxNodeParts<N>, start: number, end: number) => N): {
  readonly sink: ElementSink;
  readonly roots: readonly N[];
  /** Closes whatever is still open, for a text that was cut. */
  readonly closeAll: (end: number) => void;
} {
  const roots: N[] = [];
  const stack: OpenNode<N>[] = [];
  const close = (end: number): void => {
    const open = stack.pop();
    if (!open) return;
    const node = make(finished(open), open.start, end);
    const parent = stack.at(-1);
    if (!parent) roots.push(node);
    else if (parent.children) parent.children.push(node);
    else parent.children = [node];
  };
  const sink: ElementSink = {
    open(name, start) {
      // The nameless outermost value of a JSON text is no element.
      if (stack.length - (stack[0]?.name === '' ? 1 : 0) >= deepest) throw tooDeep();
      stack.push({ name, start, text: '', children: undefined });
    },
    text(value) {
      const open = stack.at(-1);
      if (open) open.text = open.text === '' ? value : open.text + value;
    },
    close,
  };
  return {
    sink,
    roots,
    closeAll: (end) => {
      while (stack.length > 0) close(end);
    },
  };
}

export interface RsxNodeParts<N> {
  readonly name: string;
  readonly text?: string;
  readonly children: readonly N[];
}

function finished<N>(open: OpenNode<N>): RsxNodeParts<N> {
  if (!open.children) return { name: open.name, text: open.text, children: none };
  const own = open.text.trim();
  return own === '' ? { name: open.name, children: open.children } : { name: open.name, text: own, children: open.children };
}

/** A builder of plain RSX nodes. */
export function plainTree(): ReturnType<typeof treeBuilder<RsxNode>> {
  return treeBuilder<RsxNode>((node) => node);
}

/** A builder of nodes that know where they stand in the raw text. */
export function locatedTree(): ReturnType<typeof treeBuilder<LocatedNode>> {
  return treeBuilder<LocatedNode>((node, start, end) => ({ ...node, start, end }));
}
