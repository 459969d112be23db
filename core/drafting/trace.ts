import type { Finding } from '#core/domain/finding.ts';
import type { Origin, Origins } from '#core/domain/outbound.ts';
import { mapLeaves } from '#core/rsx/leaves.ts';
import { fromOutbound, toOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import { cleanText, type ForbiddenCharacters } from './forbidden.ts';
import type { OutboundDocument } from './draft.types.ts';

/**
 * Remembers where the values of a draft come from. While a document is put together, every value is a token; the writer of
 * `core/rsx` then puts tokens where it would put values, and so it is the writer itself that says under which path each
 * value stands. No second list of paths can drift from it.
 */
export interface Trace {
  /** A value with its origin; blank ones stay blank. */
  of<V extends string | undefined>(value: V, origin: Origin): V;
  /** The same for every text of a part as the document has it (an address, a reference). Its `path` is no value. */
  all<T>(part: T, origin: Origin): T;
}

interface Held {
  readonly value: string;
  readonly origin: Origin;
}

/** Private use, so that no text of a document reads like one; what did would be a value, and values are tokens. */
const token = /^\uE000(\d+)\uE001$/;

/** Puts a document together with `build` and gives it back with the origin of each of its values. Pure. */
export function traced<D extends OutboundDocument>(
  build: (trace: Trace) => D,
  forbidden: ForbiddenCharacters,
): { readonly document: D; readonly origins: Origins; readonly findings: readonly Finding[] } {
  const held: Held[] = [];
  const of = <V extends string | undefined>(value: V, origin: Origin): V => {
    if (value === undefined || value.trim() === '') return value;
    held.push({ value, origin });
    return `\uE000${held.length - 1}\uE001` as V;
  };
  const all = <T>(part: T, origin: Origin): T => mapTexts(part, (text) => of(text, origin)) as T;
  const built = build({ of, all });
  const origins: Record<string, Origin> = {};
  const findings: Finding[] = [];
  const root = mapLeaves(built.kind, fromOutbound(built), (text, path, field) => {
    const entry = held[Number(token.exec(text)?.[1] ?? -1)];
    if (!entry) throw new Error(`a value of the draft has no origin: ${path}`);
    origins[path] = entry.origin;
    const cleaned = cleanText(entry.value, path, field, forbidden);
    if (cleaned.finding) findings.push(cleaned.finding);
    return cleaned.text;
  });
  return { document: toOutbound(built.kind, root) as D, origins, findings };
}

function mapTexts(part: unknown, change: (text: string) => string): unknown {
  if (typeof part === 'string') return change(part);
  if (Array.isArray(part)) return part.map((entry) => mapTexts(entry, change));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === 'path' ? value : mapTexts(value, change)]));
}

/** Origins, said shortly. */
export const from850 = (path: string): Origin => ({ from: '850', path });
export const fromSheet = (field: string): Origin => ({ from: 'sheet', field });
export const fromCompany = (field: string): Origin => ({ from: 'company', field });
export const fromPacking = (what: string): Origin => ({ from: 'packing', what });
export const computed = (how: string): Origin => ({ from: 'computed', how });
export const fromDynamics = (set: string, field: string): Origin => ({ from: 'dynamics', set, field });
export const typedBy = (entry: { readonly who: string; readonly at: string; readonly reason?: string }): Origin => ({
  from: 'typed',
  who: entry.who,
  at: entry.at,
  reason: entry.reason ?? '',
});
