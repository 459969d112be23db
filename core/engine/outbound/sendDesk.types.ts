import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

/** What a person does with documents on their way to SPS. */
export interface SendDesk {
  /** One document, with the correction that its partner's policy allows now. Throws `not-found`. */
  get(input: ParsedInputOf<'outbound.get'>): Promise<OutputOf<'outbound.get'>>;
  preview(input: ParsedInputOf<'outbound.preview'>): Promise<OutputOf<'outbound.preview'>>;
  release(input: ParsedInputOf<'outbound.release'>): Promise<OutputOf<'outbound.release'>>;
  takeBack(input: ParsedInputOf<'outbound.takeBack'>): Promise<OutputOf<'outbound.takeBack'>>;
  /** The rest of the time to undo is given up. */
  sendNow(input: ParsedInputOf<'outbound.sendNow'>): Promise<OutputOf<'outbound.sendNow'>>;
  setAside(input: ParsedInputOf<'outbound.setAside'>): Promise<OutputOf<'outbound.setAside'>>;
  sendAnyway(input: ParsedInputOf<'outbound.sendAnyway'>): Promise<OutputOf<'outbound.sendAnyway'>>;
  tryAgain(input: ParsedInputOf<'outbound.tryAgain'>): Promise<OutputOf<'outbound.tryAgain'>>;
  /** Throws `not-allowed` where the partner's policy takes no second one, or asks for a call that was not made. */
  sendAgain(input: ParsedInputOf<'outbound.sendAgain'>): Promise<void>;
  unknown(input: ParsedInputOf<'outbound.unknown'>): Promise<OutputOf<'outbound.unknown'>>;
  /** Looks at SPS now, beside any run; throws what keeps it from looking. */
  look(): Promise<OutputOf<'outbound.look'>>;
  settle(input: ParsedInputOf<'outbound.settle'>): Promise<OutputOf<'outbound.settle'>>;
  reply(input: ParsedInputOf<'outbound.reply'>): Promise<void>;
  reconcile(): Promise<OutputOf<'outbound.reconcile'>>;
  endReconcile(reason: string): Promise<void>;
}
