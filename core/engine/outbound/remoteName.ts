import type { OutboundKind } from '#core/domain/outbound.ts';
import type { Instant } from '#core/domain/time.ts';

/** X12 functional group codes, as SPS prefixes file names with (sps.md 1.4). */
export const nameCodes: Readonly<Record<OutboundKind, string>> = { '855': 'PR', '856': 'SH', '810': 'IN', '865': 'CA' };

export interface Named {
  readonly kind: OutboundKind;
  readonly number: string;
  readonly partnerId: string;
}

/** What all names of one document begin with; a person, or a look at the mailbox, knows it by that. */
export function nameStart({ kind, number, partnerId }: Named): string {
  return `${nameCodes[kind]}${plain(number)}-${plain(partnerId)}-`;
}

/**
 * The file name of a document: its number for people, the moment and a part of its hash so that no two ever collide
 * (sps.md 1.4: another file of the same name is overwritten unread). ASCII, no spaces.
 */
export function remoteName(document: Named, sha256: string, at: Instant): string {
  const moment = at.replaceAll(/[-:.Z]/g, '');
  return `${nameStart(document)}${moment}-${sha256.slice(0, 8)}.xml`;
}

/** Characters of a number or partner that a name has. */
export const longest = 40;

/** Letters, digits, dot, underscore and dash; anything else becomes an underscore. */
function plain(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._]/g, '_').slice(0, longest);
}
