import { join } from 'node:path';
import type { DownloadItem, Session } from 'electron';
import { origin } from './scheme.ts';

export interface DownloadParts {
  readonly session: Pick<Session, 'on'>;
  /** The folder in which a file was saved last; dialogs begin in Downloads since Electron 43 unless told otherwise. */
  readonly folder: () => string;
  readonly onSaved: (path: string) => void;
}

/** True for a file that our own page made (a blob of our origin); whatever else arrives is refused. */
export function isOurDownload(address: string): boolean {
  return address.startsWith(`blob:${origin}/`);
}

/** A name without a path, a device or a control character: it comes from a page and may carry text of third parties. */
export function safeFileName(name: string): string {
  const kept = name
    .normalize('NFC')
    // oxlint-disable-next-line eslint/no-control-regex -- these are the characters to be removed
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 150);
  return kept === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(kept) ? `file ${kept}`.trim() : kept;
}

/** Files of ours ask where to go; everything else is refused before a byte is written. */
export function keepDownloads({ session, folder, onSaved }: DownloadParts): void {
  session.on('will-download', (event, item: DownloadItem) => {
    if (!isOurDownload(item.getURL())) {
      event.preventDefault();
      return;
    }
    item.setSaveDialogOptions({ defaultPath: join(folder(), safeFileName(item.getFilename())) });
    item.once('done', (_done, state) => {
      if (state === 'completed') onSaved(item.getSavePath());
    });
  });
}
