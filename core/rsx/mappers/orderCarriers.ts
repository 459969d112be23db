import type { Finding } from '#core/domain/finding.ts';
import { shown } from '../shown.ts';
import { down, each, valueOf, type Cursor } from './cursor.ts';

/** What is read of a carrier. */
const parts = ['CarrierAlphaCode', 'CarrierRouting', 'CarrierTransMethodCode'] as const;

/** RSX lets a header name several carriers, an order here has one: a second one that is another would not be seen. */
export function carrierFindings(root: Cursor): readonly Finding[] {
  const [first, ...others] = each(down(root, 'Header'), 'CarrierInformation');
  const second = first && others.find((other) => !agrees(first, other));
  if (!second) return [];
  const value = named(second);
  return [
    {
      severity: 'HOLD',
      rule: 'RSX-TWICE',
      path: second.path,
      message: `The order names two carriers: '${named(first)}' and '${value}'.`,
      value,
      cost: 'Only the first would be planned with.',
    },
  ];
}

/** Each thing that the other says, the first says as well, or it is of another leg of the way. */
const agrees = (first: Cursor, other: Cursor): boolean =>
  valueOf(first, 'RoutingSequenceCode') !== valueOf(other, 'RoutingSequenceCode') ||
  parts.every((name) => ['', valueOf(first, name)].includes(valueOf(other, name)));

const named = (carrier: Cursor): string =>
  shown(
    parts
      .map((name) => valueOf(carrier, name))
      .filter(Boolean)
      .join(' '),
  );
