import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { asSent } from './asSent.ts';

/** The text that asks whoever knows for what is missing: what was sent, what waits for it, and the question. */
export function nudgeText(row: Pick<MissingMapping, 'fix' | 'partnerName' | 'orders' | 'lines' | 'earliestShipBy'>): string {
  const { fix, orders, lines, earliestShipBy } = row;
  const inLines = lines === 0 ? '' : ` with ${lines} line(s)`;
  const ships = earliestShipBy === undefined ? '' : `, the earliest ships ${earliestShipBy}`;
  const [beginning, question] = asked(row);
  return [
    beginning,
    '',
    ...asSent(fix).map(([name, value]) => `${name}: ${value}`),
    '',
    `${orders} order(s)${inLines} wait for it${ships}.`,
    question,
  ].join('\n');
}

function asked({ fix, partnerName }: Pick<MissingMapping, 'fix' | 'partnerName'>): readonly [string, string] {
  switch (fix.fix) {
    case 'item':
      return [
        `Please create or release an item that ${partnerName} orders from us and that we do not have:`,
        'When it is released, please tell me its item number.',
      ];
    case 'location':
      return [
        `${partnerName} orders to a place that we cannot match to an address of ours:`,
        'Which delivery address of the customer in Dynamics is it? If it is a new one, please create it and tell me its location id.',
      ];
    case 'unit':
      return [
        `${partnerName} orders in a unit that we do not know for this item:`,
        'How many of which unit of ours is one of them?',
      ];
    case 'partner':
      return [
        'Orders came from a retailer that is not set up here:',
        'Which company and customer account of ours is it, and from which warehouse does it ship?',
      ];
    case 'item-choice':
      return [
        `The numbers that ${partnerName} sends on one line mean different products of ours:`,
        'Which product is it, and which number is wrong?',
      ];
    // Neither is a missing mapping; the list does not hold them.
    case 'price':
    case 'read':
      return [`Please look at what ${partnerName} sent:`, 'What is right?'];
  }
}
