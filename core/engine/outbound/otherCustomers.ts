import type { PostingHead } from '#core/dynamics/journals.types.ts';

/** Postings that are listed of a customer who is no partner: enough to see that there is one, and what it buys. */
export const mostListed = 3;

interface Listed {
  readonly company: string;
  readonly customer: string;
  readonly count: number;
}

/**
 * What is not ours is listed, but a company's other business must not bury what a person is to look at: of every customer who
 * is no partner the first few postings, with those that are listed already. Pure.
 */
export function firstOfEach(heads: readonly PostingHead[], listed: readonly Listed[]): readonly PostingHead[] {
  const counts = new Map(listed.map(({ company, customer, count }) => [keyOf(company, customer), count]));
  const keys = new Map<string, Set<string>>();
  return heads.filter(({ key, posting: { company, customer } }) => {
    const whose = keyOf(company, customer);
    const taken = keys.get(whose) ?? new Set<string>();
    keys.set(whose, taken);
    // Rows of one posting, as it and what takes it back, go together.
    if (taken.has(key)) return true;
    if ((counts.get(whose) ?? 0) + taken.size >= mostListed) return false;
    taken.add(key);
    return true;
  });
}

const keyOf = (company: string, customer: string): string => `${company.toLowerCase()}\u001f${customer}`;
