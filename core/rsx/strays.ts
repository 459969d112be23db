import type { Finding } from '#core/domain/finding.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { shown } from './shown.ts';

/** What stands between the documents of a file and is none. */
export interface Strays {
  readonly findings: readonly Finding[];
  /** Says what would be lost if only the documents were taken; undefined where nothing would. */
  readonly unread: () => string | undefined;
}

/** More strays than this nobody reads. */
const listed = 100;
/** So many different names tell what they are. */
const namesListed = 5;

/**
 * Collects the strays of one file. An empty one says nothing, so that only those with something in them are lost; a
 * document whose name is misspelt is such a one.
 */
export function collectStrays(): Strays & {
  readonly addElement: (node: RsxNode, parent: string) => void;
  readonly addText: (node: RsxNode) => void;
} {
  const findings: Finding[] = [];
  const names = new Set<string>();
  let lost = 0;

  function add(finding: Finding, lostAs: string | undefined): void {
    if (findings.length < listed) findings.push(finding);
    if (lostAs === undefined) return;
    lost += 1;
    if (names.size <= namesListed) names.add(lostAs);
  }

  return {
    findings,
    addElement: (node, parent) => add(strayElement(node.name, parent), saysSomething(node) ? shown(node.name) : undefined),
    addText: (node) => add(strayText(node), 'text'),
    unread: () => (lost === 0 ? undefined : unreadSentence(lost, [...names])),
  };
}

const saysSomething = ({ children, text = '' }: RsxNode): boolean => children.length > 0 || text.trim() !== '';

function unreadSentence(lost: number, names: readonly string[]): string {
  const named = [...names.slice(0, namesListed), ...(names.length > namesListed ? ['and others'] : [])].join(', ');
  const parts = lost === 1 ? '1 part that is no document' : `${lost} parts that are no documents`;
  return `The file holds ${parts} Quayside reads (${named}), so nothing of the file was taken. Ask SPS or the sender what that is, and to send the documents again in a file of their own.`;
}

function strayElement(name: string, parent: string): Finding {
  return {
    severity: 'WARN',
    rule: 'RSX-UNKNOWN',
    path: parent === '' ? name : `${parent}/${name}`,
    message: `${shown(name)} stands between the documents and is none; it was not read.`,
  };
}

function strayText(node: RsxNode): Finding {
  return {
    severity: 'WARN',
    rule: 'RSX-TEXT',
    path: node.name,
    message: 'Text stands between the documents; it was not read.',
    value: shown((node.text ?? '').trim()),
  };
}
