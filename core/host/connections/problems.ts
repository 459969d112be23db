import { outboundKinds, type ConnectionDraft, type DraftEvents } from '#core/contract/connectionDraft.ts';
import { connectionSchema } from '#core/contract/connection.ts';
import type { DraftProblem, SetUpId } from '#core/contract/views/workspaces.ts';
import { folderKind, folderPath, isLoopback, isTestFolder, normalEnvironment } from '#core/domain/connection.ts';
import { ssccRange } from '#core/domain/ssccRange.ts';
import type { SecretName } from '#core/ports/ports.ts';

export interface DraftSurroundings {
  readonly workspace: SetUpId;
  readonly hasSecret: (name: SecretName) => boolean;
}

/** The company prefix of GS1's own examples and of the practice world: nobody ships under it. */
const examplePrefix = '0614141';

/** Everything that is missing, wrong or worth a second look in a draft, all at once. */
export function draftProblems(draft: ConnectionDraft, surroundings: DraftSurroundings): readonly DraftProblem[] {
  return [
    ...spsProblems(draft.sps, surroundings),
    ...folderProblems(draft.sps, surroundings.workspace),
    ...dynamicsProblems(draft.dynamics, surroundings),
    ...companyProblems(draft.company, surroundings.workspace),
  ];
}

/** The secret that the Dynamics app signs in with. */
export function dynamicsSecretName(signIn: ConnectionDraft['dynamics']['signIn']): SecretName {
  return signIn === 'certificate' ? 'dynamics.certificate' : 'dynamics.clientSecret';
}

type Say = (field: string, message: string) => DraftProblem;
const say =
  (step: DraftProblem['step'], severity: DraftProblem['severity']): Say =>
  (field, message) => ({ step, severity, field, message });

function spsProblems(sps: ConnectionDraft['sps'], { hasSecret }: DraftSurroundings): DraftProblem[] {
  const error = say('sps', 'error');
  const found: DraftProblem[] = [];
  for (const [field, name] of [
    ['apiBase', 'API address'],
    ['tokenUrl', 'token address'],
  ] as const) {
    const wrong = addressFault(sps[field], `The SPS ${name}`);
    if (wrong !== undefined) found.push(error(`sps.${field}`, wrong));
  }
  if (sps.audience.trim() === '') found.push(error('sps.audience', 'Choose the audience of the SPS app.'));
  if (sps.clientId.trim() === '') found.push(error('sps.clientId', 'Enter the client id of the SPS app.'));
  if (!hasSecret('sps.clientSecret')) found.push(error('secret.sps.clientSecret', 'Enter the client secret of the SPS app.'));
  return found;
}

function folderProblems(sps: ConnectionDraft['sps'], workspace: SetUpId): DraftProblem[] {
  const error = say('sps', 'error');
  const warn = say('sps', 'warn');
  const found: DraftProblem[] = [];
  const inbound = sps.inbound.map(folderPath).filter((path) => path !== '');
  const outbound = outboundKinds
    .map((kind) => ({ kind, path: folderPath(sps.outbound[kind]) }))
    .filter(({ path }) => path !== '');
  if (inbound.length === 0)
    found.push(error('sps.inbound', 'Choose at least one folder from which purchase orders are fetched.'));
  for (const path of inbound) {
    if (folderKind(path) === 'to-sps' || folderKind(path) === 'test-to-sps')
      found.push(
        warn(
          'sps.inbound',
          `${path} is where your documents go TO SPS: SPS names folders from its own point of view. Purchase orders lie in ${path.replace('in/', 'out/')}.`,
        ),
      );
  }
  for (const { kind, path } of outbound) {
    if (inbound.some((folder) => path === folder || (sps.recursive && path.startsWith(folder))))
      found.push(
        error(`sps.outbound.${kind}`, `${path} is also fetched from: Quayside would take its own ${kind} for a document of SPS.`),
      );
    else if (folderKind(path) === 'from-sps' || folderKind(path) === 'test-from-sps')
      found.push(
        warn(`sps.outbound.${kind}`, `${path} is where SPS puts documents FOR you. Yours go to ${path.replace('out/', 'in/')}.`),
      );
  }
  const all = [
    ...inbound.map((path) => ['sps.inbound', path] as const),
    ...outbound.map(({ kind, path }) => [`sps.outbound.${kind}`, path] as const),
  ];
  for (const [field, path] of all) {
    if (workspace === 'live' && isTestFolder(path))
      found.push(
        error(
          field,
          `${path} is a test folder: what passes through it is a test, so live must not use it (GEN-02). Choose ${path.replace('test', '')}.`,
        ),
      );
    if (workspace === 'test' && field !== 'sps.inbound' && folderKind(path) === 'to-sps')
      found.push(
        warn(
          field,
          `${path} is a test folder only in a sandbox app. In a production app retailers get what is put there; use testin/ where it exists.`,
        ),
      );
  }
  return found;
}

