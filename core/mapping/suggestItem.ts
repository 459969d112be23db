import type { ItemSuggestion } from '#core/contract/views/master.ts';
import { assertNever } from '#core/domain/assertNever.ts';
import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { ItemCandidate, ItemEvidence } from '#core/domain/candidates.ts';
import type { ProductFacts } from '#core/domain/masterData.ts';
import { alike, comparedWords, textSimilarity } from './similarText.ts';
import { ranked, type Confidence, type Ranked, type Reason } from './suggest.ts';
import { packTick, priceTick } from './suggestPrice.ts';
import { isEach, isSameUnit } from './unitNames.ts';

/** The line whose product is missing. */
export type MissingItem = Extract<Fix, { fix: 'item' | 'item-choice' }>;

interface Line {
  readonly description: string;
  readonly unit: string;
  readonly price?: string;
  readonly pack?: string;
}

/** Ranks the products that a line may mean, each with its reasons in words. Pure. */
export function suggestItems(fix: MissingItem, candidates: readonly ItemCandidate[]): readonly ItemSuggestion[] {
  const line: Line = fix.fix === 'item' ? fix : { description: fix.description, unit: '' };
  const words = comparedWords(line.description);
  const judged = worthALook(words, candidates).map(({ candidate, similarity }) => judge(line, similarity, candidate));
  const proven = judged.filter(({ proof }) => proof);
  return ranked<ItemSuggestion>(judged.map((one) => (one.proof && proven.length > 1 ? inConflict(one, proven) : one)));
}

interface Judged extends Ranked<ItemSuggestion> {
  /** A number that means this product and nothing else speaks for it. */
  readonly proof: boolean;
}

/** Of products that only share words no more than these are looked at: nobody reads on. */
const mostByWords = 6;

/** Every product that a number speaks for, and those whose words are most alike. */
function worthALook(
  words: ReadonlySet<string>,
  candidates: readonly ItemCandidate[],
): readonly { readonly candidate: ItemCandidate; readonly similarity: number }[] {
  const measured = candidates.map((candidate) => ({
    candidate,
    byNumber: candidate.evidence.some(({ by }) => by !== 'words'),
    similarity: textSimilarity(words, comparedWords(candidate.product.name)),
  }));
  const alikeOnly = measured
    .filter(({ byNumber, similarity }) => !byNumber && similarity >= alike)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, mostByWords);
  return [...measured.filter(({ byNumber }) => byNumber), ...alikeOnly];
}

function judge(line: Line, similarity: number, { product, evidence }: ItemCandidate): Judged {
  const factor = factorOf(line, product, evidence);
  const price = priceTick(line, product, factor);
  const pack = packTick(line, product);
  const proof = evidence.some(isProof);
  const numbers = evidence.filter(({ by }) => by !== 'words');
  const confidence: Confidence = proof ? 'certain' : numbers.length > 0 ? 'likely' : 'text-only';
  const reasons: readonly Reason[] = [
    ...distinct(numbers.map((one) => inWords(one, product))),
    ...(similarity >= alike
      ? [{ reason: 'similar-text' as const, text: `${Math.round(similarity * 100)} % of the words agree: ${product.name}.` }]
      : []),
    ...(pack.check === 'fits' ? [{ reason: 'same-pack' as const, text: pack.text }] : []),
    ...(price.check === 'fits' ? [{ reason: 'same-price' as const, text: price.text }] : []),
  ];
  const others = new Set(evidence.flatMap((one) => (one.by === 'other-partner' ? [one.partnerId] : []))).size;
  return {
    proof,
    doubted: false,
    score:
      distinct(numbers.map(({ by }) => ({ reason: by, text: '' }))).length * 2 +
      others / 2 +
      similarity +
      fits(pack) +
      fits(price),
    suggestion: {
      for: 'item',
      confidence,
      reasons: [...reasons],
      itemNumber: product.itemNumber,
      name: product.name,
      lifecycle: product.lifecycle,
      unit: product.salesUnit || product.inventoryUnit,
      ...(factor === undefined || factor.equals(1) ? {} : { factor: decimalText(factor) }),
      price,
      pack,
    },
  };
}

