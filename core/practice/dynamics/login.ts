import { json, type PracticeReply, type PracticeRequest } from '../http.ts';
import type { DynamicsParts } from './server.ts';

/** The token endpoint: client credentials with a secret or a certificate, and Entra's own ways to say no. */
export function createLogin(parts: DynamicsParts, tokens: Map<string, number>): (request: PracticeRequest) => PracticeReply {
  const { account, clock, settings } = parts;
  return function token(request: PracticeRequest): PracticeReply {
    const fault = settings.tokenFaults.shift();
    if (fault === '429') return json(429, { error: 'temporarily_unavailable' }, { 'retry-after': '1' });
    if (fault === '500')
      return json(500, { error: 'server_error', error_description: 'AADSTS90033: A transient error has occurred.' });
    const fields = new URLSearchParams(request.body.toString('utf8'));
    const refuse = (code: string, words: string): PracticeReply =>
      json(401, {
        error: code,
        error_description: words,
        error_codes: [Number(/\d{5,}/.exec(words)?.[0] ?? 0)],
        trace_id: parts.random.hex(8),
        correlation_id: parts.random.hex(8),
      });
    if (!request.url.pathname.startsWith(`/${account.tenantId}/`))
      return refuse('invalid_request', 'AADSTS90002: Tenant not found.');
    if (fields.get('client_id') !== account.clientId)
      return refuse('unauthorized_client', 'AADSTS700016: Application not found in the directory.');
    const byCertificate = fields.get('client_assertion') !== null;
    if (!byCertificate && fields.get('client_secret') !== account.clientSecret)
      return refuse('invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    const wanted = `${parts.base().replace(/\/$/, '')}/.default`;
    if (!(fields.get('scope') ?? '').split(' ').includes(wanted))
      return refuse('invalid_scope', `AADSTS70011: The scope is not valid; expected ${wanted}.`);
    const text = parts.random.hex(24);
    tokens.set(text, clock.now() + settings.tokenSeconds * 1000);
    return json(200, {
      token_type: 'Bearer',
      expires_in: settings.tokenSeconds,
      ext_expires_in: settings.tokenSeconds,
      access_token: text,
    });
  };
}
