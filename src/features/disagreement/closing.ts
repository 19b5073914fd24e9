import { type At, caseAction, notThere, type PressInput, type Sent } from '../../actions/action.ts';
import { noticeOf } from '../../actions/refusals.ts';
import { formAgain } from '../../cards/forms.ts';
import type { Refusal } from '../../case/outcome.ts';
import { levelCard } from './level-card.ts';
import { close } from './rules.ts';
import { numbered } from './state.ts';
import { disagreementClose } from './verbs.ts';

/**
 * A person who is set up for the level closes the disagreement, with a reason. They see the reference, the level and
 * dates, and nothing else of the case.
 */
export const closing = caseAction(disagreementClose, {
  where: ['desk-chat'],
  who: 'level',
  worksWhenJoined: true,
  does: ({ record }, { number, level, inputs }, at) =>
    close({ events: record.events, texts: record.facts.texts }, { number, level, reason: inputs.reason }, at),
  after: (sent, given, at) => cardNow(sent, given, at),
  onRefusal: cardNow,
});

function cardNow({ record }: Sent, given: PressInput<typeof disagreementClose>, { pack }: At, why?: Refusal) {
  const { number, attempt, inputs } = given;
  const [disagreement] = numbered(record, number);
  if (!disagreement || why?.kind === 'not-your-disagreement') return notThere;
  const isFault = why?.kind === 'text-missing' || why?.kind === 'text-too-long';
  const typed = { reason: inputs.reason.slice(0, 8000) };
  const again = isFault ? formAgain({ attempt, typed }, why, { reason: 'Give the reason.' }) : undefined;
  const notice = why && !isFault ? noticeOf(why, record) : undefined;
  return { card: levelCard(record, disagreement, pack, again, notice), storeInChat: true };
}
