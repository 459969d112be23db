import type { OutboundListRow, OutboundView } from '#core/contract/views/outbound.ts';

export interface SendSupport {
  readonly name: string;
  readonly row: OutboundListRow;
  readonly send: OutboundView['sends'][number];
  readonly version: string;
  readonly workspace: string;
  /** A moment with its date, second and zone. */
  readonly exact: (at: string) => string;
}

/** Everything that SPS support asks for about one file, as one text. Nothing of it is a secret. */
export function sendSupportText({ name, row, send, version, workspace, exact }: SendSupport): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Document', name],
    ['Partner', `${row.partnerName} (${row.partnerId})`],
    ['Purchase order', row.purchaseOrder],
    ['File at SPS', send.remotePath],
    ['SHA-256 of the file', send.sha256],
    ['State', send.state],
    ['Sent', send.sentAt && exact(send.sentAt)],
    ['Collected', send.collectedAt && exact(send.collectedAt)],
    ['Workspace', `${workspace}, Quayside ${version}`],
  ];
  const lines = facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]));
  const attempts = send.attempts.map(({ startedAt, outcome, status, spsDate, message, requestId }) =>
    [
      `  ${exact(startedAt)}`,
      outcome,
      status === undefined ? '' : `HTTP ${status}`,
      spsDate === undefined ? '' : `SPS Date ${exact(spsDate)}`,
      `request id ${requestId}`,
      message ?? '',
    ]
      .filter(Boolean)
      .join(', '),
  );
  return [...lines, 'Attempts:', ...attempts].join('\n');
}
