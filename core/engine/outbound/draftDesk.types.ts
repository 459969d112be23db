import type { InputOf, OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

/** What a person does with drafts, with postings that are not ours, and with how a retailer wants its answers. */
export interface DraftDesk {
  /** What the page of an order says of its answers. */
  ofThread(threadId: number): Promise<Pick<OutputOf<'orders.thread'>, 'balance' | 'answers' | 'postings'>>;
  draft(input: InputOf<'outbound.draft'>): Promise<OutputOf<'outbound.draft'>>;
  correct(input: ParsedInputOf<'outbound.correct'>): Promise<OutputOf<'outbound.correct'>>;
  uncorrect(input: InputOf<'outbound.uncorrect'>): Promise<OutputOf<'outbound.uncorrect'>>;
  answerChoices(input: ParsedInputOf<'outbound.answerChoices'>): Promise<void>;
  accept(input: ParsedInputOf<'outbound.accept'>): Promise<void>;
  sendBack(input: ParsedInputOf<'outbound.sendBack'>): Promise<void>;
  redraft(outboundId: number): Promise<void>;
  adopt(input: ParsedInputOf<'postings.adopt'>): Promise<void>;
  change(documentId: number): Promise<OutputOf<'changes.get'>>;
  decide(input: ParsedInputOf<'changes.decide'>): Promise<void>;
  move(input: ParsedInputOf<'changes.move'>): Promise<void>;
  sheet(input: InputOf<'sheets.get'>): Promise<OutputOf<'sheets.get'>>;
  saveSheet(input: ParsedInputOf<'sheets.save'>): Promise<OutputOf<'sheets.save'>>;
  sheetHistory(input: ParsedInputOf<'sheets.history'>): Promise<OutputOf<'sheets.history'>>;
}
