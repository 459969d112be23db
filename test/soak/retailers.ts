import type { Random } from '#core/practice/random.ts';
import type { Round } from './plan.ts';
import { control, receivedAt } from './worldControl.ts';

export interface Retailers {
  /** Answers a share of the documents that SPS got and that have no word yet. */
  answer(how: Round['replies']): Promise<void>;
  /** The word on each file. */
  readonly replies: ReadonlyMap<string, string>;
}

/** The other side: takes documents with a 997, throws few back with an 824. One word a document. */
export function createRetailers(base: string, random: Random): Retailers {
  const replies = new Map<string, string>();
  return {
    replies,
    async answer({ share, rejected }) {
      const open = (await receivedAt(base)).filter(({ path, overwritten }) => !overwritten && !replies.has(path));
      const chosen = open.filter(() => random.next() < share);
      const [back, taken] = [chosen.filter(() => random.next() < rejected), new Set(chosen.map(({ path }) => path))];
      for (const { path } of back) taken.delete(path);
      await reply(
        '824',
        'rejected',
        back.map(({ path }) => path),
      );
      await reply('997', 'accepted', [...taken]);
    },
  };

  async function reply(kind: '997' | '824', outcome: 'accepted' | 'rejected', documents: readonly string[]): Promise<void> {
    if (documents.length === 0) return;
    await control(base, 'reply', { documents, kind, outcome, text: outcome === 'rejected' ? 'Not as agreed' : '' });
    for (const path of documents) replies.set(path, outcome);
  }
}
