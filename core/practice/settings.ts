import { entitySets } from './dynamics/entities.ts';
import type { MasterFacts } from './dynamics/master.ts';
import type { DynamicsSettings, PartFault } from './dynamics/server.ts';
import { BadRequest, numberOf, texts, whole, yesOrNo, type Body } from './requests.ts';
import type { SpsSettings } from './sps/server.ts';

export interface SettingsParts {
  readonly sps: SpsSettings;
  readonly dynamics: DynamicsSettings;
  readonly facts: MasterFacts;
}

type Checks<Settings> = { readonly [Name in keyof Settings]: (body: Body, name: string) => Settings[Name] };

const year = 525_600;
const tokenSeconds = (body: Body, name: string): number => whole(body, name, 1, year * 60);
const minutes = (body: Body, name: string): number => numberOf(body, name, Number.NaN, 0, year);
/** Null is no value here, where it is not said to be one. */
const flag = (body: Body, name: string): boolean => yesOrNo({ [name]: body[name] ?? 'null' }, name, false);

const ofSps: Checks<SpsSettings> = {
  tokenSeconds,
  historyLagMinutes: minutes,
  collectAfterMinutes: (body, name) => (body[name] === null ? null : minutes(body, name)),
  pageSize: (body, name) => whole(body, name, 1, 1_000),
  cursorMinutes: minutes,
  emptyLastPage: flag,
  wrongAppKind: flag,
};

const partFaults = (body: Body, name: string): PartFault[] => among<PartFault>(body, name, ['429', '500']);

const ofDynamics: Checks<DynamicsSettings> = {
  tokenSeconds,
  manualNumbers: flag,
  pageSize: (body, name) => whole(body, name, 1, 10_000),
  otherHostInNextLink: flag,
  missingSets: (body, name) =>
    among(
      body,
      name,
      entitySets.map((set) => set.name),
    ),
  deny: (body, name) => {
    const known = (['', '401', '403'] as const).find((word) => word === body[name]);
    if (known === undefined) throw new BadRequest(`"${name}" is "401", "403" or "" for none.`);
    return known;
  },
  partFaults,
  zeroQuantity: flag,
  tokenFaults: partFaults,
};

const others = ['sps', 'dynamics', 'blockedCustomers', 'unreleasedItems', 'unblock'];

/**
 * `POST settings {"sps"?: {name: value}, "dynamics"?: {name: value}, "blockedCustomers"?: [accounts],
 * "unreleasedItems"?: [item numbers], "unblock"?}`: all of it is understood before any of it is set.
 */
export function applySettings({ sps, dynamics, facts }: SettingsParts, body: Body): object {
  onlyThese(body, others, 'settings');
  const forSps = checked(body, 'sps', ofSps);
  const forDynamics = checked(body, 'dynamics', ofDynamics);
  const customers = known(body, 'blockedCustomers', facts.customers);
  const items = known(body, 'unreleasedItems', facts.items);
  const unblock = yesOrNo(body, 'unblock', false);
  Object.assign(sps, forSps);
  Object.assign(dynamics, forDynamics);
  for (const customer of customers) facts.blockedCustomers.add(customer);
  for (const item of items) facts.unreleasedItems.add(item);
  if (unblock) {
    facts.blockedCustomers.clear();
    facts.unreleasedItems.clear();
  }
  return { sps, dynamics };
}

/** The settings of one system, each of its type and within its range. */
function checked<Settings>(body: Body, system: string, checks: Checks<Settings>): object {
  const given = body[system] ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) throw new BadRequest(`"${system}" is an object of settings.`);
  const values = given as Body;
  const names = Object.keys(checks) as (keyof Settings & string)[];
  onlyThese(values, names, system);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, checks[name](values, name)]),
  );
}

function onlyThese(body: Body, names: readonly string[], owner: string): void {
  const unknown = Object.keys(body).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new BadRequest(`There is no "${unknown}" in ${owner}. There are ${names.join(', ')}.`);
}

function among<Name extends string>(body: Body, name: string, allowed: readonly Name[]): Name[] {
  return texts(body, name).map((text) => {
    const found = allowed.find((one) => one === text);
    if (found === undefined)
      throw new BadRequest(`"${name}" lists names like ${allowed.slice(0, 2).join(' and ')}, not ${text}.`);
    return found;
  });
}

/** Names of the environment, in lower case as it keeps them. */
function known(body: Body, name: string, names: ReadonlySet<string>): readonly string[] {
  const given = texts(body, name);
  const unknown = given.find((one) => !names.has(one.toLowerCase()));
  if (unknown !== undefined) throw new BadRequest(`"${name}" lists names of the environment: it has no ${unknown}.`);
  return given.map((one) => one.toLowerCase());
}
