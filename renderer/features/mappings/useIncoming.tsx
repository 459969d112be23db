import { useState, type ReactNode } from 'react';
import type { ImportPreview } from '#core/contract/views/mappingImports.ts';
import { ImportScreen } from './ImportScreen.tsx';
import type { PastedCells } from './pasted.ts';

interface Incoming {
  readonly preview: ImportPreview;
  readonly pasted: PastedCells;
}

/** Rows of a file or of the clipboard that were read and not saved: `screen` takes the place of the page until they are, or are left. */
export function useIncoming(): {
  readonly screen: ReactNode;
  readonly onPreview: (preview: ImportPreview, pasted: PastedCells) => void;
} {
  const [incoming, setIncoming] = useState<Incoming>();
  return {
    screen: incoming ? (
      <ImportScreen
        key={incoming.preview.previewId}
        preview={incoming.preview}
        pasted={incoming.pasted}
        onPreview={(preview) => setIncoming({ preview, pasted: new Map() })}
        onClose={() => setIncoming(undefined)}
      />
    ) : undefined,
    onPreview: (preview, pasted) => setIncoming({ preview, pasted }),
  };
}
