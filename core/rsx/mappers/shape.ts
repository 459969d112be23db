import { decimalText, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import { parseLocalDate, type LocalDate } from '#core/domain/time.ts';
import { down, each, valueOf, type Cursor } from './cursor.ts';
import { addGroup, groupIn, put, type Draft } from './draft.ts';

/** One thing of a document, said once for both ways: how it is read from a tree and how it is written into one. */
export interface Part<V> {
  read(from: Cursor): V;
  write(value: V, to: Draft): void;
}

/** A part for every property; `path` is no part, it is where the thing was read. */
export type Shape<T> = {
  readonly [K in Exclude<keyof T, 'path'>]-?: Part<object extends Pick<T, K> ? T[K] | undefined : T[K]>;
};

/** A text; '' where absent, and '' is not written. */
export function text(name: string): Part<string> {
  return { read: (from) => valueOf(from, name), write: (value, to) => put(to, name, value) };
}

/** A text that is undefined where absent. */
export function optionalText(name: string): Part<string | undefined> {
  return { read: (from) => valueOf(from, name) || undefined, write: (value, to) => put(to, name, value) };
}

/** A decimal as written (`12.50`); undefined where absent or no number, which the reader has reported. */
export function decimal(name: string): Part<DecimalText | undefined> {
  return { read: (from) => readDecimal(valueOf(from, name)), write: (value, to) => put(to, name, value) };
}

/** A calendar day; undefined where absent or impossible, which the reader has reported. */
export function date(name: string): Part<LocalDate | undefined> {
  return { read: (from) => parseLocalDate(valueOf(from, name)), write: (value, to) => put(to, name, value) };
}

/** A part of a group below, `Header/OrderHeader`. */
export function at<V>(groups: string, part: Part<V>): Part<V> {
  const names = groups.split('/');
  return {
    read: (from) => part.read(names.reduce(down, from)),
    write: (value, to) => part.write(value, names.reduce(groupIn, to)),
  };
}

/** A repeatable group as a list. What `keep` refuses is left out. */
export function list<V>(name: string, part: Part<V>, keep: (value: V) => boolean = () => true): Part<readonly V[]> {
  return {
    read: (from) =>
      each(from, name)
        .map((place) => part.read(place))
        .filter(keep),
    write: (values, to) => {
      for (const value of values) part.write(value, addGroup(to, name));
    },
  };
}

/** An object of parts. */
export function record<T extends object>(shape: Shape<T>): Part<T> {
  const parts = Object.entries(shape as unknown as AnyShape);
  return {
    read: (from) => readParts(parts, from) as T,
    write: (value, to) => writeShape(shape, value, to),
  };
}

/** An object of parts that remembers its path. */
export function located<T extends { readonly path: string }>(shape: Shape<T>): Part<T> {
  const parts = Object.entries(shape as unknown as AnyShape);
  return {
    read: (from) => {
      const values = readParts(parts, from);
      values['path'] = from.path;
      return values as unknown as T;
    },
    write: (value, to) => writeShape(shape, value, to),
  };
}

/** A constant, like the kind of a document. */
export function constant<V>(value: V): Part<V> {
  return { read: () => value, write: () => undefined };
}

/** 1-based place among its like; written by standing there. */
export const position: Part<number> = { read: (from) => from.position, write: () => undefined };

/** The decimal as it stands if EDI and we write it the same way, else in plain notation. */
export function readDecimal(written: string): DecimalText | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return written;
  const value = parseDecimal(written);
  return value && decimalText(value);
}

type AnyShape = Readonly<Record<string, Part<unknown>>>;

function readParts(parts: readonly (readonly [string, Part<unknown>])[], from: Cursor): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, part] of parts) {
    const value = part.read(from);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function writeShape<T extends object>(shape: Shape<T>, value: T, to: Draft): void {
  const values = value as Readonly<Record<string, unknown>>;
  for (const [key, part] of Object.entries(shape as unknown as AnyShape)) {
    if (values[key] !== undefined) part.write(values[key], to);
  }
}
