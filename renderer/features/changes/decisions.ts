import type { InputOf } from '#core/contract/endpoints.ts';

type Input = InputOf<'changes.decide'>;
export type Decision = Input['decision'];

interface DecisionText {
  readonly label: string;
  readonly past: string;
  readonly effects: readonly string[];
  /** Where the reason is not for our own record alone. */
  readonly reasonHint?: string;
}

export const decisionTexts: Readonly<Record<Decision, DecisionText>> = {
  accept: {
    label: 'Accept the change',
    past: 'Accepted',
    effects: [
      'The lines are changed in Dynamics, each only as it was seen: what somebody edited meanwhile is not overwritten.',
      'An 865 that accepts the change is drafted.',
    ],
  },
  'accept-in-part': {
    label: 'Accept in part',
    past: 'Accepted in part',
    effects: [
      'The lines that are not refused are changed in Dynamics, each only as it was seen.',
      'An 865 is drafted that accepts those and refuses the others with your reasons.',
    ],
  },
  refuse: {
    label: 'Refuse the change',
    past: 'Refused',
    effects: ['Nothing is changed in Dynamics; the order stays as it is.', 'An 865 that refuses the change is drafted.'],
    reasonHint: 'The retailer reads it in the 865. Kept in the record with your name, too.',
  },
};

/** The refused lines as they are sent; a whole change that is accepted or refused names none. */
export function refusedOf(decision: Decision, refused: Readonly<Record<number, string>>): NonNullable<Input['refusedLines']> {
  if (decision !== 'accept-in-part') return [];
  return Object.entries(refused).map(([position, reason]) => ({ position: Number(position), reason: reason.trim() }));
}
