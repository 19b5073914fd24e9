import { type Action, caseAction, errand, notThere, type PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { phonedIn } from '../../case/along.ts';
import { referralOf } from '../../case/state.ts';
import { recordInWriting as write } from './in-writing.ts';
import { takeBackCaller } from './rules.ts';
import { notMe, putInWriting, sendWriting } from './verbs.ts';
import { inWritingCard, notMeCard, writingForm } from './writing-cards.ts';

const where = ['chat'] as const;

/** In the own chat of who rang: the written form with what the MASH wrote down, and that it was not them. */
export const writingActions: readonly Action[] = [
  caseAction(putInWriting, {
    where,
    does: ({ record, referral }, _, { pack }) => (phonedIn(referral) ? { card: writingForm(record, pack) } : notThere),
  }),
  caseAction(sendWriting, {
    where,
    does: ({ record, referral }, { typed }, at) => write(referral, typed, record.facts.texts, at),
    again({ record }, given, { pack }, why) {
      const typed = Object.fromEntries(Object.entries(given.typed).map(([box, text]) => [box, text.slice(0, 8000)]));
      const faults = why.kind === 'boxes-are-wrong' ? why.faults : {};
      return { card: writingForm(record, pack, { attempt: given.attempt, typed, faults }) };
    },
    after: ({ record }, _, { pack }, isNew) => ({ card: inWritingCard(record, pack), storeInChat: isNew }),
  }),
  errand(notMe, where, itWasNotMe),
];

/** Whom the MASH took for who rang: the case is closed to them at once, and says so under the name that Teams has for them. */
async function itWasNotMe({ case: id }: PressInput<typeof notMe>, context: Context): Promise<Reply> {
  const { by, now, pack, shows } = context;
  const done = await changeCase<Reply>(id, context, ({ events }) => ({
    outcome: takeBackCaller(referralOf(events), { by, now: now() }),
    by,
    answer: (_, how) => (how === 'new' ? [{ card: notMeCard(id, pack), storeInChat: true }] : shows.notYours()),
  }));
  return done?.answer ?? shows.notYours();
}
