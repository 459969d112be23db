import type { RsxNode } from '#core/domain/rsx.ts';
import { localName } from './localName.ts';
import type { Oddity } from './oddities.ts';
import { deepest } from './unreadable.ts';

/**
 * The quick way through XML as nearly every file holds it: elements and text and nothing else. Anything beyond that (a
 * comment, CDATA, an attribute that is no namespace, a letter outside ASCII in a name, whatever is not well-formed) gives
 * `undefined`, and the parser reads the whole file instead, so there is one place that knows XML and says what is wrong with
 * it. What this reads, both read to the same tree (`test/unit/rsx/plainXml.test.ts`), in half the time.
 */
export function readPlainXml(
  written: string,
  onOddity: (oddity: Oddity) => void,
): { readonly roots: readonly RsxNode[] } | undefined {
  if (notPlain.test(written) || written.includes('<!') || written.includes(']]>')) return undefined;
  const text = written.includes('\r') ? written.replaceAll(/\r\n?/g, '\n') : written;
  const namespaces: string[] = [];
  const root = readRoot(text, namespaces);
  if (!root) return undefined;
  for (const value of namespaces) onOddity({ kind: 'namespace', value });
  return { roots: [root] };
}

/** What XML cannot hold, or what takes two code units. */
// oxlint-disable-next-line eslint/no-control-regex -- these are what is looked for
const notPlain = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

const declaration =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"(?:[Uu][Tt][Ff]-?8|[Uu][Ss]-[Aa][Ss][Cc][Ii][Ii])"|'[Uu][Tt][Ff]-?8'))?(?: standalone="(?:yes|no)")? ?\?>/;

/** A tag without its brackets: name, at most one namespace, and the stroke of an empty element. */
const tagPattern =
  /^([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?:[ \t\n]+xmlns(?::[A-Za-z_][\w.-]*)?="([^"<&>\t\n]*)")?[ \t\n]*(\/?)$/;

interface Tag {
  /** Between its brackets. */
  readonly written: string;
  /** The name as written, which its end has to repeat. */
  readonly qualified: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly isEmpty: boolean;
  /** The tag that came behind it the last time: mostly it comes again, and comparing is quicker than looking up. */
  next: Tag | undefined;
}

interface Open {
  readonly tag: Tag;
  readonly above: Open | undefined;
  children: RsxNode[] | undefined;
  /** What stands between the children. */
  own: string;
}

const none: readonly never[] = [];
const closeBracket = 62;
const stroke = 47;

function readRoot(text: string, namespaces: string[]): RsxNode | undefined {
  const tags = new Map<string, Tag>();
  let open: Open | undefined;
  let depth = 0;
  let latest: Tag | undefined;
  let at = declaration.exec(text)?.[0].length ?? 0;
  for (;;) {
    const next = text.indexOf('<', at);
    if (next < 0) return undefined;
    const between = next === at ? '' : plainText(text.slice(at, next));
    if (between === undefined || (!open && between.trim() !== '')) return undefined;
    let node: RsxNode;
    if (text.charCodeAt(next + 1) === stroke) {
      at = open ? endOf(text, next + 2, open.tag.qualified) : -1;
      if (!open || at < 0) return undefined;
      node = finished(open, between);
      open = open.above;
      depth -= 1;
    } else {
      const tag = latest?.next && stands(text, next + 1, latest.next) ? latest.next : tagAt(text, next + 1, tags);
      if (!tag || depth >= deepest) return undefined;
      if (latest) latest.next = tag;
      latest = tag;
      if (tag.namespace !== undefined) namespaces.push(tag.namespace);
      if (open && between !== '') open.own += between;
      at = next + tag.written.length + 2;
      if (!tag.isEmpty) {
        open = { tag, above: open, children: undefined, own: '' };
        depth += 1;
        continue;
      }
      node = { name: tag.name, text: '', children: none };
    }
    if (!open) return text.slice(at).trim() === '' ? node : undefined;
    if (open.children) open.children.push(node);
    else open.children = [node];
  }
}

/** Behind an end tag that repeats the name; -1 where it does not. */
function endOf(text: string, from: number, qualified: string): number {
  const end = from + qualified.length;
  return text.charCodeAt(end) === closeBracket && text.slice(from, end) === qualified ? end + 1 : -1;
}

const stands = (text: string, from: number, { written }: Tag): boolean =>
  text.charCodeAt(from + written.length) === closeBracket && text.slice(from, from + written.length) === written;

function tagAt(text: string, from: number, known: Map<string, Tag>): Tag | undefined {
  const end = text.indexOf('>', from);
  if (end < 0) return undefined;
  const written = text.slice(from, end);
  const before = known.get(written);
  if (before) return before;
  const [, qualified, namespace, ending] = tagPattern.exec(written) ?? [];
  if (qualified === undefined) return undefined;
  const tag: Tag = { written, qualified, name: localName(qualified), namespace, isEmpty: ending === '/', next: undefined };
  known.set(written, tag);
  return tag;
}

/** As the tree builder does it: a leaf keeps its text exactly, a group what stands between its elements, trimmed. */
function finished({ tag, children, own }: Open, last: string): RsxNode {
  if (!children) return { name: tag.name, text: last, children: none };
  const text = own === '' && last === '' ? '' : (own + last).trim();
  return text === '' ? { name: tag.name, children } : { name: tag.name, text, children };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text with XML's own five entities read; undefined where it holds an ampersand that is none of them. */
function plainText(written: string): string | undefined {
  if (!written.includes('&')) return written;
  let isPlain = true;
  const text = written.replaceAll(/&(?:(amp|lt|gt|quot|apos);)?/g, (_all, name: string | undefined) => {
    isPlain &&= name !== undefined;
    return name === undefined ? '' : (entities[name] ?? '');
  });
  return isPlain ? text : undefined;
}
