import type { ReactNode } from 'react';

/** A text with the part that was typed set off. */
export function Marked({ text, part }: { readonly text: string; readonly part: string }): ReactNode {
  const at = text.toLowerCase().indexOf(part.toLowerCase());
  if (part === '' || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </>
  );
}
