const prefix = /^(?!xmlns:)[\p{L}_][\p{L}\p{N}\p{M}_.-]*:(?=[\p{L}_])/u;

/** A name without its namespace prefix; what is no prefixed name (`xmlns:rsx`, `@a:b`, `a:`) stays as it is. */
export function localName(name: string): string {
  return name.includes(':') ? name.replace(prefix, '') : name;
}
