import type { Texts } from '../../base/texts.ts';
import { type Actor, refuseFaultyTexts } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { type Referral, submittedIn } from '../../case/state.ts';
import { type CaseEvent, type EventOf, textOf } from '../../history/events.ts';

/**
 * The author adds information after sending. The referral itself stays as it was sent.
 * @param typed for words typed in their chat: to type the same once more is news
 */
export function recordInformation(
  referral: Referral,
  text: string,
  texts: Texts,
  { by, now }: Actor,
  typed?: Pick<EventOf<'InformationAdded'>, 'typedAt' | 'filedBy'>,
): Outcome {
  const sent = submittedIn(referral);
  if (!sent) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const fault = refuseFaultyTexts({ information: text });
  if (fault) return fault;
  const last = sent.information.at(-1);
  const isAgain = !typed && last && !last.mistakeAt && texts[textOf.information(last.number)] === text;
  if (isAgain) return nothingToDo; // a double press
  const number = sent.information.length + 1;
  const event: CaseEvent = { type: 'InformationAdded', at: now, by: by.id, number, ...typed };
  return withEvents([event], { [textOf.information(number)]: text });
}

/**
 * The author says that what they added was sent by mistake. The words stay, and no clock changes.
 * @param number of the addition; undefined for the last one
 */
export function markMistake(referral: Referral, number: number | undefined, { by, now }: Actor): Outcome {
  const sent = submittedIn(referral);
  const addition = sent?.information.find((each) => each.number === (number ?? sent.information.length));
  if (!sent || !addition) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  if (addition.mistakeAt) return nothingToDo;
  return withEvents([{ type: 'SentByMistake', at: now, by: by.id, number: addition.number }]);
}