function dynamicsProblems(dynamics: ConnectionDraft['dynamics'], { hasSecret, workspace }: DraftSurroundings): DraftProblem[] {
  const error = say('dynamics', 'error');
  const warn = say('dynamics', 'warn');
  const found: DraftProblem[] = [];
  const environment = normalEnvironment(dynamics.environmentUrl);
  const wrong = addressFault(environment, 'The environment');
  if (wrong !== undefined) found.push(error('dynamics.environmentUrl', wrong));
  else if (isLoopback(environment) && workspace === 'live')
    found.push(warn('dynamics.environmentUrl', `${environment} is on this machine: a practice world, not a live environment.`));
  else if (!isLoopback(environment) && !/\.dynamics\.(com|cn|us)$/.test(new URL(environment).hostname))
    found.push(
      warn(
        'dynamics.environmentUrl',
        `${new URL(environment).hostname} is no usual address of Dynamics (….operations.dynamics.com). Take the one that your browser shows in Dynamics.`,
      ),
    );
  if (dynamics.loginBase.trim() !== '' && !isLoopback(dynamics.loginBase))
    found.push(
      error(
        'dynamics.loginBase',
        'Another place for tokens is accepted on this machine only. Leave it empty: Microsoft gives the token.',
      ),
    );
  if (dynamics.tenantId.trim() === '')
    found.push(error('dynamics.tenantId', 'Enter the tenant id (Microsoft Entra admin center, Overview).'));
  else if (/^(common|organizations|consumers)$/i.test(dynamics.tenantId.trim()))
    found.push(
      error(
        'dynamics.tenantId',
        `"${dynamics.tenantId.trim()}" is no tenant. Enter the directory's id or one of its domain names.`,
      ),
    );
  if (dynamics.clientId.trim() === '')
    found.push(error('dynamics.clientId', 'Enter the application (client) id of the app registration.'));
  if (!hasSecret(dynamicsSecretName(dynamics.signIn)))
    found.push(
      error(
        `secret.${dynamicsSecretName(dynamics.signIn)}`,
        dynamics.signIn === 'certificate'
          ? 'Paste the private key of the certificate.'
          : 'Enter the client secret of the app registration.',
      ),
    );
  if (dynamics.signIn === 'certificate' && !/^[0-9a-f]{64}$/i.test(dynamics.thumbprintSha256.replaceAll(/[^0-9a-f]/gi, '')))
    found.push(error('dynamics.thumbprintSha256', 'The SHA-256 thumbprint of the certificate has 64 hexadecimal digits.'));
  if (dynamics.companies.every((company) => company.trim() === ''))
    found.push(error('dynamics.companies', 'Choose at least one company (legal entity).'));
  if (!/^\d{0,5}$/.test(dynamics.settleSeconds.trim()) || Number(dynamics.settleSeconds) > 86_400)
    found.push(error('dynamics.settleSeconds', 'The settle time is a whole number of seconds, at most 86400 (a day).'));
  return [...found, ...dimensionProblems(dynamics), ...eventProblems(dynamics.events, hasSecret)];
}

function dimensionProblems({ dimensionSegments, dimensionDelimiter }: ConnectionDraft['dynamics']): DraftProblem[] {
  const error = say('dynamics', 'error');
  const segments = dimensionSegments.map((segment) => segment.trim()).filter((segment) => segment !== '');
  if (segments.length === 0) return [];
  const found: DraftProblem[] = [];
  if (dimensionDelimiter === '')
    found.push(error('dynamics.dimensionDelimiter', 'Enter the character that joins the dimensions.'));
  const twice = segments.find(
    (segment, index) => segments.findIndex((other) => other.toLowerCase() === segment.toLowerCase()) !== index,
  );
  if (twice !== undefined) found.push(error('dynamics.dimensionSegments', `The dimension ${twice} stands twice in the format.`));
  return found;
}

function eventProblems(events: DraftEvents, hasSecret: DraftSurroundings['hasSecret']): DraftProblem[] {
  const error = say('dynamics', 'error');
  if (events.kind === 'none') return [];
  const found: DraftProblem[] = [];
  const place = events.kind === 'blob' ? 'container' : 'queue';
  if (events.place.trim() === '')
    found.push(error('dynamics.events.place', `Enter the name of the ${place} that Dynamics puts its business events into.`));
  if (!hasSecret('dynamics.events'))
    found.push(error('secret.dynamics.events', `Enter the connection string of the ${place}; Azure shows it under its keys.`));
  const types = [...events.confirmations, ...events.slips, ...events.invoices].map((type) => type.trim()).filter(Boolean);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined)
    found.push(error('dynamics.events.types', `The event type ${twice} stands twice; it can be about one journal only.`));
  return found;
}

function companyProblems(company: ConnectionDraft['company'], workspace: SetUpId): DraftProblem[] {
  const error = say('company', 'error');
  const found: DraftProblem[] = [];
  if (company.name.trim() === '') found.push(error('company.name', 'Enter the name of your company as your retailers know it.'));
  if (company.gs1Prefix.trim() === examplePrefix)
    found.push(
      say('company', workspace === 'live' ? 'error' : 'warn')(
        'company.gs1Prefix',
        `${examplePrefix} is the prefix of GS1's examples. Enter your own from your GS1 certificate.`,
      ),
    );
  const range = ssccRange({
    prefix: company.gs1Prefix.trim(),
    extension: company.ssccExtension.trim(),
    first: company.ssccFirst.trim(),
    last: company.ssccLast.trim(),
  });
  if (range.state === 'wrong') found.push(...range.problems.map(({ field, message }) => error(`company.${field}`, message)));
  return found;
}

/** What is wrong with an address, in words; nothing where it is good. The schema decides, so that both say the same. */
function addressFault(typed: string, what: string): string | undefined {
  const value = typed.trim();
  if (value === '') return `${what} is missing.`;
  const url = URL.parse(value);
  if (url === null || url.hostname === '') return `${what} "${value.slice(0, 80)}" is no address.`;
  const fault = connectionSchema.shape.sps.shape.apiBase.safeParse(value);
  return fault.success ? undefined : `${what} ${fault.error.issues[0]?.message ?? 'is no address'}.`;
}
