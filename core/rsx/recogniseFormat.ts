import { head } from './decode.ts';
import { RsxUnreadable, truncated } from './unreadable.ts';

/**
 * What a file is by its first characters: RSX in XML or JSON. Everything else is refused with the sentence that fits:
 * nothing, an X12 interchange (SPS passes some through), a web page, UTF-16, anything else. Throws RsxUnreadable.
 */
export function recogniseFormat(bytes: Uint8Array): 'rsx-xml' | 'rsx-json' {
  if (isUtf16(bytes)) {
    throw new RsxUnreadable('not-utf8', 'The file is written in UTF-16. Ask SPS or the sender to send it in UTF-8.');
  }
  const start = head(bytes);
  if (start === '') throw empty();
  if (/^ISA[^\p{L}\p{N}\s]/u.test(start)) throw x12(bytes);
  if (/^UN[AB][^\p{L}\p{N}]/u.test(start)) {
    throw new RsxUnreadable(
      'not-rsx',
      'The file is an EDIFACT interchange, not RSX. Ask SPS to send this document as RSX 7.7.7.',
    );
  }
  if (isWebPage(start)) throw webPage();
  if (start.startsWith('<')) return 'rsx-xml';
  if (start.startsWith('{') || start.startsWith('[')) return 'rsx-json';
  throw new RsxUnreadable('not-rsx', 'The file is neither XML nor JSON, so it is no RSX document. Ask SPS where it comes from.');
}

/** No listing says how long a file is, so nobody can tell an empty one from an answer whose body got lost in between. */
function empty(): RsxUnreadable {
  return new RsxUnreadable(
    'empty',
    'The file came empty: it is empty at SPS, or a gateway in between lost what is in it. It is fetched again at every poll; if it stays so, ask SPS or the sender to send it again, and delete this one at SPS.',
    { complete: false },
  );
}

/** Also behind a declaration and comments: the error pages of common web servers are XHTML. */
function isWebPage(start: string): boolean {
  return /^(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype\s+html|html)[\s>]/i.test(start);
}

/** What a gateway or a login in between answers in place of a file, with 200 and all: the file itself may well be good. */
function webPage(): RsxUnreadable {
  return new RsxUnreadable(
    'not-rsx',
    'A web page came in place of the file, as a gateway or a login in between sends one. It is fetched again at the next poll; if it stays so, look for that, or ask SPS where the file comes from.',
    { complete: false },
  );
}

/** By its mark, or by the zero byte beside its first character. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  return (low === 0xfe && high === 0xff) || (low === 0 && [0x3c, 0x7b, 0x5b].includes(high));
}

/** A whole interchange ends with an IEA segment. */
function x12(bytes: Uint8Array): RsxUnreadable {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-400));
  if (bytes.length > 200 && !/IEA[^A-Za-z0-9]/.test(tail)) return truncated('an X12 interchange without its IEA segment');
  return new RsxUnreadable(
    'x12',
    'The file is an X12 interchange that SPS passed through, not RSX. Ask SPS to translate this document type, or take it from the mailbox by hand.',
  );
}
