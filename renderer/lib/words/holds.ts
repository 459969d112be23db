import type { HoldCause, HoldChoice } from '#core/domain/states.ts';

export const causeWords: Readonly<Record<HoldCause, string>> = {
  gap: 'A mapping is missing',
  conflict: 'Same number, other content',
  'called-off': 'Cancelled, and came again',
  clash: 'Another order has the number',
  replacement: 'Replaced by the retailer',
  cancellation: 'Cancelled by the retailer',
  change: 'Changed by the retailer',
  'change-tie': 'Two changes, order unclear',
  purpose: 'Unknown purpose',
  rule: 'A rule holds it',
  block: 'A rule blocks it',
  adopt: 'Already in Dynamics',
  'refused-header': 'Dynamics did not take the order',
  'refused-lines': 'Dynamics refused the lines',
  'lines-changed': 'Edited in Dynamics meanwhile',
  differs: 'Dynamics stored other values',
  'double-order': 'Two sales orders',
  'order-gone': 'Not in Dynamics any more',
  'draft-rule': 'A rule holds a document going out',
  'draft-block': 'A rule blocks a document going out',
  'draft-choice': 'An answer to the retailer is open',
  corrected: 'Corrected in Dynamics',
  'send-order': 'Another document goes first',
  'send-repeat': 'The retailer has it already',
  'send-refused': 'SPS refused the document',
  'send-unknown': 'Not known whether SPS has it',
  'partner-inactive': 'The partner is not active',
  'no-folder': 'No folder at SPS is set',
  'not-collected': 'SPS has not collected it',
  'partner-rejected': 'The retailer rejected it',
  'partner-silent': 'The retailer has not answered',
};

export interface ChoiceText {
  readonly label: string;
  /** What will happen, said before it does. */
  readonly effects: readonly string[];
  /** An effect that cannot be taken back. */
  readonly grave?: boolean;
}

const choiceTexts: Readonly<Record<HoldChoice, ChoiceText>> = {
  'as-replacement': {
    label: 'It replaces the first',
    effects: [
      'This document takes the place of the earlier one.',
      'If no sales order was begun, it is made from this document. If one was, the differences are listed for you to apply in Dynamics.',
    ],
  },
  'as-change': {
    label: 'It is a change',
    effects: [
      'If no sales order was begun, it is made from this document, which takes the place of the earlier one.',
      'If one was, the earlier order stays, and what differs is listed for you to accept, refuse or apply in Dynamics.',
    ],
  },
  'same-order': {
    label: 'It is the same order',
    effects: [
      'Nothing is made of this document. It stays here, filed as a duplicate, and can be found.',
      'The order that was there first stays as it is: what this one says otherwise counts for nothing.',
    ],
  },
  'separate-order': {
    label: 'It is a separate order',
    effects: [
      'A second order is made under the same number, marked #2.',
      'A sales order of its own is created in Dynamics; the first one stays as it is.',
    ],
    grave: true,
  },
  'mark-applied': {
    label: 'Mark as applied',
    effects: [
      'You say that Dynamics is as it should be now. Quayside changes nothing there.',
      'Of a change, what Dynamics holds is kept and answered as accepted, what it does not hold as refused for your reason, which the retailer reads.',
      'The hold is closed.',
    ],
  },
  adopt: {
    label: 'Adopt the order',
    effects: [
      'The sales order that is in Dynamics counts as the one of this purchase order. It is looked up once more at this moment.',
      'Quayside creates nothing and changes nothing in Dynamics.',
    ],
  },
  'create-anyway': {
    label: 'Create a new one anyway',
    effects: [
      'A new sales order is created in Dynamics beside the one that is there.',
      'If both are for the same goods, they ship twice.',
    ],
    grave: true,
  },
  accept: {
    label: 'Accept as it is',
    effects: ['What the rule found is accepted for this document only. It goes on with the next run, which starts at once.'],
  },
  'try-again': {
    label: 'Try again',
    effects: ['The document is looked at anew, from the beginning, with the mappings as they are now.'],
  },
  resume: {
    label: 'Fix and resume',
    effects: ['The lines are built anew from the mappings and added to the header that stands in Dynamics.'],
  },
  'delete-header': {
    label: 'Delete the header',
    effects: [
      'The sales order without lines is deleted in Dynamics, if it still has none.',
      'The document is looked at anew and a new sales order is made.',
    ],
    grave: true,
  },
  abandon: {
    label: 'Set aside',
    effects: [
      'No sales order is made from this document. It stays here, filed, and can be found.',
      'Where an 855 is agreed with the partner, one that refuses the order is drafted: it says the reason that you give here.',
    ],
    grave: true,
  },
};

/** The words of a choice for the hold that it answers. */
export function choiceText(choice: HoldChoice, cause: HoldCause): ChoiceText {
  if (choice === 'accept' && cause === 'differs') {
    return { label: 'Accept as it is', effects: ['The values that Dynamics stored stand. The hold is closed; nothing is sent.'] };
  }
  if (choice === 'adopt' && cause === 'lines-changed') {
    return {
      label: 'Adopt as edited',
      effects: ['The sales order stays as the person in Dynamics made it. Quayside adds nothing to it.'],
    };
  }
  if (choice === 'try-again' && cause === 'order-gone') {
    return {
      label: 'Make it anew',
      effects: ['The document is looked at anew, with the mappings as they are now, and a new sales order is made.'],
    };
  }
  if (choice === 'mark-applied' && cause === 'cancellation') {
    return {
      label: 'Mark as applied',
      effects: [
        'You say that Dynamics will deliver nothing more of the order. Quayside changes nothing there, and looks at what left.',
        'An 865 is drafted that takes back what did not leave. Where goods left it refuses the cancellation of those, and a person releases it.',
        'Where Dynamics still has something to deliver, the hold stays and you are told what is open.',
      ],
    };
  }
  return choiceTexts[choice];
}
