import { AppError } from '#core/contract/errors.ts';

/** The form in which paths are compared and stored: no leading slash (listings have one, history has none). */
export function normalPath(path: string): string {
  return path.replace(/^\/+/, '');
}

/** The address of a folder or file; each segment encoded, the trailing slash of a folder kept: it selects "list". */
export function dataUrl(apiBase: string, path: string): string {
  const encoded = normalPath(path).split('/').map(encodeURIComponent).join('/');
  return `${apiBase.replace(/\/+$/, '')}/transactions/v5/data/${encoded}`;
}

export function historyUrl(apiBase: string): string {
  return `${apiBase.replace(/\/+$/, '')}/transactions/v5/history`;
}

/** A link that SPS gave, resolved against where it came from. Throws when it leads to another host: the token stays here. */
export function sameHost(link: string, from: string): string {
  const url = new URL(link, from);
  if (url.origin !== new URL(from).origin) {
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: `SPS gave a link to another host (${url.host}), to which the access token is not sent. Check the API address.`,
    });
  }
  return url.href;
}
