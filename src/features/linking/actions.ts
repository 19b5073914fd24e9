import { type Action, caseAction } from '../../actions/action.ts';
import { linksCard } from './cards.ts';
import { link as linkThem, ruleOut } from './rules.ts';
import { link, links, notTheSame } from './verbs.ts';

/** Recorded on this case; the other one hears of it through the outbox. */
const judged = (
  verb: typeof link | typeof notTheSame,
  rule: typeof linkThem,
  done: (other: string) => string,
): Action =>
  caseAction(verb, {
    where: ['mash'],
    does: ({ record }, { other }, at) => rule(record.events, other, at),
    after({ record }, { other }, _, isNew) {
      const notice = done(other);
      return isNew ? { card: linksCard(record, notice), notice } : { card: linksCard(record) };
    },
    says({ record }, _given, _at, { kind }) {
      if (kind !== 'no-such-link') return undefined;
      const notice = 'That case is not on this list. Nothing was changed.';
      return { card: linksCard(record, notice), notice };
    },
  });

/** What a press on the card of linked cases does. */
export const actions = [
  caseAction(links, { where: ['mash'], does: ({ record }) => ({ card: linksCard(record) }) }),
  judged(link, linkThem, (other) => `Linked with ${other}.`),
  judged(notTheSame, ruleOut, (other) => `Not the same: ${other}.`),
];
