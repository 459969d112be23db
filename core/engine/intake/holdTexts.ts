import type { NewHold } from '#core/store/rows.types.ts';
import type { Finding } from '#core/domain/finding.ts';
import { fixStep } from '#core/domain/fixSteps.ts';
import { priceInWords, priceKey } from '#core/domain/prices.ts';
import { basisOf } from '#core/domain/releasedRule.ts';
import { ruleEntry } from '#core/domain/rules/catalogue.ts';

const nothingInDynamics = 'Nothing is in Dynamics for it until you decide; the ship window goes on.';

/** A finding that holds a document, as the hold a person answers. What it rests on goes with it: a release binds to that. */
export function ruleHold(finding: Finding, words: IdentityWords): NewHold {
  const releasable = finding.severity !== 'BLOCK';
  return {
    cause: releasable ? 'rule' : 'block',
    rule: finding.rule,
    ...(finding.path === '' ? {} : { path: finding.path }),
    message: finding.message,
    ...(finding.fix === undefined ? {} : { fix: finding.fix }),
    basis: basisOf(finding),
    ...groupOf(finding, words),
    consequence: finding.cost ?? nothingInDynamics,
    nextStep: nextStep(finding, releasable),
  };
}

/** By what one act answers: a price, a product, a partner's sheet; everything else by its rule. */
function groupOf({ rule, fix }: Finding, { partner }: IdentityWords): Pick<NewHold, 'groupKey' | 'groupTitle'> {
  if (fix?.fix === 'price') {
    const what = fix.packFactor === undefined ? 'Price' : 'Unit or price';
    return {
      groupKey: priceKey(fix),
      groupTitle: `${what} of item ${fix.itemNumber} for ${partner}: ${priceInWords(fix.price)}, ours is ${priceInWords(fix.expected)}`,
    };
  }
  if (fix?.fix === 'product')
    return {
      groupKey: `product:${fix.company}:${fix.itemNumber}`,
      groupTitle: `Product ${fix.itemNumber} is not released in ${fix.company}`,
    };
  const title = ruleEntry(rule)?.title;
  const named = title === undefined ? `Rule ${rule}` : `Rule ${rule}: ${title.replace(/\.$/, '')}`;
  if (fix?.fix === 'sheet')
    return { groupKey: `sheet:${rule}:${fix.partnerId}:${fix.vendor}`, groupTitle: `${named} (${partner})` };
  return { groupKey: `rule:${rule}`, groupTitle: named };
}

/** Where the rule knows better than its kind of fix what the order does then. */
const nextSteps: Readonly<Record<string, string>> = {
  'GEN-01': 'If it is agreed by now, add it to the partner’s sheet: the order goes on by itself. Else set it aside.',
  'GEN-02': 'Set a test order aside. If the partner is live by now, say so in its sheet: the order goes on by itself.',
  'ITM-05':
    'If the factor of the unit is wrong, correct it among the units. Else ask the buyer for a quantity in full units, or accept it as it is with a reason.',
};

function nextStep({ rule, fix }: Finding, releasable: boolean): string {
  const own = nextSteps[rule];
  if (own !== undefined) return own;
  if (fix === undefined)
    return releasable
      ? 'Accept it as it is with a reason, or ask the retailer for a corrected order.'
      : 'Ask the retailer for a corrected order; set this one aside when it comes.';
  if (fix.fix !== 'retailer') return fixStep(fix);
  return releasable
    ? `Accept it as it is with a reason, or ask the buyer for ${fix.ask}.`
    : `${fixStep(fix)} Set this order aside when the corrected one comes.`;
}

export interface IdentityWords {
  readonly purchaseOrder: string;
  readonly partner: string;
  /** References of the orders that have this number, where a person made several of it. */
  readonly alike?: readonly string[];
  /** The one of them that the document is placed with. */
  readonly standsWith?: string;
}

/** Nobody but the retailer knows which of several orders under one number is meant. */
const which = ({ alike = [], standsWith = '' }: IdentityWords): string => {
  const placed = standsWith === '' ? '' : `, and this stands with ${standsWith}`;
  return alike.length < 2
    ? ''
    : ` Several orders have that number (${alike.join(', ')})${placed}: ask the retailer which one is meant.`;
};

/** What comes before any answer where it may be about another order. */
const orMove = ({ alike = [], standsWith = '' }: IdentityWords): string =>
  alike.length < 2 || standsWith === '' ? '' : ' If it is another one, say so on the page of the order: it moves there.';

/** The next step of whatever changes an order that stands. */
const answerIt =
  'Accept it, accept it in part or refuse it: Quayside changes the lines in Dynamics and drafts the answer (865). What you change there by hand, mark as applied.';

/** What became of the order that a document with its number is placed with. */
export interface Standing {
  /** The retailer cancelled it, and that was acted upon. */
  readonly cancelled: boolean;
  /** Its sales order was begun, so that a person cancelled it in Dynamics. */
  readonly begun: boolean;
}

const nothingShips = 'Nothing ships for it until you decide: what the retailer ordered before was cancelled.';

