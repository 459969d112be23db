import type { Finding } from '#core/domain/finding.ts';
import { shown } from '../shown.ts';
import { down, each, valueOf, type Cursor } from './cursor.ts';

const shipTos = (group: Cursor): readonly Cursor[] =>
  each(group, 'Address').filter((address) => valueOf(address, 'AddressTypeCode') === 'ST');

/** An order goes to one place, its stores aside: a second one in the header, or one of a line, nobody would ship to. */
export function placeFindings(root: Cursor): readonly Finding[] {
  const [first, ...others] = shipTos(down(root, 'Header'));
  const second = first && others.find((other) => !samePlace(first, other));
  return [
    ...(second ? [found(second, `The order goes to two places: ${named(first)} and ${named(second)}.`)] : []),
    ...each(root, 'LineItem').flatMap((line) => ofLine(line, first)),
  ];
}

function ofLine(line: Cursor, first: Cursor | undefined): readonly Finding[] {
  const own = shipTos(line).find((place) => !first || !samePlace(first, place));
  if (!own) return [];
  const order = first ? `the order to ${named(first)}` : 'the order names no place';
  return [found(own, `Line ${line.position} goes to ${named(own)}, ${order}.`)];
}

function found(place: Cursor, message: string): Finding {
  return {
    severity: 'HOLD',
    rule: 'RSX-SHIPTO',
    path: place.path,
    message,
    value: named(place),
    cost: 'Everything would go to the first place that the order names, or to the one that Dynamics has for the customer.',
  };
}

const parts = ['AddressName', 'Address1', 'Address2', 'City', 'State', 'PostalCode', 'Country'] as const;

/** By its code; a place without one by everything that both say. */
function samePlace(first: Cursor, other: Cursor): boolean {
  const [code, otherCode] = [first, other].map((place) => valueOf(place, 'AddressLocationNumber'));
  if (code !== '' && otherCode !== '') return code === otherCode;
  const said = parts.filter((name) => valueOf(other, name) !== '');
  const agreed = said.every((name) => valueOf(first, name).toLowerCase() === valueOf(other, name).toLowerCase());
  return agreed && (otherCode === '' || said.length > 0);
}

const named = (place: Cursor): string =>
  shown(valueOf(place, 'AddressLocationNumber') || valueOf(place, 'AddressName') || valueOf(place, 'Address1') || '(unnamed)');
