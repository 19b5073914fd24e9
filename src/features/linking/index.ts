import { caseAction, type PressAnswer, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { linkWords } from '../../cards/link-words.ts';
import type { Refusal } from '../../case/outcome.ts';
import { face, howLinkedCard, linksCard } from './cards.ts';
import { events, hears } from './events.ts';
import { linkCases, ruleOut } from './rules.ts';
import { askLink, link, links, notTheSame, startLinked } from './verbs.ts';

/** What a press shows: the list of linked cases. The other case is told through the outbox. */
const listAnswers = {
  after({ record }: Sent, notice: string, isNew: boolean): PressAnswer {
    return isNew ? { card: linksCard(record, notice), notice } : { card: linksCard(record) };
  },
  onRefusal({ record }: Sent, _given: unknown, _at: unknown, { kind }: Refusal): PressAnswer | undefined {
    if (kind !== 'no-such-link') return undefined;
    const notice = 'That case is not on this list. Nothing was changed.';
    return { card: linksCard(record, notice), notice };
  },
};

/** The presses on the card of linked cases. */
const actions = [
  caseAction(links, { where: ['mash'], does: ({ record }) => ({ card: linksCard(record) }) }),
  caseAction(askLink, { where: ['mash'], does: ({ record }, { other }) => ({ card: howLinkedCard(record, other) }) }),
  caseAction(link, {
    where: ['mash'],
    does: ({ record }, { other, choice }, at) => linkCases(record.events, other, choice, at),
    after: (sent, { other, choice }, _, isNew) =>
      listAnswers.after(sent, `Linked with ${other}, ${linkWords(choice)}.`, isNew),
    onRefusal: listAnswers.onRefusal,
  }),
  caseAction(notTheSame, {
    where: ['mash'],
    does: ({ record }, { other }, at) => ruleOut(record.events, other, at),
    after: (sent, { other }, _, isNew) => listAnswers.after(sent, `Not the same: ${other}.`, isNew),
    onRefusal: listAnswers.onRefusal,
  }),
];

export const linking = {
  name: 'linking',
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
  receipt: { buttons: { startLinked: below(startLinked, 'Start a linked referral') } },
} satisfies Feature;
