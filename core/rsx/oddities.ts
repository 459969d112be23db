import { assertNever } from '#core/domain/assertNever.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { XmlOddity } from './parseXml.ts';
import { rsxSchema } from './schema.ts';

/** What is odd about the XML of a file as a whole: other namespace, other encoding in the declaration, attributes. */
export function oddityFindings(oddities: readonly XmlOddity[]): readonly Finding[] {
  const messages = new Map<string, Finding>();
  for (const oddity of oddities) {
    const finding = findingOf(oddity);
    if (finding && messages.size < 100) messages.set(finding.message, finding);
  }
  return [...messages.values()];
}

function findingOf({ kind, element, value }: XmlOddity): Finding | undefined {
  const finding = (rule: string, message: string): Finding => ({ severity: 'WARN', rule, path: '', message, value });
  switch (kind) {
    case 'namespace':
      if (value === rsxSchema().namespace || value === 'http://www.w3.org/2001/XMLSchema-instance') return undefined;
      return finding('RSX-NAMESPACE', `The file uses the namespace '${value}'; RSX has ${rsxSchema().namespace}.`);
    case 'attribute':
      return finding('RSX-ATTRIBUTE', `The attribute ${element} was not read; RSX has no attributes.`);
    case 'encoding':
      return finding('RSX-ENCODING', `The file says that it is written in ${value}, but it is UTF-8 and was read so.`);
    default:
      return assertNever(kind);
  }
}
