/** Names that languages and tools ask every object for. */
const askedOfAll: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor', 'prototype', '__esModule', 'default']);

/**
 * An object of Electron as far as it is imitated. Whoever asks for more, or sets something else, gets an error that names
 * it: a rule that the stand-in does not know must never pass for one that holds.
 */
export function only<T extends object>(name: string, members: T): T {
  const refuse = (key: string): never => {
    throw new Error(`The stand-in for Electron does not imitate ${name}.${key}.`);
  };
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || askedOfAll.has(key)) return Reflect.get(target, key);
      return refuse(key);
    },
    set(target, key, value) {
      if (typeof key === 'symbol' || key in target) return Reflect.set(target, key, value);
      return refuse(key);
    },
  });
}

type Listener = (...args: never[]) => void;

/** The part of Electron's emitters that is imitated, as `Owner` declares it. */
export interface Emits<Owner> {
  readonly on: (event: string, listener: Listener) => Owner;
  readonly once: (event: string, listener: Listener) => Owner;
  readonly off: (event: string, listener: Listener) => Owner;
}

/**
 * Listeners of one object. `events` are those that the stand-in emits when Electron would; one who listens for another
 * gets an error, for they would never hear it.
 */
export function emitter<Owner>(
  name: string,
  events: readonly string[],
): { readonly listening: Emits<Owner>; readonly emit: (event: string, ...args: readonly unknown[]) => boolean } {
  const heard = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  const listenersOf = (event: string): { readonly listener: Listener; readonly once: boolean }[] => {
    if (!events.includes(event)) throw new Error(`The stand-in for Electron does not imitate the event "${event}" of ${name}.`);
    const known = heard.get(event) ?? [];
    heard.set(event, known);
    return known;
  };
  const add =
    (once: boolean) =>
    (event: string, listener: Listener): Owner => {
      listenersOf(event).push({ listener, once });
      // What is chained is never used here; the declarations want it.
      return undefined as Owner;
    };
  return {
    listening: {
      on: add(false),
      once: add(true),
      off: (event, listener) => {
        const known = listenersOf(event);
        const at = known.findIndex((one) => one.listener === listener);
        if (at >= 0) known.splice(at, 1);
        return undefined as Owner;
      },
    },
    emit(event, ...args) {
      const known = listenersOf(event);
      // One that listens once leaves the list meanwhile.
      for (const one of known.slice()) {
        if (one.once) known.splice(known.indexOf(one), 1);
        (one.listener as (...given: readonly unknown[]) => void)(...args);
      }
      return known.length > 0;
    },
  };
}

/** An event that can be prevented, with what else it carries. */
export function preventable<More extends object>(
  name: string,
  more: More,
): More & { preventDefault(): void; defaultPrevented: boolean } {
  const event = only(name, {
    ...more,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  });
  return event;
}

/** A maker as a class of Electron: `new` gives what it makes. */
export function constructible<Given extends readonly unknown[], Made extends object>(
  make: (...given: Given) => Made,
): new (...given: Given) => Made {
  return function construct(...given: Given): Made {
    return make(...given);
  } as unknown as new (...given: Given) => Made;
}
