import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import {
  noEvents,
  outboundKinds,
  type ConnectionDraft,
  type DraftAddress,
  type DraftEvents,
  type OutboundKind,
} from '#core/contract/connectionDraft.ts';
import { folderPath, normalEnvironment } from '#core/domain/connection.ts';
import type { PostingKind } from '#core/domain/posting.ts';

const noAddress: DraftAddress = {
  name: '',
  code: '',
  address1: '',
  address2: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
};

/** A new draft: what is the same for everybody is filled in, nothing else is guessed. */
export const emptyDraft: ConnectionDraft = {
  sps: {
    apiBase: 'https://api.spscommerce.com',
    tokenUrl: 'https://auth.spscommerce.com/oauth/token',
    audience: 'https://spscommerce.com',
    clientId: '',
    inbound: [],
    recursive: true,
    keep: false,
    outbound: { '855': '', '856': '', '810': '', '865': '' },
  },
  dynamics: {
    environmentUrl: '',
    loginBase: '',
    tenantId: '',
    clientId: '',
    signIn: 'secret',
    thumbprintSha256: '',
    companies: [],
    headerSet: 'SalesOrderHeadersV2',
    lineSet: 'SalesOrderLines',
    settleSeconds: '',
    manualNumbers: false,
    dimensionSegments: [],
    dimensionDelimiter: '-',
    events: noEvents,
  },
  company: {
    name: '',
    gs1Prefix: '',
    ssccExtension: '',
    ssccFirst: '',
    ssccLast: '',
    shipFrom: noAddress,
    remitTo: noAddress,
  },
};

/** A connection as a draft, for changing it; secrets that stand in its file are left out. */
export function draftOf({ sps, dynamics, company }: Connection): ConnectionDraft {
  const outbound = (kind: OutboundKind): string => sps.outbound?.[kind] ?? '';
  return {
    sps: {
      apiBase: sps.apiBase,
      tokenUrl: sps.tokenUrl,
      audience: sps.audience,
      clientId: sps.clientId,
      inbound: sps.inbound,
      recursive: sps.recursive ?? false,
      keep: sps.keep ?? false,
      outbound: { '855': outbound('855'), '856': outbound('856'), '810': outbound('810'), '865': outbound('865') },
    },
    dynamics: {
      environmentUrl: dynamics.environmentUrl,
      loginBase: dynamics.loginBase ?? '',
      tenantId: dynamics.tenantId,
      clientId: dynamics.clientId,
      signIn: dynamics.certificate ? 'certificate' : 'secret',
      thumbprintSha256: dynamics.certificate?.thumbprintSha256 ?? '',
      companies: dynamics.companies,
      headerSet: dynamics.headerSet ?? emptyDraft.dynamics.headerSet,
      lineSet: dynamics.lineSet ?? emptyDraft.dynamics.lineSet,
      settleSeconds: dynamics.settleSeconds === undefined ? '' : String(dynamics.settleSeconds),
      manualNumbers: dynamics.manualNumbers ?? false,
      dimensionSegments: dynamics.dimensionFormat?.segments ?? [],
      dimensionDelimiter: dynamics.dimensionFormat?.delimiter ?? '-',
      events: draftEventsOf(dynamics.events),
    },
    company: {
      name: company?.name ?? '',
      gs1Prefix: company?.gs1Prefix ?? '',
      ssccExtension: company?.ssccExtension ?? '',
      ssccFirst: company?.ssccFirst === undefined ? '' : String(company.ssccFirst),
      ssccLast: company?.ssccLast === undefined ? '' : String(company.ssccLast),
      shipFrom: draftAddressOf(company?.shipFrom),
      remitTo: draftAddressOf(company?.remitTo),
    },
  };
}

function draftEventsOf(events: Connection['dynamics']['events']): DraftEvents {
  if (!events) return noEvents;
  const typesOf = (kind: PostingKind): string[] =>
    Object.entries(events.triggers ?? {}).flatMap(([type, about]) => (about === kind ? [type] : []));
  return {
    kind: events.kind,
    place: events.kind === 'blob' ? events.container : events.queue,
    prefix: events.kind === 'blob' ? (events.prefix ?? '') : '',
    confirmations: typesOf('confirmation'),
    slips: typesOf('packing-slip'),
    invoices: typesOf('invoice'),
  };
}

