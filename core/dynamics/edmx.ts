/**
 * The properties of one entity set from `/data/$metadata`; undefined where the set is not in it. The document has tens
 * of megabytes, so only the two elements that matter are looked for instead of building a tree of it.
 */
export function readEdmx(text: string, set: string): readonly string[] | undefined {
  const declared = elements(text, 'EntitySet').find((tag) => attribute(tag, 'Name') === set);
  const type = declared === undefined ? undefined : attribute(declared, 'EntityType')?.split('.').pop();
  if (type === undefined) return undefined;
  const opening = elements(text, 'EntityType').find((tag) => attribute(tag, 'Name') === type);
  if (opening === undefined) return undefined;
  const start = text.indexOf(opening);
  const end = text.indexOf('</EntityType>', start);
  const content = text.slice(start, end < 0 ? undefined : end);
  return elements(content, 'Property').flatMap((tag) => attribute(tag, 'Name') ?? []);
}

function elements(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${name}\\s[^>]*>`, 'g'))].map((match) => match[0]);
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
}
