import { folderPath } from '#core/domain/connection.ts';
import { AppError } from '#core/contract/errors.ts';

export interface WriteTest {
  readonly live: boolean;
  /** The folders that documents go to. */
  readonly outbound: readonly string[];
  /** Where the test file should go, as it was typed. */
  readonly folder: string;
}

/** A file in a folder that SPS reads from is a document to SPS: never for live, nor anywhere below such a folder. */
export function refuseWriteTest({ live, outbound, folder }: WriteTest): void {
  const wanted = folderPath(folder);
  // `./in/` and `x/../in/` are the outbound folder, too, once they stand in an address.
  if (
    wanted
      .split('/')
      .slice(0, -1)
      .some((part) => ['', '.', '..'].includes(part) || part.includes('%'))
  )
    throw new AppError({
      code: 'not-allowed',
      message: `${wanted} is no folder as SPS lists it. Write its path without empty parts, ".", ".." and "%".`,
    });
  const read = outbound.map(folderPath).some((path) => path !== '' && wanted.startsWith(path));
  if (!live || !read) return;
  throw new AppError({
    code: 'not-allowed',
    message: `${wanted} is an outbound folder of the live workspace: SPS would take the test file for a document. Name another folder.`,
  });
}