function draftAddressOf(address: NonNullable<Connection['company']>['shipFrom']): DraftAddress {
  const known = Object.entries(address ?? {}).filter((field): field is [string, string] => field[1] !== undefined);
  return { ...noAddress, ...Object.fromEntries(known) };
}

/** The connection that a draft stands for; throws ZodError where it is not complete (`draftProblems` says it in words). */
export function connectionOf(draft: ConnectionDraft): Connection {
  const { sps, dynamics, company } = draft;
  const outbound = Object.fromEntries(outboundKinds.map((kind) => [kind, folderPath(sps.outbound[kind])] as const).filter(given));
  const segments = trimmed(dynamics.dimensionSegments);
  return connectionSchema.parse({
    sps: {
      apiBase: sps.apiBase.trim(),
      tokenUrl: sps.tokenUrl.trim(),
      audience: sps.audience.trim(),
      clientId: sps.clientId.trim(),
      inbound: trimmed(sps.inbound).map(folderPath),
      recursive: sps.recursive,
      keep: sps.keep,
      outbound,
    },
    dynamics: {
      environmentUrl: normalEnvironment(dynamics.environmentUrl),
      ...optional('loginBase', dynamics.loginBase),
      tenantId: dynamics.tenantId.trim(),
      clientId: dynamics.clientId.trim(),
      ...(dynamics.signIn === 'certificate' ? { certificate: { thumbprintSha256: dynamics.thumbprintSha256.trim() } } : {}),
      companies: trimmed(dynamics.companies),
      headerSet: dynamics.headerSet,
      lineSet: dynamics.lineSet,
      ...(dynamics.settleSeconds.trim() === '' ? {} : { settleSeconds: Number(dynamics.settleSeconds) }),
      manualNumbers: dynamics.manualNumbers,
      ...(segments.length === 0 ? {} : { dimensionFormat: { segments, delimiter: dynamics.dimensionDelimiter } }),
      ...eventsOf(dynamics.events),
    },
    ...(company.name.trim() === '' ? {} : { company: companyOf(company) }),
  });
}

function eventsOf({ kind, place, prefix, confirmations, slips, invoices }: DraftEvents): object {
  if (kind === 'none') return {};
  const named = (types: readonly string[], about: PostingKind) => trimmed(types).map((type) => [type, about] as const);
  const triggers = [...named(confirmations, 'confirmation'), ...named(slips, 'packing-slip'), ...named(invoices, 'invoice')];
  const where = kind === 'blob' ? { container: place.trim(), ...optional('prefix', prefix) } : { queue: place.trim() };
  return { events: { kind, ...where, ...(triggers.length === 0 ? {} : { triggers: Object.fromEntries(triggers) }) } };
}

function companyOf(company: ConnectionDraft['company']): object {
  return {
    name: company.name.trim(),
    ...optional('gs1Prefix', company.gs1Prefix),
    ...optional('ssccExtension', company.ssccExtension),
    ...optional('ssccFirst', company.ssccFirst),
    ...optional('ssccLast', company.ssccLast),
    ...addressOf('shipFrom', company.shipFrom),
    ...addressOf('remitTo', company.remitTo),
  };
}

function addressOf(name: string, address: DraftAddress): object {
  const fields = Object.entries(address).filter(given);
  return fields.length === 0 ? {} : { [name]: Object.fromEntries(fields) };
}

const given = ([, value]: readonly [string, string]): boolean => value.trim() !== '';
const optional = (name: string, value: string): object => (value.trim() === '' ? {} : { [name]: value.trim() });
const trimmed = (values: readonly string[]): readonly string[] =>
  values.map((value) => value.trim()).filter((value) => value !== '');

/**
 * A draft for another workspace: what must differ between test and live is left empty (each environment has a client id
 * of its own at SPS, folders of its own and an address of its own; an SSCC is used once), everything else is taken along.
 */
export function copyForOther(draft: ConnectionDraft): ConnectionDraft {
  const { sps, dynamics, company } = draft;
  return {
    sps: { ...sps, clientId: '', inbound: [], outbound: { ...emptyDraft.sps.outbound } },
    dynamics: { ...dynamics, environmentUrl: '', loginBase: '', events: { ...dynamics.events, place: '', prefix: '' } },
    company: { ...company, ssccFirst: '', ssccLast: '' },
  };
}
