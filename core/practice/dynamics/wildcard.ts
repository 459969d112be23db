/**
 * A text with `*` for anything, as F&O reads `eq '*x*'`, without case. Goes from left to right once: a regular expression
 * with a dozen of them goes back so often that a request never ends.
 */
export function wildcard(wanted: string): (text: string) => boolean {
  const [first = '', ...others] = wanted.toLowerCase().split('*');
  const last = others.pop();
  return (text) => {
    const lower = text.toLowerCase();
    if (last === undefined) return lower === first;
    if (!lower.startsWith(first)) return false;
    let at = first.length;
    for (const part of others) {
      const found = lower.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return lower.length - last.length >= at && lower.endsWith(last);
  };
}
