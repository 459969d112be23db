import type { OutboundKind } from './outbound.ts';

/** What "send again" may do for a document that the partner has already (edi-practice.md 0.1): some fine a second one. */
export const correctionPolicies = ['free', 'replace', 'cancel-and-new', 'call-first', 'never'] as const;
export type CorrectionPolicy = (typeof correctionPolicies)[number];

/** X12 668 codes of a line of an 855 (edi-practice.md 2.4). */
export const lineCodes = ['IA', 'IQ', 'IP', 'IC', 'DR', 'IS', 'IB', 'BP', 'IR', 'ID'] as const;
export type LineCode = (typeof lineCodes)[number];

export const packStructures = ['carton', 'pallet-carton', 'items'] as const;
export const cartonRules = ['case-pack', 'line', 'one', 'person'] as const;

/** How one document is handled for a partner. */
export interface DocumentHandling {
  /** False: this document is not agreed with the partner and is never drafted. */
  readonly agreed: boolean;
  /** A person looks at every one before it leaves. */
  readonly review: boolean;
  /** Seconds between release and sending in which it may be taken back, 0 to 120. */
  readonly undoSeconds: number;
  readonly correction: CorrectionPolicy;
  /** Minutes after which a file that SPS has not collected is said. */
  readonly pickupMinutes: number;
  /** Hours after which silence of the partner is said; 0 where it never answers. */
  readonly replyHours: number;
}

/** Everything that differs by retailer on the way back, as data (DESIGN 4, edi-practice.md 6). */
export interface OutboundSheet {
  readonly documents: Readonly<Record<OutboundKind, DocumentHandling>>;
  readonly ack: {
    /** Codes that the partner takes; a situation whose code is not among them is held. */
    readonly codes: readonly LineCode[];
    /** What must stand beside a code: a date, a price, the other item, a reason. */
    readonly companions: Readonly<Partial<Record<LineCode, readonly ('date' | 'price' | 'item' | 'reason')[]>>>;
    /** `split`: IQ with IB for the rest. `partial`: one BP. */
    readonly shortage: 'split' | 'partial';
    /** 068 scheduled ship or 067 scheduled delivery. */
    readonly dateQualifier: '068' | '067';
    /** Whether a second 855 may follow a changed confirmation. */
    readonly amendments: boolean;
    /** `accepted` money of what is accepted, `ordered` money of what was ordered. */
    readonly total: 'accepted' | 'ordered';
    /** Cross-dock and multi-store: an answer of its own for each store. */
    readonly perStore: boolean;
    /** Header code of an order that is rejected as a whole: with its lines (RD) or without (RJ). */
    readonly rejection: 'RD' | 'RJ';
    /** Hours after the 850 arrived in which the partner wants its answer (edi-practice.md TIME-01); 0 where it does not say. */
    readonly dueHours: number;
  };
  readonly shipNotice: {
    readonly structure: (typeof packStructures)[number];
    /** `ASNStructureCode` where the partner wants another than usual (0001 with packs, 0004 without); '' is the usual one. */
    readonly structureCode: string;
    /** One notice a packing slip (several orders in it), or one an order. */
    readonly per: 'slip' | 'order';
    /** Cross-dock and multi-store: a notice of its own for each store. */
    readonly perStore: boolean;
    readonly billOfLadingRequired: boolean;
    readonly proRequired: boolean;
    readonly trackingRequired: boolean;
    /** Percent of the ordered quantity that may be shipped over it. */
    readonly overagePercent: string;
    /** A carton holds one started case pack (else one line), one line, or all of it; `person`: nobody packs by a rule. */
    readonly cartons: (typeof cartonRules)[number];
    /** Where pallets are asked for: so many cartons of the rule stand on one. */
    readonly cartonsPerPallet: number;
    readonly label: 'dc' | 'store';
  };
  readonly invoice: {
    /** `line`: each line is rounded to cents and added. `total`: added exactly and rounded once. */
    readonly rounding: 'line' | 'total';
    readonly perStore: boolean;
    /** Allowances of the 850 that belong on the invoice are computed from its rate. */
    readonly allowances: 'from-order' | 'from-dynamics' | 'none';
    /**
     * Dynamics charge code, or item number of a charge, → X12 allowance or charge code. `line discount` and `total discount`
     * are Dynamics' own discounts.
     */
    readonly chargeCodes: Readonly<Record<string, string>>;
    readonly termsFrom: 'order' | 'dynamics';
    readonly credits: boolean;
    /** How quantities and amounts of a credit note are written; the type code says that it is one either way. */
    readonly creditSign: 'positive' | 'negative';
    /** `sent` is enough of the 856, or the partner must have accepted it. */
    readonly afterShipNotice: 'sent' | 'accepted' | 'no';
    /**
     * A posted invoice over several purchase orders: an 810 for each with the purchase order behind the number, so that none
     * is used twice; or held, because the partner pays by the number of the books alone.
     */
    readonly consolidated: 'each-order' | 'hold';
  };
  readonly echo: {
    /** Qualifiers of 850 references that go back on every document; `*` is all. */
    readonly references: readonly string[];
    readonly lineReferences: readonly string[];
    readonly notes: boolean;
    readonly department: boolean;
    /** Item texts as the 850 wrote them, or as Dynamics has them. */
    readonly description: '850' | 'dynamics';
  };
  readonly changes: {
    /** What `OrderQty` of an 860 line says: the new total, or the difference to what was ordered. */
    readonly quantityIs: 'total' | 'difference';
  };
  /** Characters that the partner refuses in texts, as a set; '' refuses none (GEN-08). */
  readonly forbiddenCharacters: string;
}

const handling = (change: Partial<DocumentHandling> = {}): DocumentHandling => ({
  agreed: true,
  review: true,
  undoSeconds: 30,
  correction: 'call-first',
  pickupMinutes: 60,
  replyHours: 24,
  ...change,
});

/** Careful until a person says otherwise: everything is reviewed, nothing is sent a second time without a call. */
export const defaultOutboundSheet: OutboundSheet = {
  documents: { '855': handling(), '856': handling(), '810': handling(), '865': handling() },
  ack: {
    codes: ['IA', 'IQ', 'IP', 'DR', 'IB', 'BP', 'IR'],
    companions: { DR: ['date'], IB: ['date'], BP: ['date'], IP: ['price'], IS: ['item'], IR: ['reason'] },
    shortage: 'split',
    dateQualifier: '068',
    amendments: false,
    total: 'accepted',
    perStore: false,
    rejection: 'RD',
    dueHours: 24,
  },
  shipNotice: {
    structure: 'carton',
    structureCode: '',
    per: 'slip',
    perStore: false,
    billOfLadingRequired: true,
    proRequired: false,
    trackingRequired: false,
    overagePercent: '0',
    cartons: 'case-pack',
    cartonsPerPallet: 40,
    label: 'dc',
  },
  invoice: {
    rounding: 'line',
    perStore: false,
    allowances: 'from-order',
    chargeCodes: {},
    termsFrom: 'order',
    credits: false,
    creditSign: 'positive',
    afterShipNotice: 'sent',
    consolidated: 'each-order',
  },
  echo: { references: ['*'], lineReferences: ['*'], notes: false, department: true, description: '850' },
  changes: { quantityIs: 'total' },
  forbiddenCharacters: '',
};
