import { EventEmitter } from 'node:events';
import type { Logger } from '#core/ports/ports.ts';

/** What an Electron event carries that a rule may use. */
export interface Prevented {
  prevented: boolean;
  preventDefault(): void;
}

export function anEvent<More extends object>(more: More): More & Prevented {
  const event = {
    ...more,
    prevented: false,
    preventDefault(): void {
      event.prevented = true;
    },
  };
  return event;
}

/** An Electron object that emits: listeners get what the test gives them. The test says which `Pick` it stands in for. */
export class StandIn extends EventEmitter {}

/** A log that keeps its lines. */
export function keptLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const log = (message: string, fields?: object): void => void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  return { lines, debug: log, info: log, warn: log, error: log };
}

/** Lets everything that is ready go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
