import { assertNever } from '#core/domain/assertNever.ts';
import type { Finding } from '#core/domain/finding.ts';
import { rsxSchema } from './schema.ts';
import { shown } from './shown.ts';

/** Something odd about a file's XML or JSON that does not stop the reading. */
export type Oddity =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'namespace'; readonly value: string }
  | { readonly kind: 'encoding'; readonly value: string };

/** More different ones than this nobody reads. */
const listed = 100;

/** Collects the oddities of one file as findings, each said once however often it occurs. */
export function collectOddities(): { readonly add: (oddity: Oddity) => void; readonly findings: () => readonly Finding[] } {
  const byMessage = new Map<string, Finding>();
  return {
    add: (oddity) => {
      const finding = findingOf(oddity);
      if (finding && byMessage.size < listed) byMessage.set(finding.message, finding);
    },
    findings: () => [...byMessage.values()],
  };
}

function findingOf(oddity: Oddity): Finding | undefined {
  switch (oddity.kind) {
    case 'namespace':
      if (oddity.value === rsxSchema().namespace || oddity.value === 'http://www.w3.org/2001/XMLSchema-instance')
        return undefined;
      return finding(
        'RSX-NAMESPACE',
        `The file uses the namespace '${shown(oddity.value)}'; RSX has ${rsxSchema().namespace}.`,
        oddity.value,
      );
    case 'attribute':
      return finding('RSX-ATTRIBUTE', `The attribute ${shown(oddity.name)} was not read; RSX has no attributes.`);
    case 'encoding':
      return finding(
        'RSX-ENCODING',
        `The file says that it is written in ${shown(oddity.value)}, but it is UTF-8 and was read so.`,
        oddity.value,
      );
    default:
      return assertNever(oddity);
  }
}

function finding(rule: string, message: string, value?: string): Finding {
  return { severity: 'WARN', rule, path: '', message, ...(value === undefined ? {} : { value: shown(value) }) };
}