const fits = ({ check }: { readonly check: string }): number => (check === 'fits' ? 0.5 : check === 'by-pack' ? 0.25 : 0);

/** The barcode of the piece itself, rightly written, and the customer's own number in Dynamics mean one product. */
function isProof(evidence: ItemEvidence): boolean {
  return evidence.by === 'customer-number' || (evidence.by === 'gtin' && hasValidCheckDigit(evidence.code));
}

/** Numbers of one line that mean different products: none of them is certain any more (ITM-11). */
function inConflict(one: Judged, proven: readonly Judged[]): Judged {
  const others = proven.filter((other) => other !== one).map(({ suggestion }) => suggestion.itemNumber);
  const conflict: Reason = { reason: 'conflict', text: `The numbers of this line also mean ${others.join(' and ')}.` };
  const { suggestion } = one;
  return {
    ...one,
    doubted: true,
    suggestion: { ...suggestion, confidence: 'likely', reasons: [conflict, ...suggestion.reasons] },
  };
}

/** Sales units in one unit as ordered, where the numbers tell: the same unit, a registered case, or the pack of the line. */
function factorOf(line: Line, product: ProductFacts, evidence: readonly ItemEvidence[]): Decimal | undefined {
  const unit = product.salesUnit || product.inventoryUnit;
  if (line.unit !== '' && isSameUnit(line.unit, unit)) return new Decimal(1);
  const ofCase = evidence.flatMap((one) => (one.by === 'case-gtin' && one.registered ? [one.quantity] : []));
  const ofUnit = product.barcodes.filter((barcode) => isSameUnit(barcode.unit, line.unit)).map(({ quantity }) => quantity);
  const ofLine = line.unit !== '' && !isEach(line.unit) && isEach(unit) ? [line.pack ?? ''] : [];
  return [...ofCase, ...ofUnit, ...ofLine].map((text) => parseDecimal(text)).find((value) => value?.greaterThan(0));
}

function inWords(evidence: ItemEvidence, product: ProductFacts): Reason {
  switch (evidence.by) {
    case 'gtin': {
      const wrong = hasValidCheckDigit(evidence.code) ? '' : ' Its check digit is wrong, on both sides.';
      return { reason: 'same-gtin', text: `Same GTIN ${evidence.code} as the barcode in Dynamics.${wrong}` };
    }
    case 'case-gtin':
      return { reason: 'case-gtin', text: caseInWords(evidence, product) };
    case 'customer-number':
      return { reason: 'customer-number', text: `Dynamics knows ${evidence.number} as this customer's number of it.` };
    case 'vendor-part':
      return { reason: 'vendor-part', text: `The vendor part ${evidence.value} is our item number.` };
    case 'other-partner':
      return { reason: 'other-partner', text: `${evidence.partnerName} has ${evidence.value} mapped to it.` };
    case 'words':
      return { reason: 'similar-text', text: 'Similar words.' };
    default:
      return assertNever(evidence, 'evidence');
  }
}

/** A case is another trade item than what is in it: the suggestion is the piece, with how many of it (ITM-03). */
function caseInWords(
  { code, registered, quantity, unit }: Extract<ItemEvidence, { by: 'case-gtin' }>,
  product: ProductFacts,
): string {
  if (!registered)
    return `GTIN ${code} is of a case (indicator ${code.slice(0, 1)}); the piece in it is this product. How many are in it, Dynamics does not say.`;
  const inside = parseDecimal(quantity);
  const many = inside?.greaterThan(0)
    ? `${decimalText(inside)} ${product.inventoryUnit || 'pieces'}`
    : 'an unknown number of pieces';
  return `GTIN ${code} is the code of a case of it: one ${unit || 'case'} holds ${many}.`;
}

function distinct(reasons: readonly { readonly reason: string; readonly text: string }[]): readonly Reason[] {
  return [...new Map(reasons.map((one) => [`${one.reason} ${one.text}`, one as Reason])).values()];
}
