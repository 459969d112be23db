import type { Instant } from '#core/domain/time.ts';
import type { Db } from '../../database.ts';
import { changeOutbound } from './change.ts';
import { outboundById } from './rows.ts';

/** A document is with SPS: the partner's answer is awaited where it gives one. */
export function markSent(db: Db, outboundId: number, sentAt: Instant, at: Instant): void {
  const row = outboundById(db, outboundId);
  if (!row) return;
  const { replyHours } = row.rules;
  const awaits = replyHours > 0 && row.business === 'none';
  changeOutbound(db, outboundId, at, {
    draft: 'left',
    transport: 'sent',
    sentAt,
    wait: null,
    nextAt: null,
    failures: 0,
    ...(awaits ? { business: 'awaited', replyDue: new Date(Date.parse(at) + replyHours * 3_600_000).toISOString() } : {}),
  });
}
