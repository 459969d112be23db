import { assertNever } from '#core/domain/assertNever.ts';
import type { DoctorStepView, SetUpId } from '#core/contract/views/workspaces.ts';

/** A doctor run as far as it decides about activating. */
export interface Examined {
  readonly state: 'never' | 'running' | 'ended' | 'cancelled';
  /** It looked at exactly the draft and the secrets that stand now. */
  readonly current: boolean;
  readonly steps: readonly DoctorStepView[];
}

/**
 * What keeps a draft from being activated, as sentences; nothing where it may be. Live needs a run without any fault. Test
 * needs the tokens and the folders: what else is wrong there may be put right while it is open. A step that was skipped
 * says why itself and is no fault of the connection unless another one is.
 */
export function blockingReasons(workspace: SetUpId, { state, current, steps }: Examined): readonly string[] {
  switch (state) {
    case 'never':
      return ['Run the check first: a connection is activated only after it.'];
    case 'running':
      return ['The check is still running.'];
    case 'cancelled':
      return ['The check was cancelled before its end. Run it again.'];
    case 'ended':
      if (!current) return ['The connection or a secret was changed since the check. Run it again.'];
      return steps
        .filter((step) => step.state === 'bad' && (workspace === 'live' || mustBeGood(step)))
        .map((step) => `"${step.name}" is not in order.`);
    default:
      return assertNever(state);
  }
}

function mustBeGood({ remote, name }: DoctorStepView): boolean {
  return remote === 'sps' || name === 'token';
}
