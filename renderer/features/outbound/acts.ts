import type { InputOf } from '#core/contract/endpoints.ts';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { plural } from '../../lib/format.ts';

/** What a person does with one or many documents after having seen what it will do. */
export type Act = InputOf<'outbound.preview'>['act'];

export interface ActText {
  /** `Release`, as a button says it. */
  readonly label: string;
  /** `released`, as the message says it afterwards. */
  readonly past: string;
  /** What it does to each, in one sentence. */
  readonly effect: string;
  readonly asksReason: boolean;
}

export const actTexts: Readonly<Record<Act, ActText>> = {
  release: {
    label: 'Release',
    past: 'released',
    effect: 'Each leaves for SPS as it was seen; within the undo time of its partner it may be taken back.',
    asksReason: false,
  },
  'set-aside': {
    label: 'Set aside',
    past: 'set aside',
    effect: 'They never leave. They stay here and can be found.',
    asksReason: true,
  },
  'send-anyway': {
    label: 'Send anyway',
    past: 'sent without waiting',
    effect: 'They leave without the document that the partner expects first.',
    asksReason: true,
  },
  'try-again': {
    label: 'Try again',
    past: 'tried again',
    effect: 'The same bytes go to SPS once more; SPS refused them, so nothing is there twice.',
    asksReason: false,
  },
  'send-same-bytes': {
    label: 'Send the same bytes',
    past: 'sent again',
    effect:
      'SPS is asked once more; only what is still in neither listing nor history leaves again, byte for byte under the same name.',
    asksReason: true,
  },
  arrived: {
    label: 'It arrived',
    past: 'noted as arrived',
    effect: 'You say that SPS has it. Nothing is sent; the documents behind it go on.',
    asksReason: true,
  },
};

/** Which of these acts could concern a document by what its row shows; the preview says it exactly. */
const fits: Readonly<Record<Act, (row: OutboundListRow) => boolean>> = {
  release: (row) => row.draft === 'review',
  'set-aside': (row) => row.place === 'refused' || !['left', 'set-aside', 'superseded'].includes(row.draft),
  'send-anyway': (row) => row.outOfTurn,
  'try-again': (row) => row.place === 'refused',
  'send-same-bytes': (row) => row.transport === 'unknown',
  arrived: (row) => row.transport === 'unknown',
};

const inOrder: readonly Act[] = ['release', 'try-again', 'send-anyway', 'send-same-bytes', 'arrived', 'set-aside'];

/** The acts that any of the rows may take, and which rows. */
export function actsOf(
  rows: readonly OutboundListRow[],
): readonly { readonly act: Act; readonly rows: readonly OutboundListRow[] }[] {
  return inOrder.flatMap((act) => {
    const fitting = rows.filter(fits[act]);
    return fitting.length === 0 ? [] : [{ act, rows: fitting }];
  });
}

export const documentsInWords = (count: number): string => `${count} ${plural(count, 'document')}`;
