/** A control request that makes no sense: the sentence says what it takes. */
export class BadRequest extends Error {}

/** The JSON object of a control request. */
export type Body = Readonly<Record<string, unknown>>;

/** The texts of a list; absent is none. */
export function texts(body: Body, name: string): readonly string[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw new BadRequest(`"${name}" is a list of texts.`);
  return value;
}

/** The objects of a list; absent is none. */
export function objects(body: Body, name: string): readonly Body[] {
  const value = body[name];
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'object' || one === null || Array.isArray(one)))
    throw new BadRequest(`"${name}" is a list of objects.`);
  return value as readonly Body[];
}

/** An object; undefined where it is absent. */
export function maybeObject(body: Body, name: string): Body | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequest(`"${name}" is an object.`);
  return { ...value };
}

export function whole(body: Body, name: string, low: number, high: number): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high)
    throw new BadRequest(`"${name}" is a whole number from ${low} to ${high}.`);
  return value;
}

/** A number within bounds; `otherwise` where it is absent. */
export function numberOf(body: Body, name: string, otherwise: number, low: number, high: number): number {
  const value = body[name] ?? otherwise;
  if (typeof value !== 'number' || !(value >= low && value <= high))
    throw new BadRequest(`"${name}" is a number from ${low} to ${high}.`);
  return value;
}

/** A number that may be absent. */
export function maybeNumber(body: Body, name: string, low: number, high: number): number | undefined {
  return body[name] === undefined ? undefined : numberOf(body, name, 0, low, high);
}

export function yesOrNo(body: Body, name: string, otherwise: boolean): boolean {
  const value = body[name] ?? otherwise;
  if (typeof value !== 'boolean') throw new BadRequest(`"${name}" is true or false.`);
  return value;
}

/** A text; '' where it is absent. */
export function textOf(body: Body, name: string): string {
  const value = body[name] ?? '';
  if (typeof value !== 'string') throw new BadRequest(`"${name}" is a text.`);
  return value;
}

/** A day `YYYY-MM-DD`; undefined where it is absent. */
export function dayOf(body: Body, name: string): string | undefined {
  const value = textOf(body, name);
  if (value === '') return undefined;
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw new BadRequest(`"${name}" is a day like 2026-02-10.`);
  return value;
}

/** One of these words; `otherwise` where it is absent. */
export function oneOf<T extends string>(body: Body, name: string, words: readonly T[], otherwise: T): T {
  const value = body[name] ?? otherwise;
  const known = words.find((word) => word === value);
  if (known === undefined) throw new BadRequest(`"${name}" is one of ${words.join(', ')}.`);
  return known;
}
