import { AppError } from '#core/contract/errors.ts';

/** The form in which paths are compared and stored: no leading slash (listings have one, history has none). */
export function normalPath(path: string): string {
  return path.replace(/^\/+/, '');
}

/**
 * The address of a folder or file; each segment encoded, the trailing slash of a folder kept: it selects "list". Throws for a name
 * with half of a character that takes two places: it cannot be encoded, and any other would be another file's.
 */
export function dataUrl(apiBase: string, path: string): string {
  if (!path.isWellFormed())
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: `The name ${path.toWellFormed()} at SPS holds half a character and cannot be asked for. Ask SPS to name the file anew.`,
    });
  const encoded = normalPath(path).split('/').map(encodeURIComponent).join('/');
  return `${apiBase.replace(/\/+$/, '')}/transactions/v5/data/${encoded}`;
}

export function historyUrl(apiBase: string): string {
  return `${apiBase.replace(/\/+$/, '')}/transactions/v5/history`;
}

const apiPath = '/transactions/v5/';

/**
 * A link that SPS gave, at the address it is asked at: the token stays here. Where a link names another host (the public one
 * behind a proxy) its part below the API is asked of ours; throws where it has none.
 */
export function onOurHost(link: string, from: string): string {
  const url = URL.parse(link, from);
  if (!url)
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: 'SPS gave a link to the next page that is no address. The page is asked for again in the next run.',
      retry: 'later',
    });
  const ours = new URL(from);
  if (url.origin === ours.origin) return url.href;
  const [, below] = `${url.pathname}${url.search}`.split(apiPath, 2);
  const [base] = `${ours.origin}${ours.pathname}`.split(apiPath, 1);
  if (below !== undefined && base !== undefined) return `${base}${apiPath}${below}`;
  throw new AppError({
    code: 'sps-unreadable-answer',
    message: `SPS gave a link to another host (${url.host}), to which the access token is not sent. Check the API address.`,
  });
}
