import { BadRequest, oneOf, textOf, texts, type Body } from '../requests.ts';
import type { Mailbox, ReceivedFile } from './mailbox.ts';

interface ReplyParts {
  readonly mailbox: Mailbox;
  readonly clock: { now(): number };
}

/** Which document a file that we received is: read by a few patterns of our own, not by the product's codec. */
interface Told {
  readonly partner: string;
  readonly kind: string;
  readonly number: string;
}

const kinds: readonly (readonly [string, string, RegExp])[] = [
  ['865', 'OrderChangeAck', /<PurchaseOrderNumber>([^<]+)</],
  ['855', 'OrderAck', /<AcknowledgementNumber>([^<]+)<|<PurchaseOrderNumber>([^<]+)</],
  ['856', 'Shipment', /<ShipmentIdentification>([^<]+)</],
  ['810', 'Invoice', /<InvoiceNumber>([^<]+)</],
];

const roots = { '997': 'FunctionalAcknowledgment', '824': 'ApplicationAdvice' } as const;

/**
 * `POST reply {"documents": "all" | [paths], "kind"?: "997" | "824", "outcome"?: "accepted" | "accepted-with-errors" |
 * "rejected", "text"?}`: one file a received document into out/, named after it. The form is this world's own and plain:
 *
 *     <FunctionalAcknowledgment><TradingPartnerId/><DocumentType/><DocumentNumber/><FileName/><Outcome/><Text/><At/></…>
 *
 * with the root `ApplicationAdvice` for an 824. "all" answers what can be answered and was not by that kind yet.
 */
export function placeReplies({ mailbox, clock }: ReplyParts, body: Body): { readonly placed: readonly string[] } {
  const kind = oneOf(body, 'kind', ['997', '824'], '997');
  const outcome = oneOf(body, 'outcome', ['accepted', 'accepted-with-errors', 'rejected'], 'accepted');
  const words = textOf(body, 'text');
  const placed: string[] = [];
  const answering = chosen(mailbox, body, kind).map((file) => ({ file, told: tell(file) }));
  for (const { file, told } of answering) {
    const name = `out/${kind}-${file.path.slice(file.path.lastIndexOf('/') + 1)}`;
    const fields = {
      TradingPartnerId: told.partner,
      DocumentType: told.kind,
      DocumentNumber: told.number,
      FileName: file.path,
      Outcome: outcome,
      Text: words,
      At: new Date(clock.now()).toISOString(),
    };
    const inside = Object.entries(fields).map(([tag, value]) => `  <${tag}>${escaped(value)}</${tag}>\n`);
    const text = `<?xml version="1.0" encoding="utf-8"?>\n<${roots[kind]}>\n${inside.join('')}</${roots[kind]}>\n`;
    mailbox.write(name, Buffer.from(text, 'utf8'));
    placed.push(name);
  }
  return { placed };
}

function chosen(mailbox: Mailbox, body: Body, kind: string): readonly ReceivedFile[] {
  mailbox.collect();
  const files = mailbox.received().filter(({ overwritten }) => !overwritten);
  if (body['documents'] === 'all') {
    const answered = new Set(mailbox.history().map(({ path }) => path));
    const documents = files.filter((file) => receivedAs(file).kind !== undefined);
    return documents.filter(({ path }) => !answered.has(`out/${kind}-${path.slice(path.lastIndexOf('/') + 1)}`));
  }
  if (!Array.isArray(body['documents']))
    throw new BadRequest('"documents" is "all" or a list of paths as GET received shows them.');
  return texts(body, 'documents').map((path) => {
    const file = files.findLast((one) => one.path === path);
    if (!file) throw new BadRequest(`No file ${path} was received.`);
    return file;
  });
}

/** Kind and number of a received file; without a kind where it is no document that can be answered. */
export function receivedAs(file: ReceivedFile): { readonly kind?: string; readonly number: string } {
  const known = kinds.some(([, root]) => new RegExp(`<${root}s?[\\s>]`).test(file.body));
  if (!known) return { number: '' };
  const { kind, number } = tell(file);
  return { kind, number };
}

function tell({ body, path }: ReceivedFile): Told {
  const found = kinds.find(([, root]) => new RegExp(`<${root}s?[\\s>]`).test(body));
  if (!found) throw new BadRequest(`${path} is no document that can be answered.`);
  const [kind, , number] = found;
  const match = number.exec(body);
  return {
    partner: /<TradingPartnerId>([^<]+)</.exec(body)?.[1] ?? '',
    kind,
    number: match?.[1] ?? match?.[2] ?? '',
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
