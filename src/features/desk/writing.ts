import { type Action, caseAction, notThere, ownAction } from '../../actions/action.ts';
import { phonedIn } from '../../case/referral.ts';
import { referralOf } from '../../case/state.ts';
import { recordInWriting } from './in-writing.ts';
import { takeBackCaller } from './rules.ts';
import { notMe, putInWriting, sendWriting } from './verbs.ts';
import { inWritingCard, notMeCard, writingForm } from './writing-cards.ts';

const where = ['chat'] as const;

/** What the caller can do in their own chat: put the call in writing, or say that it was not them. */
export const writingActions: readonly Action[] = [
  caseAction(putInWriting, {
    where,
    does: ({ record, referral }, _, { pack }) => (phonedIn(referral) ? { card: writingForm(record, pack) } : notThere),
  }),
  caseAction(sendWriting, {
    where,
    does: ({ record, referral }, { typed }, at) => recordInWriting(referral, typed, record.facts.texts, at),
    again({ record }, given, { pack }, why) {
      const typed = Object.fromEntries(Object.entries(given.typed).map(([box, text]) => [box, text.slice(0, 8000)]));
      const faults = why.kind === 'boxes-are-wrong' ? why.faults : {};
      return { card: writingForm(record, pack, { attempt: given.attempt, typed, faults }) };
    },
    after: ({ record }, _, { pack }, isNew) => ({ card: inWritingCard(record, pack), storeInChat: isNew }),
  }),
  /**
   * A person whom the MASH took for the caller says that it was not them. They lose the case at once, and the case
   * records who said so.
   */
  ownAction(notMe, ({ case: id }, { pack }) => ({
    usesTeamsName: true,
    does: ({ events }, at) => takeBackCaller(referralOf(events), at),
    after: (_next, _before, isNew) => (isNew ? [{ card: notMeCard(id, pack), storeInChat: true }] : notThere),
  })),
];
