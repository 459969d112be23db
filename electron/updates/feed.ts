/** What a package says of its updates: `app-update.yml` beside the archive, written while it was packed. */
export interface Feed {
  readonly url: string;
  /** Who signs; only packages for Windows name it. */
  readonly publishers: readonly string[];
}

export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  /** The text of `app-update.yml`; nothing where the package has none. */
  readonly feedText: string | undefined;
  /** The AppImage that runs, as its loader names it; nothing for any other installation on Linux. */
  readonly appImage: string | undefined;
}

/** Why this installation does not update itself, as a sentence; nothing where it does. */
export function whyNoUpdates({ platform, packaged, feedText, appImage }: Installation): string | undefined {
  if (!packaged) return 'Quayside runs from its source here and is updated with it.';
  if (feedText === undefined) return 'This build has no update feed. New versions come from your administrator.';
  const feed = readFeed(feedText);
  if (URL.parse(feed.url)?.protocol !== 'https:')
    return `The update feed of this build, "${feed.url}", is no https address and is not asked. Tell your administrator.`;
  if (platform === 'win32' && feed.publishers.length === 0)
    return 'This build does not say who signs its updates, so it takes none. New versions come from your administrator.';
  if (platform === 'linux' && appImage === undefined)
    return 'Quayside was installed by the package manager of this machine, which updates it too.';
  return undefined;
}

/** Reads the few lines that matter; the file is written by the packing tool and has one value a line. */
export function readFeed(text: string): Feed {
  const lines = text.split(/\r?\n/);
  const url = lines.map((line) => /^url:\s*(.+)$/.exec(line)?.[1]).find((value) => value !== undefined);
  const at = lines.findIndex((line) => line.startsWith('publisherName:'));
  const inline = at < 0 ? '' : (lines[at] ?? '').slice('publisherName:'.length).trim();
  const below = lines.slice(at + 1);
  const end = below.findIndex((line) => !/^\s*-\s/.test(line));
  const listed = at < 0 ? [] : below.slice(0, end < 0 ? below.length : end).map((line) => line.replace(/^\s*-\s*/, ''));
  return {
    url: bare(url ?? ''),
    publishers: [inline, ...listed].map(bare).filter((name) => name !== '' && name !== '[]' && name !== 'null'),
  };
}

function bare(value: string): string {
  return value.trim().replace(/^(['"])(.*)\1$/, '$2');
}

/** True where every file of an update comes from the feed itself or over https. */
export function comesSafely(files: readonly { readonly url: string }[]): boolean {
  return (
    files.length > 0 &&
    files.every(({ url }) => {
      const absolute = URL.parse(url);
      return absolute === null ? !url.startsWith('//') : absolute.protocol === 'https:';
    })
  );
}

/** What went wrong with an update, as a sentence: what, what became of it, what to do next. */
export function failureSentence(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE' || /code signature/i.test(message))
    return 'The new version is not signed by the maker of this one. It was thrown away, this version works on. Tell your administrator.';
  if (code === 'ERR_CHECKSUM_MISMATCH' || /(sha512|sha256|size) (checksum )?mismatch/i.test(message))
    return 'The new version is not what the feed promised: it was damaged or changed on its way. It was thrown away and is fetched anew later. Where this stays, tell your administrator.';
  if (
    /^ERR_UPDATER_(CHANNEL_FILE_NOT_FOUND|INVALID_UPDATE_INFO|NO_FILES_PROVIDED|ASSET_NOT_FOUND|INVALID_VERSION|NO_CHECKSUM)/.test(
      code,
    )
  )
    return 'The update feed says nothing that can be used. This version works on and asks again later. Where this stays, tell your administrator.';
  if (code === 'ENOSPC') return 'The disk has no room for the new version. Make some; Quayside asks again later.';
  if (/net::|ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|HttpError|HTTP_ERROR/i.test(`${code} ${message}`))
    return 'The update feed cannot be reached. This version works on and asks again later.';
  return 'The new version could not be fetched. This version works on and tries again later.';
}

export const unsafeFeed =
  'The update feed points to files without https. They were not fetched, this version works on. Tell your administrator.';
