import type { StatusView } from '#core/contract/views/status.ts';
import type { EngineParts } from './engine.types.ts';

export type Progress = NonNullable<StatusView['progress']>;

/** How often progress reaches the screen at most. */
const everyMs = 150;

/** How far the run is that is going on. */
export interface ProgressWatch {
  current(): Progress | undefined;
  /** Tells screens of a new phase at once, of everything else now and then. */
  show(next: Progress): void;
  clear(): void;
}

/** @see ProgressWatch */
export function createProgress({ ports, publish }: Pick<EngineParts, 'ports' | 'publish'>): ProgressWatch {
  let progress: Progress | undefined;
  let lastPublished = 0;

  return {
    current: () => progress,
    show(next) {
      const now = ports.clock.monotonic();
      const changedPhase = progress?.phase !== next.phase;
      if (progress === undefined) publish({ topic: 'runs' });
      progress = next;
      if (!changedPhase && now - lastPublished < everyMs) return;
      lastPublished = now;
      publish({ topic: 'status' });
    },
    clear() {
      progress = undefined;
    },
  };
}
