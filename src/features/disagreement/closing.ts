import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { noticeOf } from '../../actions/refusals.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { levelCard } from './level-card.ts';
import { close, type LevelContacts, mayClose } from './rules.ts';
import { disagreementsOf } from './state.ts';
import type { disagreementClose } from './verbs.ts';

const levelContacts = ({ currentSetUp }: Pick<Context, 'currentSetUp'>): LevelContacts => {
  const { level2, level3 } = currentSetUp();
  return { 2: level2, 3: level3 };
};

/**
 * A person who is set up for the level closes the disagreement, with a reason. They see the reference, the level and
 * dates, and nothing else of the case.
 */
export async function closeFromChat(given: PressInput<typeof disagreementClose>, context: Context): Promise<Reply> {
  const { by, now, pack, shows } = context;
  const { case: id, number, level, inputs } = given;
  const levels = levelContacts(context);
  const result = await changeCase<Reply>(id, context, (record) => {
    const disagreement = disagreementsOf(record.events).find((each) => each.number === number);
    const isTheirs = disagreement && mayClose(disagreement, record.events, levels, by);
    if (!isTheirs) return { instead: shows.notYours(), refusal: 'not-your-disagreement' };
    const history = { events: record.events, texts: record.facts.texts };
    return {
      outcome: close(history, { number, level, reason: inputs.reason, levels }, { by, now: now() }),
      by,
      answer(next, change) {
        const updated = disagreementsOf(next.events).find((each) => each.number === number) ?? disagreement;
        const cardReply = (again?: FormRetry, notice?: string): Reply => [
          { card: levelCard(next, updated, pack, again, notice), storeInChat: true },
        ];
        if (typeof change !== 'object') return cardReply();
        if (change.kind !== 'text-missing' && change.kind !== 'text-too-long')
          return cardReply(undefined, noticeOf(change, next));
        const typed = { reason: inputs.reason.slice(0, 8000) };
        return cardReply(formAgain({ attempt: given.attempt, typed }, change, { reason: 'Give the reason.' }));
      },
    };
  });
  return result?.answer ?? shows.notYours();
}
