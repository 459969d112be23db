import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import { addDays } from '#core/domain/time.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { inPacking } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt } from './common.ts';
import type { PrintedLabel, ShipmentFacts } from './facts.ts';
import { packsOf, plainSerial, type Placed } from './levels.ts';
import { answeredOrders } from './shipNoticeOrder.ts';
import type { PackLevel } from '#core/domain/shipment.ts';

type LabelRule = Rule<Shipment, ShipmentFacts>;

const at = ({ path }: Placed<PackLevel>): string => `${path}/Pack/ShippingSerialID`;

/** LBL-01: 18 digits with their check digit, behind the application identifier 00. */
const wellFormed: LabelRule = {
  id: 'LBL-01',
  fix: inPacking,
  check: (document) =>
    packsOf(document).flatMap((placed): readonly Found[] => {
      const { serial } = placed.level;
      if (serial === '' || (/^00\d{18}$/.test(serial) && hasValidCheckDigit(serial.slice(2)))) return [];
      const why = /^00\d{18}$/.test(serial) ? 'has a wrong check digit' : 'is not 00 and 18 digits';
      return [
        findingAt(
          'BLOCK',
          at(placed),
          `Serial ${serial} ${why}.`,
          serial,
          '00 and an SSCC of 18 digits',
          'The scanner at the dock does not read it.',
        ),
      ];
    }),
};

/** LBL-02: no serial again within a year. */
const notReused: LabelRule = {
  id: 'LBL-02',
  fix: inPacking,
  check: (document, { serialUses }) => {
    const day = document.shipDate ?? document.noticeDate;
    if (day === undefined) return [];
    const since = addDays(day, -365);
    return used(
      document,
      serialUses.filter((use) => use.used === 'packing' && use.on > since),
      (serial, where) => ['was given to another carton within a year', `${serial} (${where})`],
    );
  },
};

/** LBL-03: one serial, one carton: in the notice and over all notices. */
const unique: LabelRule = {
  id: 'LBL-03',
  fix: inPacking,
  check: (document, { serialUses }) => {
    const packs = packsOf(document).filter(({ level }) => level.serial !== '');
    const twice = [...Map.groupBy(packs, ({ level }) => level.serial).values()].flatMap((group): readonly Found[] => {
      const [first, ...more] = group;
      // A pallet of several orders stands under each of them.
      const second = more.find(({ level }) => level.type !== 'T' || first?.level.type !== 'T');
      if (!second) return [];
      return [
        findingAt(
          'BLOCK',
          at(second),
          `Serial ${second.level.serial} stands on two packs.`,
          second.level.serial,
          'a serial of its own',
          cost,
        ),
      ];
    });
    return [
      ...twice,
      ...used(
        document,
        serialUses.filter((use) => use.used === 'document'),
        (serial, where) => ['is on another ship notice', `${serial} (${where})`],
      ),
    ];
  },
};

const cost = 'The second carton of a serial cannot be received: it was already.';

function used(
  document: Shipment,
  uses: ShipmentFacts['serialUses'],
  say: (serial: string, where: string) => readonly [string, string],
): readonly Found[] {
  const byUse = new Map(uses.map((use) => [use.serial, use]));
  return packsOf(document).flatMap((placed) => {
    const serial = plainSerial(placed.level.serial);
    const use = serial === '' ? undefined : byUse.get(serial);
    if (!use) return [];
    const [what, value] = say(serial, use.where);
    return [findingAt('BLOCK', at(placed), `Serial ${serial} ${what}: ${use.where}.`, value, 'a serial of its own', cost)];
  });
}

/** LBL-05: the label says what the notice says. */
const sameAsNotice: LabelRule = {
  id: 'LBL-05',
  fix: inPacking,
  check: (document, facts) => {
    const { labels } = facts;
    if (!labels) return [];
    const shipTo = document.addresses.find(({ type }) => type === 'ST')?.code ?? '';
    const cartons = packsOf(document, 'P');
    const differs = answeredOrders(document, facts).flatMap((answered) => {
      const { level, store } = answered;
      const own = level.addresses.find(({ type }) => type === 'ST')?.code ?? shipTo;
      return cartons
        .filter(({ path }) => path.startsWith(`${answered.path}/`))
        .flatMap((placed) => {
          const label = labels.find(({ serial }) => serial === plainSerial(placed.level.serial));
          if (!label) return [];
          const expected = { shipTo: own, purchaseOrder: level.number, store, department: level.department, of: cartons.length };
          return unlike(label, expected, placed);
        });
    });
    return [...differs, ...countedTwice(cartons, labels)];
  },
};

/** Carton n of m: where a slip was packed anew, labels of before may count as others do by now. */
function countedTwice(cartons: readonly Placed<PackLevel>[], labels: readonly PrintedLabel[]): readonly Found[] {
  const first = new Map<number, string>();
  return cartons.flatMap((placed): readonly Found[] => {
    const label = labels.find(({ serial }) => serial === plainSerial(placed.level.serial));
    if (!label) return [];
    const other = first.get(label.carton);
    if (other === undefined) first.set(label.carton, label.serial);
    if (other === undefined || other === label.serial) return [];
    return [
      findingAt(
        'BLOCK',
        at(placed),
        `Label ${label.serial}: carton ${label.carton} of ${label.of} stands on label ${other} too; print both again.`,
        `${label.carton} of ${label.of}`,
        'a count of its own',
        'A label that says something else than the notice is charged by the carton.',
      ),
    ];
  });
}

interface Expected {
  readonly shipTo: string;
  readonly purchaseOrder: string;
  readonly store: string;
  readonly department: string;
  readonly of: number;
}

function unlike(label: PrintedLabel, expected: Expected, placed: Placed<PackLevel>): readonly Found[] {
  const compared: readonly (readonly [string, string, string])[] = [
    ['ship-to', label.shipTo, expected.shipTo],
    ['purchase order', label.purchaseOrder, expected.purchaseOrder],
    ['store', label.store, expected.store],
    ['department', label.department, expected.department],
    ['number of cartons', String(label.of), String(expected.of)],
  ];
  return compared.flatMap(([word, value, should]) =>
    value === should || (should === '' && word === 'department')
      ? []
      : [
          findingAt(
            'BLOCK',
            at(placed),
            `Label ${label.serial}: the ${word} is ${value || 'missing'}, the notice has ${should || 'none'}.`,
            value,
            should,
            'A label that says something else than the notice is charged by the carton.',
          ),
        ],
  );
}

/** The checks of labels and serials, in the catalogue's order. */
export const labelChecks: readonly LabelRule[] = [wellFormed, notReused, unique, sameAsNotice];
