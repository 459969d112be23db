import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { SecretName } from '#core/ports/ports.ts';
import type { PracticeWorld } from '#core/practice/world.ts';
import { readSecretsFile } from '../adapters/secrets.ts';
import type { Terminal } from './command.ts';
import { readConnection } from './connectionFile.ts';
import { placeOf, type Place, type WhereValues } from './place.ts';
import { openPractice } from './practicePlace.ts';
import { readByOthers } from './readByOthers.ts';
import { terminalText } from './terminalText.ts';

/** A workspace that a command was pointed at. In the practice workspace its world runs in this process. */
export interface Where extends Place {
  readonly connection: Connection;
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
  readonly practice: PracticeWorld | undefined;
  close(): Promise<void>;
}

export interface WhereNeeds {
  /** Orders that wait in a new practice world: some in any case, whichever command makes it. */
  readonly practiceOrders?: number;
  /** True for a command that works on no data folder: a practice world that runs in another process will do. */
  readonly onlyConnection?: boolean;
}

/** Finds the workspace of a command. Throws UsageError or AppError `configuration` with what to write. */
export async function openWhere(
  values: WhereValues,
  terminal: Pick<Terminal, 'env' | 'cwd' | 'err'>,
  needs: WhereNeeds = {},
): Promise<Where> {
  const secrets = values.secrets === undefined ? {} : readSecretsFile(resolve(terminal.cwd, values.secrets));
  const place = placeOf(values, terminal);
  const file = place.connectionFile;
  if (file === undefined) {
    const practice = await openPractice(place.folder, {
      orders: needs.practiceOrders ?? 6,
      running: needs.onlyConnection ?? false,
      timeZone: terminal.env['QUAYSIDE_TIME_ZONE'],
    });
    return { ...place, connection: practice.connection, secrets, practice: practice.world, close: () => practice.close() };
  }
  if (place.name !== 'connection' && !existsSync(file)) {
    throw new AppError({
      code: 'configuration',
      message: `The ${place.name} workspace has no connection yet. Put its connection file at ${file}, or give --connection FILE --data DIR.`,
    });
  }
  const connection = readConnection(file);
  const warning = readByOthers(file, connection);
  if (warning !== undefined) terminal.err(terminalText(`${warning}\n`));
  return { ...place, connection, secrets, practice: undefined, close: async () => undefined };
}
