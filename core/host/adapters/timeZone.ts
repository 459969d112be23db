import { AppError } from '#core/contract/errors.ts';

/** The zone of this machine. */
export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** True for a zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The zone that whoever started the program gave, else that of this machine. Throws `configuration` for one that nobody knows. */
export function hostZone(given: string | undefined): string {
  if (given === undefined || given === '') return machineZone();
  if (isZone(given)) return given;
  throw new AppError({
    code: 'configuration',
    message: `QUAYSIDE_TIME_ZONE is "${given}", which is no time zone that this machine knows. It looks like America/Chicago or Europe/Berlin.`,
  });
}
