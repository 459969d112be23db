import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';

/** What a person does with packing: pack, import a packing list, print labels, say where numbers come from. */
export interface PackingDesk {
  get(input: ParsedInputOf<'packing.get'>): Promise<OutputOf<'packing.get'>>;
  save(input: ParsedInputOf<'packing.save'>): Promise<OutputOf<'packing.save'>>;
  byRule(input: ParsedInputOf<'packing.byRule'>): Promise<OutputOf<'packing.byRule'>>;
  labels(input: ParsedInputOf<'packing.labels'>): Promise<OutputOf<'packing.labels'>>;
  previewImport(input: ParsedInputOf<'packing.previewImport'>): Promise<OutputOf<'packing.previewImport'>>;
  applyImport(input: ParsedInputOf<'packing.applyImport'>): Promise<OutputOf<'packing.applyImport'>>;
  dropPreview(previewId: string): void;
  setRange(input: ParsedInputOf<'packing.setRange'>): Promise<OutputOf<'packing.setRange'>>;
  setNextStart(input: ParsedInputOf<'packing.setNextStart'>): Promise<OutputOf<'packing.setNextStart'>>;
}
