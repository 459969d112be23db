/** A value as JSON can carry it. */
export type Wire = null | string | number | boolean | readonly Wire[] | { readonly [name: string]: Wire };

export interface Codec {
  /** Takes what structured clone takes of plain data, Date, Map, Set, bigint and bytes; anything else is an error by name. */
  readonly encode: (value: unknown) => Wire;
  readonly decode: (wire: Wire) => unknown;
}

/**
 * What crosses between page and main as text. It stands alone, without anything of its surroundings: its source runs in
 * the page too.
 */
export function makeCodec(): Codec {
  const mark = '$';
  const tagged = (tag: string, value: Wire): Wire => ({ [mark]: tag, value });

  function encodeNumber(value: number): Wire {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : tagged('number', Object.is(value, -0) ? '-0' : String(value));
  }

  function bytesAsText(bytes: Uint8Array): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    return btoa(text);
  }

  function encodeObject(value: object): Wire {
    if (Array.isArray(value)) return Array.from(value, encode);
    if (value instanceof Date) return tagged('date', encodeNumber(value.getTime()));
    if (value instanceof Map)
      return tagged(
        'map',
        Array.from(value, ([key, kept]) => [encode(key), encode(kept)]),
      );
    if (value instanceof Set) return tagged('set', Array.from(value, encode));
    if (value instanceof Uint8Array) return tagged('bytes', bytesAsText(value));
    if (value instanceof ArrayBuffer) return tagged('buffer', bytesAsText(new Uint8Array(value)));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw new TypeError(`The bridge of this stand-in carries no ${value.constructor.name}.`);
    const members = Object.fromEntries(Object.entries(value).map(([name, kept]) => [name, encode(kept)]));
    return mark in members ? tagged('object', members) : members;
  }

  function encode(value: unknown): Wire {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return encodeNumber(value);
      case 'undefined':
        return tagged('undefined', null);
      case 'bigint':
        return tagged('bigint', String(value));
      case 'object':
        return value === null ? null : encodeObject(value);
      default:
        throw new TypeError(`A ${typeof value} could not be cloned.`);
    }
  }

  const textOf = (wire: Wire | undefined): string => (typeof wire === 'string' ? wire : '');
  const bytesOf = (wire: Wire | undefined): Uint8Array => Uint8Array.from(atob(textOf(wire)), (letter) => letter.charCodeAt(0));
  const listOf = (wire: Wire | undefined): readonly Wire[] => (Array.isArray(wire) ? (wire as readonly Wire[]) : []);
  const members = (wire: object): object =>
    Object.fromEntries(Object.entries(wire).map(([name, kept]) => [name, decode(kept as Wire)]));

  function decodeTagged(tag: Wire | undefined, value: Wire | undefined): unknown {
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(value);
      case 'bigint':
        return BigInt(textOf(value));
      case 'date':
        return new Date(Number(decode(value ?? null)));
      case 'map':
        return new Map(listOf(value).map((pair) => [decode(listOf(pair)[0] ?? null), decode(listOf(pair)[1] ?? null)]));
      case 'set':
        return new Set(listOf(value).map(decode));
      case 'bytes':
        return bytesOf(value);
      case 'buffer':
        return bytesOf(value).buffer;
      case 'object':
        return members(value as object);
      default:
        throw new TypeError(`The bridge of this stand-in does not know ${textOf(tag)}.`);
    }
  }

  function decode(wire: Wire): unknown {
    if (wire === null || typeof wire !== 'object') return wire;
    if (Array.isArray(wire)) return (wire as readonly Wire[]).map(decode);
    const named = wire as { readonly [name: string]: Wire };
    return mark in named ? decodeTagged(named[mark], named['value']) : members(named);
  }

  return { encode, decode };
}
