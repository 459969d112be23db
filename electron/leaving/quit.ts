import type { App, Dialog } from 'electron';
import type { Farewell } from './farewell.ts';

export interface QuitParts {
  readonly app: Pick<App, 'on' | 'quit' | 'relaunch'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly clipboard: { writeText(text: string): Promise<void> | void };
  /** What falls due before the usual return, as far as is known now; must not wait for a network. */
  readonly farewell: () => Promise<Farewell | undefined>;
  /** Lets what only waits for its time to undo leave now, and waits for the run that carries it. */
  readonly sendNow: (outboundIds: readonly number[]) => Promise<void>;
  /** Ends the engine: a send that has left is waited for, anything else is left in a state that recovery explains. */
  readonly stop: () => Promise<void>;
  readonly onLeaving: () => void;
  /** Starts it again some other way (with a new version); false where that is left to the usual one. */
  readonly startsAgain?: () => boolean;
}

export interface Quitting {
  /** True from the moment in which it is decided. */
  readonly isLeaving: () => boolean;
  /** Asks first, unless `unasked`; resolves when the person has decided. */
  ask(unasked?: boolean): Promise<void>;
  /** Started again while it ends: it comes back once it has ended. */
  again(): void;
}

export type Answer = 'stay' | 'quit' | 'send' | 'hand-over';

/** Quitting in order: tell what falls due, let the person choose, end the engine, then the app. Asked twice it asks once. */
export function quitting(parts: QuitParts): Quitting {
  let phase: 'none' | 'asking' | 'ending' | 'ended' = 'none';
  let comesBack = false;

  async function ask(unasked = false): Promise<void> {
    if (phase === 'ending' || phase === 'ended' || (phase === 'asking' && !unasked)) return;
    phase = 'asking';
    const facts = unasked ? undefined : await parts.farewell().catch(() => undefined);
    const answer = facts === undefined ? 'quit' : await question(parts.dialog, facts);
    if (isEnding()) return;
    if (answer === 'stay') {
      phase = 'none';
      return;
    }
    if (answer === 'hand-over' && facts && !(await isCopied(parts, facts))) {
      phase = 'none';
      return;
    }
    if (answer === 'send' && facts) await parts.sendNow(facts.sendable).catch(() => undefined);
    if (isEnding()) return;
    phase = 'ending';
    parts.onLeaving();
    await parts.stop().catch(() => undefined);
    phase = 'ended';
    if (comesBack && parts.startsAgain?.() !== true) parts.app.relaunch();
    parts.app.quit();
  }

  // A second call that was not asked (the session ends) overtakes a question that nobody answers.
  const isEnding = (): boolean => phase === 'ending' || phase === 'ended';

  parts.app.on('before-quit', (event) => {
    if (phase === 'ended') return;
    event.preventDefault();
    void ask();
  });
  return {
    isLeaving: () => phase === 'ending' || phase === 'ended',
    ask,
    again: () => {
      comesBack = true;
    },
  };
}

/** Copies the hand-over. One that the system does not take is shown instead, and nothing ends: somebody counts on it. */
async function isCopied({ clipboard, dialog }: QuitParts, { handOver }: Farewell): Promise<boolean> {
  try {
    await clipboard.writeText(handOver);
    return true;
  } catch {
    await dialog.showMessageBox({
      type: 'warning',
      message: 'The hand-over could not be copied. Quayside stays open.',
      detail: `Pass this on, then quit:\n\n${handOver}`,
      buttons: ['Close'],
    });
    return false;
  }
}

/** The question of a farewell; "send now" is offered only where something can leave at once. */
async function question(dialog: QuitParts['dialog'], facts: Farewell): Promise<Answer> {
  const answers: readonly (readonly [Answer, string])[] = [
    ...(facts.sendable.length > 0 ? [['send', `Send ${facts.sendable.length} now, then quit`] as const] : []),
    ['hand-over', 'Copy a hand-over, then quit'],
    ['quit', 'Quit'],
    ['stay', 'Stay'],
  ];
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: facts.sentence,
    detail: `${facts.detail}\n\nQuayside sends nothing while it is closed. Closing the window alone keeps it working.`,
    buttons: answers.map(([, label]) => label),
    defaultId: 0,
    cancelId: answers.length - 1,
  });
  return answers[response]?.[0] ?? 'stay';
}
