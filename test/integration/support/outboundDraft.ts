import { defaultOutboundSheet } from '#core/domain/outboundSheet.ts';
import { sendingRulesOf, type SendingRules } from '#core/domain/sendingRules.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import type { App } from '#core/host/app.types.ts';
import { toOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import type { SaveDraft } from '#core/store/types/drafts.ts';

const roots = { '855': 'OrderAck', '856': 'Shipment', '810': 'Invoice', '865': 'OrderChangeAck' } as const;

export type DraftChange = Partial<Omit<SaveDraft, 'rules' | 'bytes'>> & {
  readonly kind: OutboundKind;
  readonly number: string;
  readonly rules?: Partial<SendingRules>;
  readonly body?: string | null;
};

/**
 * A draft for tests of sending: what it says matters little there, that it says it once does. Ready, of the practice
 * retailer Northwind, without ring or order of documents unless told otherwise.
 */
export function draftOf({ rules, body, ...change }: DraftChange): SaveDraft {
  const text = body === undefined ? `<${roots[change.kind]}>${change.number}</${roots[change.kind]}>` : body;
  return {
    partnerId: '7QAALLCONTOSOUS',
    vendor: '0088123',
    revision: 1,
    at: new Date().toISOString(),
    state: 'ready',
    threadIds: [],
    store: '',
    intent: 'original',
    company: 'usmf',
    currency: 'USD',
    document: toOutbound(change.kind, { name: roots[change.kind], children: [] }),
    origins: {},
    overlay: [],
    missing: [],
    findings: [],
    choices: [],
    lines: [],
    counts: true,
    postingKeys: [],
    serials: [],
    contentHash: `content of ${change.number} ${text ?? ''}`,
    ...(text === null ? {} : { bytes: new TextEncoder().encode(text) }),
    sheetVersion: 0,
    holds: [],
    searchKeys: [],
    audit: [],
    ...change,
    rules: {
      ...sendingRulesOf(defaultOutboundSheet, change.kind),
      undoSeconds: 0,
      replyHours: 0,
      afterAck: false,
      afterShipNotice: 'no',
      ...rules,
    },
  };
}

/** Saves such a draft. */
export async function put(
  { store }: Pick<App, 'store'>,
  change: DraftChange,
): Promise<{ readonly outboundId: number; readonly versionId: number }> {
  const { outboundId, versionId } = await store.saveDraft(draftOf(change));
  return { outboundId, versionId };
}
