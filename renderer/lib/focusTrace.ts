/** Where the focus was: the element, its name, and what it stood in, from the inside out. */
export interface FocusTrace {
  readonly element: HTMLElement;
  readonly name: string;
  readonly around: readonly Element[];
}

const focusable = 'h1[tabindex], a[href], button, input, select, textarea, summary, [tabindex]';

export function traceOf(element: HTMLElement): FocusTrace {
  const around: Element[] = [];
  for (let parent = element.parentElement; parent; parent = parent.parentElement) around.push(parent);
  return { element, name: nameOf(element), around };
}

/**
 * Moves the focus to where it was, or as near as there is anything left: to what now has the same name in the same
 * place (a list that was sorted anew), else to the first thing in it.
 */
export function focusNear({ element, name, around }: FocusTrace): void {
  if (canFocus(element)) return element.focus({ preventScroll: true });
  for (const place of around) {
    if (!place.isConnected || place === document.body) continue;
    const left = [...place.querySelectorAll<HTMLElement>(focusable)].filter(canFocus);
    const target = left.find((other) => other.tagName === element.tagName && nameOf(other) === name) ?? left[0];
    if (target) return target.focus({ preventScroll: true });
  }
}

/** True for what a person reaches by Tab, and for headings that a page moves the focus to. */
function canFocus(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    (element.tabIndex >= 0 || element.matches('h1')) &&
    !element.matches(':disabled, [data-tabster-dummy]') &&
    element.checkVisibility()
  );
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
}
