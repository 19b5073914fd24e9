import { caseAction, type PressAnswer, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { plain } from '../../cards/parts.ts';
import type { Refusal } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { linkWords } from '../../draft/next-child.ts';
import { areSeveral } from '../../draft/several.ts';
import { face, howLinkedCard, linksCard } from './cards.ts';
import { compareAction } from './compare.ts';
import { events, hears } from './events.ts';
import { findActions, findWords } from './find.ts';
import { linkCases, ruleOut } from './rules.ts';
import { askLink, link, links, notTheSame, startLinked } from './verbs.ts';

const where = ['mash'] as const;

/** The list of linked cases, which every press shows. The other case is told through the outbox. */
const listed = (record: CaseRecord, notice?: string): PressAnswer => ({ card: linksCard(record, notice), notice });

const onRefusal = ({ record }: Sent, _given: unknown, _at: unknown, { kind }: Refusal) =>
  kind === 'no-such-link' ? listed(record, 'That case is not on this list. Nothing was changed.') : undefined;

/** The presses on the card of linked cases. */
const actions = [
  caseAction(links, { where, does: ({ record }) => listed(record) }),
  caseAction(askLink, { where, does: ({ record }, { other }) => ({ card: howLinkedCard(record, other) }) }),
  caseAction(link, {
    where,
    onRefusal,
    does: ({ record }, { other, choice }, at) => linkCases(record.events, other, choice, at),
    after: ({ record }, { other, choice }, _, isNew) =>
      listed(record, isNew ? `Linked with ${other}, ${linkWords[choice]}.` : undefined),
  }),
  caseAction(notTheSame, {
    where,
    onRefusal,
    does: ({ record }, { other }, at) => ruleOut(record.events, other, at),
    after: ({ record }, { other }, _, isNew) => listed(record, isNew ? `Not the same: ${other}.` : undefined),
  }),
  compareAction,
  ...findActions,
];

export const linking = {
  name: 'linking',
  typed: [findWords],
  actions,
  events,
  hears,
  face,
  async carriesOut(record, message, stores) {
    if (message.kind !== 'link' && message.kind !== 'look-for-links') return false;
    // Loaded only here, because the name comparison is slow to load.
    const { linkBack, lookForLinks, tellOtherCase } = await import('./telling.ts');
    if (message.kind === 'look-for-links') await lookForLinks(record, stores);
    else if (message.event === undefined) await linkBack(record, message.to, stores);
    else await tellOtherCase(record, { to: message.to, event: message.event }, stores);
    return true;
  },
  receipt: {
    last: ({ record }) =>
      areSeveral(record.facts.answers)
        ? [plain(['More than one child? For the next one, type “next child”.'], 'Small')]
        : [],
    buttons: { startLinked: below(startLinked, 'Start a linked referral') },
  },
} satisfies Feature;
