import { eachGtinOf } from '#core/domain/caseGtin.ts';
import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { Finding } from '#core/domain/finding.ts';
import { shown } from '../shown.ts';
import { valueOf, type Cursor } from './cursor.ts';

/**
 * A case UPC serves as GTIN where a line gives none. Beside a GTIN it is not read, so one that is no case of the same
 * piece would name another product that nobody sees.
 */
export function codeFindings(line: Cursor, orderLine: Cursor): readonly Finding[] {
  const [gtin, caseCode] = [valueOf(orderLine, 'GTIN'), valueOf(orderLine, 'UPCCaseCode')];
  if (gtin === '' || caseCode === '' || pieceOf(gtin) === pieceOf(caseCode)) return [];
  return [
    {
      severity: 'HOLD',
      rule: 'RSX-GTIN',
      path: `${orderLine.path}/UPCCaseCode`,
      message: `Line ${line.position} has the GTIN ${shown(gtin)} and the case UPC ${shown(caseCode)}, which are different products.`,
      value: shown(caseCode),
      cost: 'Only the GTIN would be looked at, and the wrong product may be shipped.',
    },
  ];
}

function pieceOf(code: string): string {
  const gtin = toGtin14(code);
  return eachGtinOf(gtin) ?? gtin;
}
