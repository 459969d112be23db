import type { Finding } from '#core/domain/finding.ts';
import { dayIn, type LocalDate } from '#core/domain/time.ts';
import type { ResolveResult } from '#core/mapping/resolve.ts';
import { checkArrival, checkIntake } from '#core/rules/checkIntake.ts';
import type { IntakeFacts } from '#core/rules/context.ts';
import { heldFindings, stops } from '#core/rules/releases.ts';
import { weigh } from '#core/rules/severity.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { sheetOf, type Gathered } from './gather.ts';

/** What the rules say about one 850 after the partner's sheet and a person's releases had their word. */
export interface Checked {
  /** What holds it. */
  readonly held: readonly Finding[];
  /** WARN and INFO: shown with the document, in nobody's way. */
  readonly shown: readonly Finding[];
}

/** Intake step 6 (DESIGN 3): gathers what the rules need, asks all of them, and weighs what they say. */
export async function checkOrder(
  run: RunContext,
  gathered: Gathered,
  outcome: ResolveResult,
  today: LocalDate,
): Promise<Checked> {
  const facts = await gatherFacts(run, gathered, outcome, today);
  const findings = weigh([...checkIntake(gathered.order, facts), ...outcome.findings], sheetOf(gathered.rows));
  return {
    held: heldFindings(findings, gathered.document.releasedRules),
    shown: findings.filter((finding) => !stops(finding)),
  };
}

/** What stops an 860 before anybody asks what it changes (GEN-01, GEN-02): nothing of it may be applied. */
export async function arrivalFindings(run: RunContext, document: DocumentRow): Promise<readonly Finding[]> {
  const { store, workspace, ports } = run.parts;
  const { partnerId, vendor } = document;
  const { partner } = await store.mappingRows({ partnerId, vendor, locationCodes: [], items: [] });
  const today = dayIn(ports.timeZone, ports.clock.now());
  return checkArrival({ kind: '860', partnerId }, { today, workspace, path: document.filePath, partner }).filter(stops);
}

async function gatherFacts(
  run: RunContext,
  { document, order, findings, rows }: Gathered,
  { lines }: ResolveResult,
  today: LocalDate,
): Promise<IntakeFacts> {
  const { store, workspace } = run.parts;
  const { partner } = rows;
  const items = [...new Set(lines.map(({ item }) => item.itemNumber))];
  const [accepted, master] =
    partner === undefined || items.length === 0
      ? [[], undefined]
      : await Promise.all([
          store.acceptedPricesFor({ partnerId: order.partnerId, vendor: order.vendor, items }),
          store.masterFactsFor({ company: partner.company, customer: partner.customer, items }),
        ]);
  return {
    today,
    workspace,
    path: document.filePath,
    partner,
    readerFindings: findings,
    resolved: lines.map(({ line, item, conversion }) => ({
      path: line.path,
      itemNumber: item.itemNumber,
      unit: conversion.unit,
      factor: conversion.factor,
    })),
    accepted,
    units: rows.units,
    master,
  };
}
