import type { Diagnostics, RunFailure } from '#core/contract/views/records.ts';
import type { RunRow } from '#core/contract/views/runs.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import { redact } from '../adapters/logger.ts';

/** What a bundle is made of; gathered before, none of it a secret. */
export interface DiagnosticsFacts {
  readonly at: string;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  readonly workspace: { readonly word: string; readonly colour: string };
  readonly timeZone: string;
  readonly engine: Readonly<Record<string, unknown>>;
  readonly schedule: Readonly<Record<string, unknown>>;
  readonly attention: StatusView['attention'];
  readonly connection: StatusView['connection'];
  readonly folder: { readonly path: string; readonly bytes: number; readonly freeBytes?: number };
  readonly backup: Readonly<Record<string, unknown>>;
  readonly runs: readonly (RunRow & { readonly failures: readonly RunFailure[] })[];
  readonly incidents: readonly Readonly<Record<string, unknown>>[];
  readonly log: string;
  /** Of the host itself, where it has a log of its own. */
  readonly hostLog?: string;
}

/** Names that must not leave this machine, each with what stands for it. */
export type HiddenNames = readonly (readonly [name: string, standsFor: string])[];

interface Part {
  readonly name: string;
  readonly what: string;
  readonly text: string;
}

/** The parts of a bundle, each in words, redacted; `hidden` names stand for themselves no more. Pure. */
export function diagnosticsOf(facts: DiagnosticsFacts, hidden: HiddenNames): Diagnostics {
  const clean = (text: string): string => withoutNames(redact(text), hidden);
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  const parts: readonly Part[] = [
    { name: 'about.txt', what: 'Versions, workspace and time zone', text: about(facts) },
    {
      name: 'state.json',
      what: 'What the engine does now, how both connections are, what is open',
      text: json({ engine: facts.engine, schedule: facts.schedule, attention: facts.attention, backup: facts.backup }),
    },
    {
      name: 'connection.json',
      what: 'Addresses, client ids and folders of the connection; no secret',
      text: json(facts.connection),
    },
    { name: 'runs.json', what: `The newest ${facts.runs.length} runs with their failures`, text: json(facts.runs) },
    { name: 'incidents.json', what: 'Open incidents', text: json(facts.incidents) },
    { name: 'log.txt', what: 'The newest lines of the log', text: facts.log },
    ...(facts.hostLog === undefined
      ? []
      : [{ name: 'desktop-log.txt', what: 'The newest lines of the desktop app', text: facts.hostLog }]),
  ];
  return {
    parts: parts.map(({ name, what, text }) => {
      const shown = clean(text);
      return { name, what, bytes: Buffer.byteLength(shown), text: shown };
    }),
    summary: clean(summary(facts)),
  };
}

function about({ at, versions, workspace, timeZone, folder }: DiagnosticsFacts): string {
  return [
    `Made ${at}`,
    ...versions.map(({ name, version }) => `${name} ${version}`),
    `Workspace ${workspace.word} (${workspace.colour})`,
    `Time zone ${timeZone}`,
    `Data folder ${folder.path}, ${megabytes(folder.bytes)}${folder.freeBytes === undefined ? '' : `, ${megabytes(folder.freeBytes)} free on its disk`}`,
    '',
  ].join('\n');
}

/** What fits into a message: the versions, the state, and what went wrong last. */
function summary(facts: DiagnosticsFacts): string {
  const bad = facts.runs.find(({ outcome }) => outcome !== 'good' && outcome !== 'running');
  return [
    about(facts).trim(),
    `Engine ${String(facts.engine['state'])}; open: ${Object.entries(facts.attention)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
    ...(bad === undefined
      ? ['None of the newest runs failed']
      : [`Run ${bad.id} at ${bad.startedAt}: ${bad.outcome}`, ...bad.failures.slice(0, 5).map(failureLine)]),
    ...facts.incidents.slice(0, 5).map((incident) => `Incident: ${String(incident['message'])}`),
    '',
  ].join('\n');
}

const failureLine = ({ code, message, count }: RunFailure): string =>
  `  ${code}${count > 1 ? ` (${count} times)` : ''}: ${message}`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Longer names first, so that a name within another does not leave half of it. */
function withoutNames(text: string, hidden: HiddenNames): string {
  return [...hidden]
    .filter(([name]) => name.length > 1)
    .sort(([a], [b]) => b.length - a.length)
    .reduce((shown, [name, standsFor]) => shown.replaceAll(name, standsFor), text);
}
