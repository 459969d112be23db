import type {
  AllowanceOrCharge,
  DocumentAddress,
  DocumentContact,
  DocumentDate,
  DocumentNote,
  DocumentReference,
  ItemIdentifiers,
  PaymentTerms,
} from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { valueOf } from './cursor.ts';
import { put } from './draft.ts';
import { date, decimal, list, located, optionalText, record, text, type Part } from './shape.ts';

/** '' where absent or impossible, so that the entry can be dropped. */
const requiredDate = (name: string): Part<LocalDate> => ({
  read: (from) => date(name).read(from) ?? '',
  write: (value, to) => put(to, name, value),
});

/** `Dates` groups; one whose date is missing or impossible is left out (the reader has reported it). */
export const dates: Part<readonly DocumentDate[]> = list(
  'Dates',
  located<DocumentDate>({ qualifier: text('DateTimeQualifier'), date: requiredDate('Date'), time: optionalText('Time') }),
  (entry) => entry.date !== '',
);

const addressLines: Part<readonly string[]> = {
  read: (from) => ['Address1', 'Address2', 'Address3', 'Address4'].map((name) => valueOf(from, name)).filter(Boolean),
  write: (lines, to) => {
    for (const [index, line] of lines.entries()) put(to, `Address${index + 1}`, line);
  },
};

export const addresses: Part<readonly DocumentAddress[]> = list(
  'Address',
  located<DocumentAddress>({
    type: text('AddressTypeCode'),
    qualifier: text('LocationCodeQualifier'),
    code: text('AddressLocationNumber'),
    name: text('AddressName'),
    alternateName: text('AddressAlternateName'),
    lines: addressLines,
    city: text('City'),
    state: text('State'),
    postalCode: text('PostalCode'),
    country: text('Country'),
  }),
);

export const references: Part<readonly DocumentReference[]> = list(
  'References',
  located<DocumentReference>({
    qualifier: text('ReferenceQual'),
    id: text('ReferenceID'),
    description: text('Description'),
  }),
);

export const notes: Part<readonly DocumentNote[]> = list(
  'Notes',
  located<DocumentNote>({ code: text('NoteCode'), text: text('Note') }),
);

export const contacts: Part<readonly DocumentContact[]> = list(
  'Contacts',
  located<DocumentContact>({
    type: text('ContactTypeCode'),
    name: text('ContactName'),
    phone: text('PrimaryPhone'),
    email: text('PrimaryEmail'),
  }),
);

export const paymentTerms: Part<readonly PaymentTerms[]> = list(
  'PaymentTerms',
  located<PaymentTerms>({
    type: text('TermsType'),
    basis: text('TermsBasisDateCode'),
    discountPercent: decimal('TermsDiscountPercentage'),
    discountDays: optionalText('TermsDiscountDueDays'),
    discountDate: date('TermsDiscountDate'),
    discountAmount: decimal('TermsDiscountAmount'),
    netDays: optionalText('TermsNetDueDays'),
    netDate: date('TermsNetDueDate'),
    description: text('TermsDescription'),
  }),
);

export const allowances: Part<readonly AllowanceOrCharge[]> = list(
  'ChargesAllowances',
  located<AllowanceOrCharge>({
    indicator: text('AllowChrgIndicator'),
    code: text('AllowChrgCode'),
    amount: decimal('AllowChrgAmt'),
    percent: decimal('AllowChrgPercent'),
    rate: decimal('AllowChrgRate'),
    unit: text('AllowChrgQtyUOM'),
    handling: text('AllowChrgHandlingCode'),
    description: text('AllowChrgHandlingDescription'),
  }),
);

/** The identifiers of the line group they stand in. A case UPC serves as GTIN where there is none. */
export const itemIdentifiers: Part<ItemIdentifiers> = record<ItemIdentifiers>({
  buyerPart: text('BuyerPartNumber'),
  vendorPart: text('VendorPartNumber'),
  upc: text('ConsumerPackageCode'),
  gtin: { read: (from) => valueOf(from, 'GTIN') || valueOf(from, 'UPCCaseCode'), write: (value, to) => put(to, 'GTIN', value) },
  ean: text('EAN'),
});
