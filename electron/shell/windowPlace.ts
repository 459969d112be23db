import type { BrowserWindow, Rectangle } from 'electron';
import type { WindowPlace } from '#core/contract/hostSettings.ts';

export const smallest = { width: 900, height: 600 } as const;
const usual = { width: 1366, height: 860 } as const;
/** So much of a window's title must be on a display, or nobody can reach it. */
const grip = { width: 120, height: 40 } as const;

/** Where the window opens: as it was left if a display still shows it, else in the middle of the first display, never larger than it. */
export function fitWindow(
  kept: WindowPlace | undefined,
  displays: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  const on = kept && displays.find((area) => isReachable(kept, area));
  if (kept && on) {
    const width = clamp(kept.width, smallest.width, on.width);
    const height = clamp(kept.height, smallest.height, on.height);
    return {
      x: clamp(kept.x, on.x, on.x + on.width - width),
      y: clamp(kept.y, on.y, on.y + on.height - height),
      width,
      height,
    };
  }
  const first = displays[0];
  const wanted = kept ?? usual;
  return {
    width: Math.min(Math.max(wanted.width, smallest.width), first?.width ?? usual.width),
    height: Math.min(Math.max(wanted.height, smallest.height), first?.height ?? usual.height),
  };
}

function isReachable({ x, y, width }: WindowPlace, area: Rectangle): boolean {
  const left = Math.max(x, area.x);
  const right = Math.min(x + width, area.x + area.width);
  return right - left >= grip.width && y >= area.y - grip.height && y <= area.y + area.height - grip.height;
}

const clamp = (value: number, least: number, most: number): number => Math.max(Math.min(value, most), Math.min(least, most));

/** Remembers the place of a window when it is left; one that cannot be written is no reason to keep it open. */
export function keepPlace(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized' | 'isMinimized'>,
  keep: (place: WindowPlace) => void,
): void {
  const now = (): void => {
    if (window.isMinimized()) return;
    try {
      keep({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch {
      // the settings say so themselves where a person changes them
    }
  };
  window.on('close', now);
  window.on('hide', now);
}

/** A display went away: a window that nobody can reach any more comes to one that is left. */
export function bringBack(window: Pick<BrowserWindow, 'getBounds' | 'setBounds'>, displays: readonly Rectangle[]): void {
  const bounds = window.getBounds();
  if (displays.some((area) => isReachable({ ...bounds, maximized: false }, area))) return;
  const first = displays[0];
  if (first === undefined) return;
  const { width, height } = fitWindow({ ...bounds, maximized: false }, [first]);
  window.setBounds({
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height,
  });
}
