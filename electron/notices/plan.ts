import type { DesktopSettings } from '#core/contract/hostSettings.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import { dueBetween, late, type Clock } from './clocks.ts';
import type { Situation } from './situation.ts';
import { stopNotices, type Stop } from './stops.ts';
import { endOfWork, isBetween } from './workTime.ts';

/** One notification: what happened, and the place that a click opens. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly path: string;
}

/** What was told, by key, with when; what stopped as it was told last. */
export interface Ledger {
  readonly told: Readonly<Record<string, Instant>>;
  /** What is told to have stopped. */
  readonly lost: readonly Stop[];
  /** False until partners were seen once: those of before are not new. */
  readonly partnersKnown: boolean;
}

export const emptyLedger: Ledger = { told: {}, lost: [], partnersKnown: false };

const hour = 3_600_000;
/** A clock is told before it is late by so much. */
const soon = 2 * hour;
/** What is over for so long is forgotten, or the ledger would grow for ever; partners are not. */
const remembered = 60 * 24 * hour;

interface Item {
  readonly key: string;
  readonly kind: 'late' | 'soon' | 'unknown' | 'partner';
  readonly text: string;
  readonly path: string;
}

/** True where the person wants to be told, and it is no quiet hour. */
export function mayTell(
  settings: Pick<DesktopSettings, 'notify' | 'quietFrom' | 'quietTo'>,
  timeZone: string,
  at: Instant,
): boolean {
  return settings.notify && !isBetween(settings.quietFrom, settings.quietTo, timeZone, at);
}

/** The same for what is told to somebody who leaves: whoever works in quiet hours is here to be told. */
export function mayWarn(settings: DesktopSettings, timeZone: string, at: Instant): boolean {
  return settings.notify && (mayTell(settings, timeZone, at) || endOfWork(settings, timeZone, at) !== undefined);
}

/** Clocks that are late and were told nobody yet, and the ledger after they were told. */
export function untoldLate(
  clocks: readonly Clock[],
  ledger: Ledger,
  at: Instant,
): { readonly clocks: readonly Clock[]; readonly ledger: Ledger } {
  const fresh = clocks.filter((clock) => ledger.told[lateKey(clock)] === undefined);
  return {
    clocks: fresh,
    ledger: { ...ledger, told: { ...ledger.told, ...Object.fromEntries(fresh.map((clock) => [lateKey(clock), at])) } },
  };
}

const lateKey = ({ key }: Clock): string => `late:${key}`;

export interface Planned {
  readonly notices: readonly Notice[];
  readonly ledger: Ledger;
}

/**
 * What to tell now, one notice a kind, and the ledger after it. Nothing is told twice; what is not told because of
 * quiet hours, or because notices are off, is not taken for told: it comes later if it still holds.
 */
export function planNotices(
  situation: Situation,
  ledger: Ledger,
  settings: Pick<DesktopSettings, 'notify' | 'quietFrom' | 'quietTo'>,
): Planned {
  const items = itemsOf(situation);
  const partners = items.filter(({ kind }) => kind === 'partner');
  if (!ledger.partnersKnown)
    return planNotices(
      situation,
      { ...ledger, partnersKnown: true, told: { ...ledger.told, ...stamped(partners, situation.at) } },
      settings,
    );
  const { at, timeZone } = situation;
  if (!mayTell(settings, timeZone, at)) return { notices: [], ledger };
  const fresh = items.filter(({ key }) => ledger.told[key] === undefined);
  const stopped = stopNotices(situation, ledger.lost);
  return {
    notices: [...grouped(fresh), ...stopped.notices],
    ledger: {
      partnersKnown: true,
      lost: stopped.lost,
      told: pruned({ ...ledger.told, ...stamped(fresh, at) }, new Set(items.map(({ key }) => key)), at),
    },
  };
}

function itemsOf({ at, clocks, unknown, partners }: Situation): readonly Item[] {
  return [
    ...late(clocks, at).map((clock): Item => ({ key: lateKey(clock), kind: 'late', text: clock.what, path: clock.path })),
    ...dueBetween(clocks, at, instant(milliseconds(at) + soon)).map((clock): Item => ({
      key: `soon:${clock.key}`,
      kind: 'soon',
      text: clock.what,
      path: clock.path,
    })),
    ...unknown.map(({ sendId, what }): Item => ({
      key: `unknown:${sendId}`,
      kind: 'unknown',
      text: what,
      path: '/documents/unknown',
    })),
    ...partners.map(({ partnerId, name }): Item => ({
      key: `partner:${partnerId}`,
      kind: 'partner',
      text: name,
      path: '/orders',
    })),
  ];
}

const titles: Readonly<Record<Item['kind'], { readonly one: string; readonly many: string; readonly path: string }>> = {
  late: { one: 'Late', many: '{n} are late', path: '/documents?sort=due' },
  soon: { one: 'Late soon', many: '{n} will be late within two hours', path: '/documents?sort=due' },
  unknown: {
    one: 'Nobody knows yet whether it arrived',
    many: '{n} documents: nobody knows yet whether they arrived',
    path: '/documents/unknown',
  },
  partner: { one: 'First order of a new partner', many: 'First orders of {n} new partners', path: '/orders' },
};

/** One notice a kind: a flood of windows hides what matters. */
function grouped(items: readonly Item[]): readonly Notice[] {
  return (['late', 'soon', 'unknown', 'partner'] as const).flatMap((kind): readonly Notice[] => {
    const of = items.filter((item) => item.kind === kind);
    const [first] = of;
    if (first === undefined) return [];
    if (of.length === 1) return [{ title: titles[kind].one, body: first.text, path: first.path }];
    const rest = of.length > 3 ? `, and ${of.length - 3} more` : '';
    return [
      {
        title: titles[kind].many.replace('{n}', String(of.length)),
        body: `${of
          .slice(0, 3)
          .map(({ text }) => text)
          .join(', ')}${rest}`,
        path: titles[kind].path,
      },
    ];
  });
}

function stamped(items: readonly Item[], at: Instant): Readonly<Record<string, Instant>> {
  return Object.fromEntries(items.map(({ key }) => [key, at]));
}

function pruned(told: Ledger['told'], current: ReadonlySet<string>, at: Instant): Ledger['told'] {
  return Object.fromEntries(
    Object.entries(told).filter(
      ([key, since]) => current.has(key) || key.startsWith('partner:') || milliseconds(at) - milliseconds(since) < remembered,
    ),
  );
}
