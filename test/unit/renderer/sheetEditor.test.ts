import { describe, expect, it } from 'vitest';
import { practiceSheets } from '#core/host/commands/practiceSheets.ts';
import { defaultOutboundSheet, lineCodes, type OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import { defaultPartnerSheet } from '#core/domain/partnerSheet.ts';
import { outboundSheetView } from '#core/contract/views/sheets.ts';
import { partnerFields } from '../../../renderer/features/partners/partnerFields.ts';
import { sheetFields } from '../../../renderer/features/sheets/sheetFields.ts';
import { fieldName } from '../../../renderer/features/sheets/sheetNames.ts';
import { codesId, companionsId, readSheet, sheetValues } from '../../../renderer/features/sheets/sheetValues.ts';

const columns = { review: false, undoSeconds: 0 } as const;
const examples = Object.values(practiceSheets).map((example) => outboundSheetView.parse(example(firstSheet(columns))));
const usual = outboundSheetView.parse(defaultOutboundSheet);
/** Maps whose keys a person types are one setting each. */
const maps = ['ack.companions', 'invoice.chargeCodes'];

/** Every setting of a sheet with its value: `documents.855.review` → `false`. */
function settingsOf(sheet: OutboundSheet): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || maps.includes(path)) {
      found.set(path, JSON.stringify(value));
      return;
    }
    for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`);
  };
  walk(sheet, '');
  return found;
}

const settings = [...settingsOf(defaultOutboundSheet).keys()];

describe('the editor of a sheet', () => {
  it('has a field for every setting of the record, and none beside them', () => {
    const shown = [...sheetFields.map(({ id }) => id), codesId, 'ack.companions'];
    expect(shown.toSorted()).toEqual(settings.toSorted());
  });

  it('says each in plain words', () => {
    for (const { id, label, help } of sheetFields) {
      expect(label, id).not.toMatch(/^[a-z]|[a-z][A-Z]/);
      expect(help, id).toMatch(/\S/);
    }
    for (const id of settings.filter((one) => one !== 'ack.companions')) expect(fieldName(id)).not.toBe(id);
    for (const code of lineCodes) expect(fieldName(companionsId(code))).toMatch(/, \S/);
  });

  it('offers every choice that the record takes', () => {
    for (const { id, how } of sheetFields) {
      if (how.control !== 'choice') continue;
      const taken = how.choices.map(([value]) => value).filter((value) => accepts(id, value));
      expect(taken, id).toEqual(how.choices.map(([value]) => value));
      expect(how.choices, id).toHaveLength(optionsOf(id));
    }
  });

  it('reads back what it shows, whatever the sheet says', () => {
    for (const sheet of [usual, ...examples]) {
      expect(readSheet(sheetValues(sheet))).toEqual({ ok: true, sheet });
    }
  });

  it('says at the field what cannot be taken', () => {
    const values = {
      ...sheetValues(usual),
      'documents.855.undoSeconds': '121',
      'documents.856.pickupMinutes': 'soon',
      'shipNotice.cartonsPerPallet': '0',
      'shipNotice.overagePercent': 'many',
      'invoice.chargeCodes': 'FREIGHT',
      [codesId]: '',
    };
    expect(readSheet(values)).toEqual({
      ok: false,
      problems: {
        'documents.855.undoSeconds': 'must be 120 or less',
        'documents.856.pickupMinutes': 'must be a whole number',
        'shipNotice.cartonsPerPallet': 'must be 1 or more',
        'shipNotice.overagePercent': 'must be a number such as 5 or 2.5',
        'invoice.chargeCodes': 'lacks the code of one',
        [codesId]: 'names none; at least one is needed',
      },
    });
  });
});

describe('the facts of a partner', () => {
  it('have a field for everything that its record says of intake', () => {
    const shown = new Set(partnerFields.map(({ id }) => id));
    expect(Object.keys(defaultPartnerSheet).filter((name) => !shown.has(name))).toEqual([]);
  });
});

describe('the three partners of the practice world', () => {
  it('differ in every setting of a sheet', () => {
    expect(examples).toHaveLength(3);
    // What the maps write of the three documents stays, so that they leave in the run that drafts them.
    const ofTheMaps = /^documents\.8(55|56|10)\.(agreed|review|undoSeconds)$/;
    const same = settings.filter((id) => new Set(examples.map((sheet) => settingsOf(sheet).get(id))).size === 1);
    expect(same.filter((id) => !ofTheMaps.test(id))).toEqual([]);
    for (const name of ['agreed', 'review', 'undoSeconds']) expect(same).not.toContain(`documents.865.${name}`);
  });

  it('each have another structure, carton rule, correction policy and source of allowances', () => {
    for (const id of [
      'shipNotice.structure',
      'shipNotice.cartons',
      'documents.856.correction',
      'invoice.allowances',
      'ack.codes',
    ])
      expect(new Set(examples.map((sheet) => settingsOf(sheet).get(id))).size, id).toBe(3);
  });
});

/** Whether the record takes a value at a place. */
function accepts(id: string, value: string): boolean {
  const values = { ...sheetValues(usual), [id]: value };
  return readSheet(values).ok;
}

/** How many options the schema has there: what it says of a value that it cannot take. */
function optionsOf(id: string): number {
  const broken = structuredClone(usual) as Record<string, unknown>;
  const steps = id.split('.');
  const last = steps.pop() ?? '';
  let target = broken;
  for (const step of steps) target = target[step] as Record<string, unknown>;
  target[last] = '\u0000';
  const [issue] = outboundSheetView.safeParse(broken).error?.issues ?? [];
  return issue?.code === 'invalid_value' ? issue.values.length : 0;
}
