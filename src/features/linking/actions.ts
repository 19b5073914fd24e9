import { caseAction, type PressAnswer, type Sent } from '../../actions/action.ts';
import { linkWords } from '../../cards/link-words.ts';
import type { Refusal } from '../../case/outcome.ts';
import { howLinkedCard, linksCard } from './cards.ts';
import { linkCases, ruleOut } from './rules.ts';
import { askLink, link, links, notTheSame } from './verbs.ts';

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
export const actions = [
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
