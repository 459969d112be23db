import type { Finding } from '#core/domain/finding.ts';
import { down, each, valueOf, type Cursor } from './cursor.ts';
import { readDecimal } from './shape.ts';

/**
 * What an order says that its domain form cannot hold, so that nobody works with less than was ordered: lines without
 * an OrderLine and store quantities that are no number. Malformed values of other fields are the reader's findings.
 */
export function orderFindings(root: Cursor): readonly Finding[] {
  return each(root, 'LineItem').flatMap((line) => (down(line, 'OrderLine').node ? unreadableSplits(line) : [emptyLine(line)]));
}

function emptyLine(line: Cursor): Finding {
  return {
    severity: 'HOLD',
    rule: 'RSX-LINE',
    path: line.path,
    message: `Line ${line.position} has no OrderLine, so it says neither what nor how many.`,
  };
}

function unreadableSplits(line: Cursor): readonly Finding[] {
  return each(line, 'QuantitiesSchedulesLocations')
    .flatMap((schedule) => each(schedule, 'LocationQuantity'))
    .filter((place) => readDecimal(valueOf(place, 'Qty')) === undefined)
    .map((place) => ({
      severity: 'HOLD',
      rule: 'RSX-SPLIT',
      path: place.path,
      message: `Line ${line.position} gives store ${valueOf(place, 'Location') || '(no number)'} no readable quantity.`,
      value: valueOf(place, 'Qty'),
    }));
}
