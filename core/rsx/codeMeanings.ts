import type { RsxNode } from '#core/domain/rsx.ts';
import { rsxSchema, type SchemaGroup } from './schema.ts';

/** The meanings of the codes that occur in a document: `DateTimeQualifier 010` → `Requested Ship`. */
export function codeMeanings(root: RsxNode): Record<string, string> {
  const meanings = new Map<string, string>();
  collect(root, rsxSchema().bySingular.get(root.name)?.group, meanings);
  return Object.fromEntries(meanings);
}

function collect(node: RsxNode, group: SchemaGroup | undefined, meanings: Map<string, string>): void {
  for (const child of node.children) {
    const field = group?.fields.get(child.name);
    if (field?.group) collect(child, field.group, meanings);
    const code = child.text?.trim() ?? '';
    const meaning = field?.codes?.get(code);
    if (meaning) meanings.set(`${child.name} ${code}`, spoken(meaning));
  }
}

/** `Origin[Shipping Point]`, as the schema has it, reads `Origin (Shipping Point)`. */
function spoken(meaning: string): string {
  return meaning.replaceAll(/\s*\[([^\]]*)\]/g, ' ($1)');
}
