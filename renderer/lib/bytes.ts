const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `840 B`, `1.2 MB`: bytes as disks are sold, in thousands. */
export function bytesInWords(bytes: number): string {
  const step = Math.min(steps.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 ? Math.round(value) : value.toFixed(1)} ${steps[step] ?? 'B'}`;
}
