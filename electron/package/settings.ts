/** What the machine that packs decides, because no source can know it. */
export const packageVariables = {
  feed: 'QUAYSIDE_UPDATE_URL',
  maintainer: 'QUAYSIDE_MAINTAINER',
  homepage: 'QUAYSIDE_HOMEPAGE',
} as const;

/**
 * The arguments for electron-builder: those given, and what the environment says of the publisher. Throws an Error with a
 * sentence for a feed that is no https address or carries a password, and where a .deb would be made without its maintainer.
 */
export function builderArguments(
  given: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): readonly string[] {
  const value = (name: keyof typeof packageVariables): string | undefined => env[packageVariables[name]]?.trim() || undefined;
  const [feed, maintainer, homepage] = [value('feed'), value('maintainer'), value('homepage')];
  if (makesDeb(given, platform) && (maintainer === undefined || homepage === undefined))
    throw new Error(
      `A .deb names who maintains it. Set ${packageVariables.maintainer} ("Name <mail>") and ${packageVariables.homepage}, or name other targets, as in "npm run package -- --linux AppImage".`,
    );
  return [
    ...given,
    // Nothing leaves this machine by itself: whoever packs copies the files to the feed.
    '--publish',
    'never',
    ...(feed === undefined ? [] : feedArguments(checkedFeed(feed))),
    ...(maintainer === undefined ? [] : [`-c.linux.maintainer=${maintainer}`]),
    ...(homepage === undefined ? [] : [`-c.extraMetadata.homepage=${homepage}`]),
  ];
}

/** A build that updates itself must be signed where the system looks at signatures: an unsigned one could be replaced by anybody. */
function feedArguments(feed: string): readonly string[] {
  return [
    '-c.publish.provider=generic',
    `-c.publish.url=${feed}`,
    '-c.win.forceCodeSigning=true',
    '-c.mac.forceCodeSigning=true',
  ];
}

function checkedFeed(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new Error(`${packageVariables.feed} is "${text}". Write an address that begins with https:// and carries no password.`);
  return url.href;
}

function makesDeb(given: readonly string[], platform: NodeJS.Platform): boolean {
  if (given.includes('--dir') || given.includes('dir')) return false;
  if (given.includes('deb')) return true;
  const named = given.some((word) => ['--linux', '-l'].includes(word));
  const others = given.some((word) => ['--win', '-w', '--windows', '--mac', '-m', '-o', '--macos'].includes(word));
  const targets = given.some((word) => ['AppImage', 'tar.gz', 'zip'].includes(word));
  return !targets && (named || (platform === 'linux' && !others));
}
