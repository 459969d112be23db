import type { TriageGroup, TriageMember } from '#core/contract/views/triage.ts';

export interface SupportContext {
  readonly version: string;
  readonly workspace: string;
  /** A moment with its date, second and zone. */
  readonly exact: (at: string) => string;
}

/** Everything that SPS support, Microsoft or a colleague asks for first, as one text. Nothing of it is a secret. */
export function supportText(group: TriageGroup, member: TriageMember, { version, workspace, exact }: SupportContext): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['What', group.title],
    ['Cause', member.cause],
    ['Rule', member.hold?.rule],
    ['Field', member.hold?.path],
    ['Partner', member.partner],
    ['Purchase order', member.purchaseOrder],
    ['File at SPS', member.path],
    ['SHA-256 of the file', member.sha256],
    ['Since', exact(member.since)],
    ['Ship by', member.shipBy],
    ['Hold', member.hold === undefined ? undefined : String(member.hold.id)],
    ['Workspace', `${workspace}, Quayside ${version}`],
  ];
  const lines = facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}`]));
  const requests = member.requests.map(({ requestId, step, at, outcome, message }) =>
    [`  ${exact(at)}`, step, outcome, `request id ${requestId}`, message ?? ''].filter(Boolean).join(', '),
  );
  return [...lines, ...(requests.length > 0 ? ['Requests to Dynamics, newest first:', ...requests] : [])].join('\n');
}
