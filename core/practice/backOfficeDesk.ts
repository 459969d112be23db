import { Decimal } from 'decimal.js';
import type { PracticeClock } from './clock.ts';
import { confirm } from './dynamics/backOffice/confirm.ts';
import { cancelSlip, correctSlip, credit } from './dynamics/backOffice/corrections.ts';
import { invoice } from './dynamics/backOffice/invoice.ts';
import { decimal, openLines, text, type BackOfficeParts, type Skipped } from './dynamics/backOffice/parts.ts';
import { ship } from './dynamics/backOffice/ship.ts';
import type { StoredRow } from './dynamics/rows.ts';
import type { Faults } from './faults.ts';
import type { Body } from './requests.ts';
import type { Mailbox } from './sps/mailbox.ts';
import { placeReplies, receivedAs } from './sps/replies.ts';
import type { SpsSettings } from './sps/server.ts';

export interface BackOfficeDeskParts extends BackOfficeParts {
  readonly mailbox: Mailbox;
  readonly clock: PracticeClock;
  readonly faults: Faults;
  readonly sps: SpsSettings;
  /** What a restart must not lose has changed. */
  readonly changed: () => void;
}

export interface Posted {
  readonly posted: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** So many newest ones are given. */
const most = 500;
const replyKinds = ['997', '824'] as const;

/** The back office and the other side at SPS for a program in this process: what the controls do, typed. */
export function createBackOfficeDesk(parts: BackOfficeDeskParts) {
  const { orders, journals, mailbox, clock, faults, sps } = parts;
  const doing = { confirm, ship, invoice } as const;

  function orderOf(header: StoredRow) {
    const lines = openLines(parts, header);
    const number = text(header, 'SalesOrderNumber');
    const sum = (field: string): string =>
      lines.reduce((total, line) => total.plus(decimal(line[field])), new Decimal(0)).toFixed();
    const numbers = (set: string, property: string, field: string): string[] => [
      ...new Set(journals.find(set, property, number).map((row) => text(row, field))),
    ];
    return {
      number,
      company: text(header, 'dataAreaId'),
      customer: text(header, 'OrderingCustomerAccountNumber'),
      purchaseOrder: text(header, 'CustomersOrderReference') || text(header, 'CustomerRequisitionNumber'),
      status: text(header, 'SalesOrderStatus'),
      lines: lines.length,
      ordered: sum('OrderedSalesQuantity'),
      shipped: sum('#shipped'),
      invoiced: sum('#invoiced'),
      amount: sum('LineAmount'),
      currency: text(header, 'CurrencyCode'),
      confirmations: numbers('SalesOrderConfirmationHeaders', 'SalesOrderNumber', 'ConfirmationNumber'),
      slips: numbers('CustPackingSlipTransBiEntities', 'OrigSalesId', 'PackingSlipId'),
      invoices: numbers('CustInvoiceTransBiEntities', 'OrigSalesId', 'InvoiceId'),
    };
  }

  function changed<T>(value: T): T {
    parts.changed();
    return value;
  }

  return {
    orders() {
      const all = [...orders.headers()];
      return { rows: all.slice(-most).toReversed().map(orderOf), total: all.length };
    },
    /** Undefined where there is no such slip. */
    slip(slip: string) {
      const rows = journals.find('CustPackingSlipTransBiEntities', 'PackingSlipId', slip);
      if (rows.length === 0) return undefined;
      const lines = rows
        .map((row) => ({
          line: Number(row['LineNum']),
          item: text(row, 'ItemId'),
          name: text(row, 'Name'),
          quantity: decimal(row['Qty']).toFixed(),
        }))
        .toSorted((a, b) => a.line - b.line);
      return { slip, lines };
    },
    post(what: keyof typeof doing, body: Body): Posted {
      return changed(numbersOf(doing[what](parts, body)));
    },
    correctSlip: (body: Body): Posted => changed(numbersOf(correctSlip(parts, body))),
    cancelSlip: (body: Body): Posted => changed(numbersOf(cancelSlip(parts, body))),
    credit: (body: Body): Posted => changed(numbersOf(credit(parts, body))),

    received() {
      mailbox.collect();
      const all = mailbox.received();
      const answered = new Set(mailbox.history().map(({ path }) => path));
      const rows = all
        .slice(-most)
        .toReversed()
        .map((file) => {
          const name = file.path.slice(file.path.lastIndexOf('/') + 1);
          return {
            path: file.path,
            ...receivedAs(file),
            at: file.at,
            collected: file.collected,
            overwritten: file.overwritten,
            answered: replyKinds.filter((kind) => answered.has(`out/${kind}-${name}`)),
          };
        });
      return { rows, total: all.length };
    },
    /** The world's clock goes on until SPS has taken everything and its history shows it; no minute where nothing waits. */
    collect() {
      mailbox.collect();
      const waits = mailbox.received().filter((file) => !file.collected && !file.overwritten);
      const minutes = sps.collectAfterMinutes;
      if (minutes === null || waits.length === 0) return { collected: 0 };
      clock.advance(minutes + sps.historyLagMinutes + 1);
      mailbox.collect();
      return changed({ collected: waits.filter((file) => file.collected).length });
    },
    reply: (body: Body): { readonly placed: number } => changed({ placed: placeReplies(parts, body).placed.length }),
    loseAnswers(times: number) {
      faults.add({ target: 'sps', kind: 'commit-drop', times });
      return { times };
    },
  };
}

export type BackOfficeDesk = ReturnType<typeof createBackOfficeDesk>;

/** The numbers of what an action posted, whatever it calls them. */
function numbersOf(answer: object): Posted {
  const told = answer as Readonly<Record<string, unknown>>;
  const rows = ['confirmed', 'shipped', 'invoiced'].flatMap((name) => (told[name] ?? []) as readonly Record<string, unknown>[]);
  const one = [...rows, told];
  const posted = one.flatMap((row) => [row['confirmation'] ?? row['slip'] ?? row['invoice'] ?? row['creditNote'] ?? []].flat());
  return { posted: posted.map(String), skipped: (told['skipped'] ?? []) as readonly Skipped[] };
}
