import type { HoldView } from '#core/contract/views/attention.ts';
import type { DraftView } from '#core/contract/views/drafts.ts';

type Several<Of> = readonly [Of, ...Of[]];
type Finding = DraftView['findings'][number];

/** Holds that one decision answers: what one rule found, with the same cost and next step; in the order of the lines they were found in. */
export function alikeHolds(holds: readonly HoldView[]): readonly Several<HoldView>[] {
  const asFound = holds.toSorted((a, b) => a.id - b.id);
  return alike(asFound, ({ id, cause, rule, consequence, nextStep, fix, differences }) =>
    // A fix leads to one place, and a list of differences belongs to one hold: these stand alone.
    cause !== 'draft-rule' || fix?.fix === 'draft' || differences !== undefined
      ? `hold ${id}`
      : JSON.stringify([rule, consequence, nextStep, fix]),
  );
}

/** Findings that differ only in the place and what stands there. */
export function alikeFindings(findings: readonly Finding[]): readonly Several<Finding>[] {
  return alike(findings, ({ rule, severity, expected, cost, fix, path, message }) =>
    fix?.fix === 'draft' ? `${path} ${message}` : JSON.stringify([rule, severity, expected, cost, fix]),
  );
}

function alike<Of>(all: readonly Of[], keyOf: (one: Of) => string): readonly Several<Of>[] {
  return [...Map.groupBy(all, keyOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}