/** Same number, other content, or an order that comes again after it was cancelled. */
export function conflictHold(words: IdentityWords, differences: readonly string[], { cancelled, begun }: Standing): NewHold {
  return {
    cause: cancelled ? 'called-off' : 'conflict',
    rule: '850-02',
    message: cancelled
      ? `Purchase order ${words.purchaseOrder} was cancelled and came again.`
      : `Purchase order ${words.purchaseOrder} came again with other content.${which(words)}`,
    groupKey: `${cancelled ? 'called-off' : 'conflict'}:${words.partner}`,
    groupTitle: cancelled ? 'Orders that came again after they were cancelled' : 'Numbers that came again with other content',
    consequence: cancelled
      ? nothingShips
      : 'The first one stays as it is. If this is a change, the retailer expects the new quantities.',
    nextStep: whatItIs(cancelled, begun),
    differences,
  };
}

function whatItIs(cancelled: boolean, begun: boolean): string {
  if (cancelled && begun) return liveAgain;
  const once = cancelled ? '' : 'the same order once more, ';
  return `Say what it is: a replacement, a change, ${once}or a separate order under the same number.`;
}

/** A sales order that was cancelled in Dynamics stays so. */
const liveAgain =
  'If the order is to live again, make it a separate order under the same number: the sales order that was cancelled stays so.';

/** A replacement (purpose 05 or a person's word) of an order that Dynamics already has. */
export function replacementHold(words: IdentityWords, differences: readonly string[], { cancelled }: Standing): NewHold {
  return {
    cause: 'replacement',
    rule: 'GEN-04',
    message: cancelled
      ? `Purchase order ${words.purchaseOrder} was replaced by the retailer, which had cancelled it.`
      : `Purchase order ${words.purchaseOrder} was replaced by the retailer after its sales order was begun.${which(words)}`,
    groupKey: `replacement:${words.partner}`,
    groupTitle: 'Replaced after the sales order was made',
    consequence: cancelled
      ? nothingShips
      : 'The sales order still has the old lines; shipping them is a shortage or an overage at the retailer.',
    nextStep: cancelled ? `${liveAgain} If not, refuse it.` : `${answerIt}${orMove(words)}`,
    differences,
  };
}

/** A cancellation of an order that Dynamics already has. */
export function cancellationHold(words: IdentityWords): NewHold {
  return {
    cause: 'cancellation',
    rule: 'GEN-04',
    message:
      which(words) === ''
        ? `Purchase order ${words.purchaseOrder} was cancelled by the retailer after its sales order was begun.`
        : `Purchase order ${words.purchaseOrder} was cancelled by the retailer.${which(words)}`,
    groupKey: `cancellation:${words.partner}`,
    groupTitle: 'Cancelled after the sales order was made',
    consequence: 'Goods shipped on a cancelled order are refused and charged back.',
    nextStep: `Cancel the sales order in Dynamics and stop the pick, then mark it as applied: the answer (865) takes back what did not leave and refuses what did. Where nothing can be stopped any more, refuse it.${orMove(words)}`,
  };
}

const ofStanding = {
  consequence: 'The sales order keeps the old quantities and dates, or is made with them, until they are changed in Dynamics.',
  nextStep: answerIt,
} as const;

const ofCancelled = {
  consequence:
    'Nothing ships for it: its sales order was never made, or was cancelled. If the order is to live again, the retailer waits for goods.',
  nextStep:
    'Ask the buyer what is meant. If the order is to live again, let it be sent anew (850): it can be made then. If not, refuse the change.',
} as const;

/** An 860 (or an 850 that a person called a change). */
export function changeHold(
  words: IdentityWords,
  options: {
    readonly tie: boolean;
    readonly late: boolean;
    /** Where only the history of SPS orders it among others: whether it is the last of them. */
    readonly byUpload?: 'last' | 'before-another';
    /** The retailer cancelled the order before. */
    readonly cancelled?: boolean;
    readonly sentences: readonly string[];
  },
): NewHold {
  const order = options.tie
    ? ' Another change has the same sequence and date, and the history of SPS does not order them (yet): ask the retailer which comes last.'
    : options.late
      ? ' A later change was applied already (rule 860-01): this one may be old.'
      : options.byUpload === undefined
        ? ''
        : options.byUpload === 'last'
          ? ' Another change has the same sequence and date; by the history of SPS this one was uploaded last.'
          : ' Another change has the same sequence and date; by the history of SPS that one was uploaded after this.';
  const text = options.cancelled ? ofCancelled : ofStanding;
  return {
    cause: options.tie ? 'change-tie' : 'change',
    ...(options.late || options.tie ? { rule: '860-01' } : {}),
    message: `The retailer changed purchase order ${words.purchaseOrder}${options.cancelled ? ', which it had cancelled' : ''}.${order}${which(words)}`,
    groupKey: `change:${words.partner}`,
    groupTitle: 'Changes by the retailer',
    consequence: text.consequence,
    nextStep: `${text.nextStep}${orMove(words)}`,
    differences: options.sentences,
  };
}

/** A purpose code that makes no order. */
export function purposeHold(words: IdentityWords, purpose: string): NewHold {
  return {
    cause: 'purpose',
    rule: '850-03',
    path: 'Order/Header/OrderHeader/TsetPurposeCode',
    message: `Purpose code ${purpose} of purchase order ${words.purchaseOrder} is none that an order is made from (00, none, 06, 07; 05 replaces, 01 cancels).`,
    groupKey: `purpose:${purpose}`,
    groupTitle: `Purpose code ${purpose}`,
    consequence: nothingInDynamics,
    nextStep: 'Ask the retailer what is meant. If it is nothing for you, set it aside.',
  };
}
