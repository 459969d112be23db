/** A text from a file as a message may carry it: cut where it is longer than anybody reads. */
export function shown(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
