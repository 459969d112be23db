import { createPrivateKey, X509Certificate } from 'node:crypto';
import { AppError } from '#core/contract/errors.ts';
import type { SecretName } from '#core/ports/ports.ts';

/** A secret as it is kept, and the thumbprint of a certificate that was pasted with its key. */
export interface SecretValue {
  readonly value: string;
  readonly thumbprintSha256?: string;
}

const wrong = (message: string): AppError => new AppError({ code: 'invalid-input', message });

/** Checks a secret as far as it can be without asking anybody. No sentence ever quotes it. */
export function secretValue(name: SecretName, typed: string): SecretValue {
  const value = typed.trim();
  if (value === '') throw wrong('The secret is empty.');
  if (name === 'dynamics.certificate') return privateKey(value);
  if (/\s/.test(value)) throw wrong('A secret has no spaces or line breaks. Copy it again, alone.');
  if (name === 'dynamics.clientSecret' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    throw wrong('This looks like the id of a secret. Entra shows the value beside it, once, right after the secret was made.');
  if (name === 'dynamics.events' && !/(^|;)(Endpoint=sb:\/\/|AccountName=|BlobEndpoint=)/i.test(value))
    throw wrong(
      'This is no connection string. In Azure, copy the one under "Shared access policies" of the queue (Endpoint=sb://…) or under "Access keys" of the storage account (…AccountName=…).',
    );
  return { value };
}

function privateKey(pem: string): SecretValue {
  const text = pem.replaceAll(String.raw`\n`, '\n');
  const key = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/.exec(text)?.[0];
  if (key === undefined)
    throw wrong(
      'There is no private key in it. Paste the PEM text from "-----BEGIN PRIVATE KEY-----" to its end; its certificate may stand with it.',
    );
  if (/ENCRYPTED/.test(key))
    throw wrong(
      'The private key is protected by a password. Take the password off first: openssl pkey -in key.pem -out plain.pem',
    );
  try {
    createPrivateKey(key);
  } catch {
    throw wrong('The private key cannot be read: it is cut or damaged. Paste all of it.');
  }
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(text)?.[0];
  if (certificate === undefined) return { value: key };
  const thumbprintSha256 = thumbprintOf(certificate, key);
  return { value: key, thumbprintSha256 };
}

function thumbprintOf(pem: string, key: string): string {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    throw wrong('The certificate beside the key cannot be read. Paste the key alone and type the thumbprint.');
  }
  if (!certificate.checkPrivateKey(createPrivateKey(key)))
    throw wrong('The private key is not the one of this certificate. Paste the pair that belongs together.');
  return certificate.fingerprint256.replaceAll(':', '');
}
