import type { Finding } from '#core/domain/finding.ts';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import { fullSetOf } from '#core/domain/postingSets.ts';

const words = {
  'packing-slip': { is: 'Packing slip', went: 'shipped', posting: 'packing slip', document: '856', by: 'the delivery note' },
  invoice: { is: 'Invoice', went: 'billed', posting: 'invoice', document: '810', by: 'the printed invoice' },
  confirmation: { is: 'Confirmation', went: 'confirmed', posting: 'confirmation', document: '855', by: 'the confirmation' },
} as const;

/**
 * What nobody can know of a posting whose set names one order of several, why, and what to do. `stray`: its lines that cannot
 * be of that order; they are left out of the draft. Undefined where nothing speaks against it. Pure.
 */
export function doubtFinding(posting: Posting, stray: readonly PostingLine[]): Finding | undefined {
  const others = posting.doubt?.others ?? [];
  if (stray.length === 0 && others.length === 0) return undefined;
  const { is, by, document } = words[posting.kind];
  const order = posting.salesOrders.join(', ');
  const sentences = [
    `${is} ${posting.number} may be of several orders: it is read from ${posting.set}, which names one of them (${order}), so which of its lines are of that one nobody can know.`,
    ...straySentence(stray),
    ...otherSentence(posting),
    `Wait until Dynamics shows ${fullSetOf(posting.kind)} again: everything is then drafted anew by itself, within a day. Or compare the draft with ${by}, correct it, let it pass, and send the other orders their ${document} by hand.`,
  ];
  return {
    severity: 'HOLD',
    rule: 'JOIN-ORDERS',
    path: '',
    message: sentences.join(' '),
    value: [...stray.map(lineOf), ...others.map(({ salesOrder }) => salesOrder)].join(', '),
    expected: 'the order of every line',
    fix: { fix: 'dynamics', act: `make ${fullSetOf(posting.kind)} with its lines public again` },
    cost: 'Goods of one order would stand under another one, and that one would get no document.',
  };
}

const straySentence = (stray: readonly PostingLine[]): readonly string[] =>
  stray.length === 0
    ? []
    : [
        stray.length === 1
          ? `Line ${stray.map(lineOf).join('')} cannot be of it and is left out of the draft.`
          : `Lines ${stray.map(lineOf).join(', ')} cannot be of it and are left out of the draft.`,
      ];

function otherSentence({ kind, doubt }: Posting): readonly string[] {
  const { went, posting } = words[kind];
  const others = (doubt?.others ?? []).map(({ salesOrder, purchaseOrder }) => `${salesOrder} (purchase order ${purchaseOrder})`);
  if (others.length === 0) return [];
  return others.length === 1
    ? [`Sales order ${others.join('')} is ${went} too, and no ${posting} that can be read names it.`]
    : [`Sales orders ${others.join(', ')} are ${went} too, and no ${posting} that can be read names them.`];
}

const lineOf = ({ position, quantity, unit, itemNumber, name }: PostingLine): string =>
  `${position} (${[quantity, unit, itemNumber || name].filter(Boolean).join(' ')})`;
