import type { ActName, Acts, Asked, Machine, Said, Told } from './control.ts';

/** The name under which the test hands over how the machine is. */
const machineVariable = 'QUAYSIDE_STAND_IN';

/** The machine of this process, and the line to the test. */
export const machine = JSON.parse(process.env[machineVariable] ?? '{}') as Machine;

const acts = new Map<ActName, (...args: readonly never[]) => unknown>();

function tell(told: Told): void {
  // A test that has ended hears nothing any more; the desktop ends by itself.
  if (process.connected) process.send?.(told, undefined, undefined, () => undefined);
}

export const say = (said: Said): void => tell({ kind: 'said', said });

/** What a test may do, and what it does here. */
export function takes<Name extends ActName>(name: Name, act: Acts[Name]): void {
  acts.set(name, act);
}

process.on('message', ({ id, act, args }: Asked) => {
  const carryOut = acts.get(act) as ((...given: readonly unknown[]) => unknown) | undefined;
  try {
    if (carryOut === undefined) throw new Error(`There is nothing yet that "${act}" could act on.`);
    tell({ kind: 'done', id, value: carryOut(...args) });
  } catch (thrown) {
    tell({ kind: 'failed', id, message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
// The line to the test alone keeps no program alive.
process.channel?.unref();
