import type { ReactNode } from 'react';
import type { AnyFixView, FixView } from '#core/contract/views/fix.ts';
import type { MissingMapping } from '#core/contract/views/mappings.ts';
import type { TriageGroup, TriageMember } from '#core/contract/views/triage.ts';
import { Facts } from '../../ui/Details.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { HoldAnswers } from '../holds/HoldAnswers.tsx';
import { asSent } from '../missing/asSent.ts';
import { FixOf } from '../missing/MissingPanel.tsx';
import { ReleaseFoot } from '../missing/ReleaseFoot.tsx';
import { ChangeFix, isChange } from './ChangeFix.tsx';
import { PriceFix } from './PriceFix.tsx';
import { ReadFix } from './ReadFix.tsx';

/** What a panel shows of a fix: its fields, and the act at the bottom that stays in sight. */
export interface FixParts {
  readonly body: ReactNode;
  readonly footer: ReactNode;
}

export interface GroupFixProps {
  readonly group: TriageGroup;
  /** The member that a person looks at; absent while it is on its way. */
  readonly member: TriageMember | undefined;
  readonly onDone: () => void;
  readonly render: (parts: FixParts) => ReactNode;
}

/** The fix that frees a group, in place: a mapping, a price, texts to read, or an answer. */
export function GroupFix({ group, member, onDone, render }: GroupFixProps): ReactNode {
  const { fix } = group;
  if (isMapping(fix)) {
    const row = missingOf(group, fix);
    return (
      <FixOf
        key={group.key}
        row={row}
        fix={fix}
        render={({ body, foot }) =>
          render({
            body: (
              <>
                <PanelPart title="As sent">
                  <Facts entries={asSent(fix)} />
                </PanelPart>
                {body}
              </>
            ),
            footer: <ReleaseFoot {...foot} onDone={onDone} />,
          })
        }
      />
    );
  }
  if (fix?.fix === 'price') return <PriceFix causeKey={group.group} onDone={onDone} render={render} />;
  const hold = member?.hold;
  if (!hold) return render({ body: null, footer: undefined });
  if (hold.fix?.fix === 'read')
    return <ReadFix key={hold.id} hold={hold} texts={hold.fix.texts} member={member} onDone={onDone} render={render} />;
  const siblings = group.members > 1 ? { siblings: { kind: group.kind, group: group.group } } : {};
  if (isChange(hold) && hold.documentId !== undefined)
    return (
      <ChangeFix
        key={hold.id}
        hold={hold}
        documentId={hold.documentId}
        member={member}
        onDone={onDone}
        render={render}
        {...siblings}
      />
    );
  return render({
    body: null,
    footer:
      hold.choices.length === 0 ? undefined : (
        <HoldAnswers hold={hold} purchaseOrder={member.purchaseOrder} onAnswered={onDone} {...siblings} />
      ),
  });
}

const kinds = { partner: 'partners', location: 'locations', item: 'items', 'item-choice': 'items', unit: 'units' } as const;

type MappingFix = Extract<FixView, { fix: keyof typeof kinds }>;

function isMapping(fix: AnyFixView | undefined): fix is MappingFix {
  return fix !== undefined && fix.fix in kinds;
}

/** The group as the list of missing mappings knows it. */
function missingOf(group: TriageGroup, fix: MappingFix): MissingMapping {
  const { title, nextStep, orders, lines, worth, since, earliestShipBy } = group;
  return {
    key: group.group,
    kind: kinds[fix.fix],
    title,
    nextStep,
    fix,
    partnerId: fix.partnerId,
    partnerName: group.partners[0] ?? fix.partnerId,
    orders,
    lines,
    worth,
    since,
    ...(earliestShipBy === undefined ? {} : { earliestShipBy }),
  };
}
