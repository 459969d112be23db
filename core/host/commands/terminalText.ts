/** Control characters but tab and line breaks. A terminal takes them as orders: to paint, to rename itself, to answer as if typed. */
// oxlint-disable-next-line eslint/no-control-regex -- these are what is looked for
const orders = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Text of a file or a server as a terminal may show it: only as text, with control characters spelled out. */
export function terminalText(text: string): string {
  return text.replaceAll(orders, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
