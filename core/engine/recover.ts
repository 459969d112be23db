import type { EngineParts } from './engine.types.ts';

/**
 * What a crash, or a disk that was full when the end was to be written down, left open: attempts without an end become
 * unknown, runs without an end become interrupted. Before every run, when nothing can still be on its way.
 */
export async function recover({ store, ports }: Pick<EngineParts, 'store' | 'ports'>): Promise<void> {
  const at = ports.clock.now();
  const { recovered } = await store.recoverAttempts({ at });
  const { recovered: sends } = await store.recoverSends({ at });
  const { closed } = await store.closeOrphanedRuns({ at });
  if (recovered > 0 || sends > 0 || closed > 0)
    ports.log.info('recovered after an unclean end', { attempts: recovered, sends, runs: closed });
}
