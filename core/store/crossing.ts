import type { OperationName } from './operations.ts';
import type { Store } from './store.types.ts';
import type { Call, CallResult } from './workerMessages.ts';

/**
 * Calls or results on their way between threads. As JSON in one text they cost both threads half of what a structured clone
 * of the same objects does, a plan of twelve lines a third. Bytes travel beside the text; what a text cannot carry is cloned.
 */
export interface Crossing<T extends Call | CallResult> {
  readonly text: string;
  readonly bytes: readonly Uint8Array[];
  readonly cloned: readonly T[];
}

type Input<K extends OperationName> = Parameters<Store[K]>[0];
type Answer<K extends OperationName> = Awaited<ReturnType<Store[K]>>;
type BesideBytes<T> = T extends { readonly bytes?: Uint8Array } ? Omit<T, 'bytes'> : T;
type Lost = Uint8Array | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | Date | bigint;

/** Holds `false` where JSON would lose something of T; looks ten levels deep. */
type Crosses<T, Depth extends readonly 0[] = []> = Depth['length'] extends 10
  ? true
  : T extends Lost
    ? false
    : T extends readonly (infer Element)[]
      ? Crosses<Element, [...Depth, 0]>
      : T extends object
        ? Crosses<T[keyof T], [...Depth, 0]>
        : true;

type Cloned = {
  [K in OperationName]: false extends Crosses<BesideBytes<Input<K>>> | Crosses<BesideBytes<Answer<K>>> ? K : never;
}[OperationName];

/** Operations with something that JSON loses, other than a property `bytes`. The compiler says when one is missing here. */
const cloned = {
  adoptSend: true,
  applyMappings: true,
  leftNotices: true,
  noteLaterNotice: true,
  payload: true,
} as const satisfies Readonly<Record<Cloned, true>>;

/** One call or result as it stands in the text; `at`: the place of its bytes. */
type Written<T> = T & { readonly at?: number };

/** Packs calls for the other thread. */
export function packCalls(calls: readonly Call[]): Crossing<Call> {
  const bytes: Uint8Array[] = [];
  const written = calls
    .filter(({ name }) => !(name in cloned))
    .map((call): Written<Call> => {
      const input = besideBytes(call.input, bytes);
      return input === call.input ? call : { ...call, input, at: bytes.length - 1 };
    });
  return { text: JSON.stringify(written), bytes, cloned: calls.filter(({ name }) => name in cloned) };
}

/** The calls in the order in which they were made. */
export function unpackCalls({ text, bytes, cloned: others }: Crossing<Call>): readonly Call[] {
  const calls = (JSON.parse(text) as readonly Written<Call>[]).map(({ at, ...call }): Call =>
    at === undefined ? call : { ...call, input: withBytes(call.input, bytes[at]) },
  );
  return others.length === 0 ? calls : [...calls, ...others].toSorted((left, right) => left.id - right.id);
}

/** A result and the operation that it is of. */
export interface Answered {
  readonly name: OperationName | undefined;
  readonly result: CallResult;
}

/** Packs results; those of no operation (the opening itself) are failures and cross as text. */
export function packResults(answered: readonly Answered[]): Crossing<CallResult> {
  const bytes: Uint8Array[] = [];
  const text: Written<CallResult>[] = [];
  const others: CallResult[] = [];
  for (const { name, result } of answered) {
    if (name !== undefined && name in cloned) others.push(result);
    else if (result.ok) {
      const value = besideBytes(result.value, bytes);
      text.push(value === result.value ? result : { ...result, value, at: bytes.length - 1 });
    } else text.push(result);
  }
  return { text: JSON.stringify(text), bytes, cloned: others };
}

export function unpackResults({ text, bytes, cloned: others }: Crossing<CallResult>): readonly CallResult[] {
  const results = (JSON.parse(text) as readonly Written<CallResult>[]).map((written): CallResult =>
    written.at === undefined || !written.ok
      ? written
      : { id: written.id, ok: true, value: withBytes(written.value, bytes[written.at]) },
  );
  return others.length === 0 ? results : [...results, ...others];
}

/** The same without its own `bytes`, which are added to the list; the very same where it has none. */
function besideBytes(value: unknown, bytes: Uint8Array[]): unknown {
  if (typeof value !== 'object' || value === null || !('bytes' in value) || !(value.bytes instanceof Uint8Array)) return value;
  const { bytes: own, ...rest } = value;
  bytes.push(own);
  return rest;
}

const withBytes = (value: unknown, bytes: Uint8Array | undefined): unknown => ({ ...(value as object), bytes });
