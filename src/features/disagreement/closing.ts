import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { noticeOf } from '../../actions/refusals.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { levelCard } from './level-card.ts';
import { close, type ForLevels, mayClose } from './rules.ts';
import { disagreementsOf } from './state.ts';
import type { disagreementClose } from './verbs.ts';

const levelsNow = ({ standing }: Pick<Context, 'standing'>): ForLevels => {
  const { level2, level3 } = standing();
  return { 2: level2, 3: level3 };
};

/**
 * A person who is set up for the level closes the disagreement, with a reason. They see the reference, the level and
 * dates, and nothing else of the case.
 */
export async function closeIt(given: PressInput<typeof disagreementClose>, context: Context): Promise<Reply> {
  const { by, now, pack, shows } = context;
  const { case: id, number, level, inputs } = given;
  const levels = levelsNow(context);
  const done = await changeCase<Reply>(id, context, (record) => {
    const about = disagreementsOf(record.events).find((each) => each.number === number);
    const isTheirs = about && mayClose(about, record.events, levels, by);
    if (!isTheirs) return { instead: shows.notYours(), refusal: 'not-your-disagreement' };
    const held = { events: record.events, texts: record.facts.texts };
    return {
      outcome: close(held, { number, level, reason: inputs.reason, levels }, { by, now: now() }),
      by,
      answer(next, how) {
        const found = disagreementsOf(next.events).find((each) => each.number === number) ?? about;
        const shown = (again?: FormRetry, notice?: string): Reply => [
          { card: levelCard(next, found, pack, again, notice), storeInChat: true },
        ];
        if (typeof how !== 'object') return shown();
        if (how.kind !== 'text-missing' && how.kind !== 'text-too-long') return shown(undefined, noticeOf(how, next));
        const typed = { reason: inputs.reason.slice(0, 8000) };
        return shown(formAgain({ attempt: given.attempt, typed }, how, { reason: 'Give the reason.' }));
      },
    };
  });
  return done?.answer ?? shows.notYours();
}
