import { z } from 'zod';

// What a call may bring is bounded piece by piece: IPC has no limit of its own, and third-party text comes back through it.

/** A value of a document, as long as any that is read; with a good margin. */
export const anyText = z.string().max(20_000);

/** A record by names that are not known here, of at most so many. */
export const boundedRecord = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(key: Key, value: Value, most = 200) =>
  z.record(key, value).refine((record) => Object.keys(record).length <= most, `has more than ${most} entries`);
