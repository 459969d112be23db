/** A document of the practice world: `[name, text or children]`; `undefined` entries are left out. */
export type Tree = readonly [string, string | readonly (Tree | undefined)[]];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function xmlOf([name, content]: Tree): string {
  if (typeof content === 'string') return `<${name}>${content.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign)}</${name}>`;
  return `<${name}>${content.flatMap((child) => (child ? [xmlOf(child)] : [])).join('')}</${name}>`;
}

const namespace = 'http://www.spscommerce.com/RSX';

/** RSX 7.7 as XML: several documents under the plural root, or one bare. */
export function toXml(plural: string, documents: readonly Tree[], bare: boolean): string {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';
  const [first] = documents;
  if (bare && first) return declaration + xmlOf(first).replace(`<${first[0]}>`, `<${first[0]} xmlns="${namespace}">`);
  return `${declaration}<${plural} xmlns="${namespace}">${documents.map(xmlOf).join('')}</${plural}>`;
}

/** Groups that the schema repeats are arrays in JSON even with one member (sps.md 3.1). */
const repeated: ReadonlySet<string> = new Set([
  'PaymentTerms',
  'Dates',
  'Contacts',
  'Address',
  'CarrierInformation',
  'References',
  'Notes',
  'ChargesAllowances',
  'QuantityTotals',
  'LineItem',
  'PriceInformation',
  'ProductOrItemDescription',
  'PhysicalDetails',
  'QuantitiesSchedulesLocations',
  'LocationQuantity',
  'FOBRelatedInstruction',
]);

/** A number written as its text says: TypeScript's library does not know `JSON.rawJSON` yet. */
const rawNumber = (text: string): unknown => (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON(text);

/** Elements that the JSON form writes as numbers, with a decimal point as SPS's samples do. */
const numeric: ReadonlySet<string> = new Set([
  'OrderQty',
  'PurchasePrice',
  'UnitPrice',
  'TotalAmount',
  'Quantity',
  'TotalQty',
  'Qty',
  'PackValue',
]);

function leafOf(name: string, text: string): unknown {
  return numeric.has(name) ? rawNumber(text.includes('.') ? text : `${text}.0`) : text;
}

function valueOf(content: Exclude<Tree[1], string>): unknown {
  const object: Record<string, unknown> = {};
  for (const child of content) {
    if (!child) continue;
    const [name, inner] = child;
    if (typeof inner === 'string') object[name] = leafOf(name, inner);
    else if (repeated.has(name)) object[name] = [...((object[name] as unknown[] | undefined) ?? []), valueOf(inner)];
    else object[name] = valueOf(inner);
  }
  return object;
}

/** The bare content without any name, which is how real mailboxes hold JSON. */
export function toBareJson([name, content]: Tree): string {
  return JSON.stringify(typeof content === 'string' ? leafOf(name, content) : valueOf(content), undefined, 2);
}

/** JSON under the document's name. */
export function toRootedJson([name, content]: Tree): string {
  return JSON.stringify({ [name]: typeof content === 'string' ? leafOf(name, content) : valueOf(content) });
}
