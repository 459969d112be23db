import type { BaseWindow, BaseWindowConstructorOptions } from 'electron';
import { holdSessionEnd, type SessionEndParts } from './sessionEnd.ts';

export interface GuardParts extends Omit<SessionEndParts, 'window'> {
  readonly create: (options: BaseWindowConstructorOptions) => Pick<BaseWindow, 'on'>;
}

/**
 * Windows tells the end of a session to windows only, and an app that waits in the tray may have none: this one is never
 * shown, has no page, and costs no process.
 */
export function guardSession({ create, ...parts }: GuardParts): void {
  const window = create({ show: false, skipTaskbar: true, focusable: false, width: 1, height: 1 });
  holdSessionEnd({ ...parts, window });
}
