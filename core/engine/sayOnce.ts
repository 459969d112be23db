/** Says a failure once, however often what is tried again fails the same way. */
export interface SayOnce {
  /** Says `what` failed unless it failed for this reason before. */
  failed(what: string, why: string): void;
  /** `what` went well: the next failure of it is news, whatever its reason. */
  over(what: string): void;
}

export function createSayOnce(say: (what: string, fields: { readonly message: string }) => void): SayOnce {
  const said = new Map<string, string>();
  return {
    failed(what, why) {
      if (said.get(what) === why) return;
      said.set(what, why);
      say(what, { message: why });
    },
    over: (what) => void said.delete(what),
  };
}
